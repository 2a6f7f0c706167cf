/** What `waypost audit` needs: data, checks, weights, words, and the gatherers with what they may ask. */

import { auditSubject, judgeGathered } from '../audit/audit.ts';
import { systemClock } from '../base/clock.ts';
import { auditChecks } from '../checks/index.ts';
import type { AuditHost } from '../cli/audit/command.ts';
import type { AuditOptions } from '../cli/audit/options.ts';
import { UsageError } from '../cli/io.ts';
import { createProfile } from '../findings/profile.ts';
import type { AuditContext } from '../gather/audit/index.ts';
import { createResolver, parseServer, tryResolver } from '../gather/dns/index.ts';
import { lookupListings, parseDnsblData } from '../gather/dnsbl/index.ts';
import type { DataFiles } from './data-folder.ts';
import { loadData } from './load-data.ts';
import { catalogueOf, languagesOf } from './services.ts';

export { runAudit as run } from '../cli/audit/command.ts';

const data = loadData();

/** A resolver that denies everything would make every record "missing". */
const TRIAL_MS = 3000;

function resolverOf(options: AuditOptions) {
  const given = options.resolver === undefined ? undefined : parseServer(options.resolver);
  if (given !== undefined && !given.ok)
    throw new UsageError(`--resolver ${options.resolver}: ${given.problem.message}`);
  return createResolver({ clock: systemClock, ...(given !== undefined && { servers: [given.value] }) });
}

function profileOf(files: DataFiles) {
  const names = Object.keys(files).filter((name) => name.startsWith('profiles/default/'));
  return createProfile(names.map((name) => files[name] ?? {}));
}

export const host: AuditHost = {
  languages: languagesOf(data),
  open: async (options, isBulk) => {
    const services = { checks: auditChecks, profile: profileOf(data) };
    const resolver = resolverOf(options);
    // A resolver that was named on the command line may serve a closed zone on purpose.
    const isTrusted = options.resolver !== undefined || options.evidenceFile !== undefined;
    const distrust = isTrusted ? undefined : await tryResolver(resolver, AbortSignal.timeout(TRIAL_MS));
    const lists = parseDnsblData(data['dnsbl.toml'] ?? {});
    const context: AuditContext = {
      resolver,
      clock: systemClock,
      connect: options.wantsConnect ?? !isBulk,
      allowPrivate: options.allowPrivate,
      ...(options.smugglingRecipient !== undefined && { smugglingRecipient: options.smugglingRecipient }),
      selectors: options.selectors.map((selector) => ({ selector, origin: 'given' })),
      ...(options.rpkiValidator !== undefined && { rpkiValidator: options.rpkiValidator }),
      ...((options.wantsLists ?? !isBulk) && {
        listings: (subjects, text, signal) =>
          lookupListings(
            subjects,
            text,
            lists,
            resolver,
            systemClock,
            signal === undefined ? {} : { signal },
          ),
      }),
    };
    const given = {
      sendingIps: options.sendingIps,
      ...(options.helo !== undefined && { helo: options.helo }),
    };
    return {
      texts: catalogueOf(data, options.language),
      audit: (subject) => auditSubject(subject, given, context, services),
      ...(distrust !== undefined && { distrust }),
      judge: (gathered) => judgeGathered(gathered, services),
      close: () => resolver.close(),
    };
  },
};
