/** What the checks say of an example: pure, over the message it is laid into and over what it says that was seen. */
import { instantOf } from '../../src/base/clock.ts';
import {
  auditChecks,
  fetchedLinksCheck,
  judgeFetchedLinks,
  judgeProbe,
  messageChecks,
  probedCheck,
} from '../../src/checks/index.ts';
import type { Evidence } from '../../src/findings/evidence.ts';
import type { MailTables } from '../../src/findings/mail-tables.ts';
import type {
  MailGiven,
  MailProfile,
  MessageCheck,
  MessageDraft,
  MessageFinding,
} from '../../src/findings/message-check.ts';
import { runChecks } from '../../src/findings/run-checks.ts';
import { acceptanceFindings, acceptedCheck, signedCheck } from '../../src/preflight/acceptance.ts';
import { citing, subjectOf } from '../../src/preflight/check-message.ts';
import { fixMessage } from '../../src/preflight/fix-message.ts';
import { listingFindings, shownDomainCheck } from '../../src/preflight/list-findings.ts';
import { namesShownIn } from '../../src/preflight/message-names.ts';
import { messageIdsOfRun, sameMessageIdCheck } from '../../src/preflight/same-message-id.ts';
import { type MailView, placeInHeader, readMailView } from '../../src/wire/mail-view/index.ts';
import { type CheckExample, exampleNow, layExample, profilesOf } from './check-examples.ts';

export type Documented = Pick<MessageCheck, 'id' | 'sources'>;

/** Checks that look at more than the message, and so stand outside the pure ones: DNS, the web, other messages. */
export const askingChecks: readonly Documented[] = [
  sameMessageIdCheck,
  signedCheck,
  acceptedCheck,
  shownDomainCheck,
  fetchedLinksCheck,
  probedCheck,
];

export const exampleGiven = (profile: MailProfile, tables: MailTables): MailGiven => ({
  profile,
  now: instantOf(Date.parse(exampleNow)),
  trackingDomains: [],
  tables,
});

export interface ExampleRun {
  readonly raw: Buffer;
  /** Failures of the example's check. */
  readonly failures: readonly MessageFinding[];
}

/** Runs the check of the example over its message. */
export function runExample(example: CheckExample, profile: MailProfile, tables: MailTables): ExampleRun {
  const raw = layExample(example, profile);
  const view = readMailView(raw);
  const said = findingsOf(example, view, exampleGiven(profile, tables));
  return {
    raw,
    failures: said.filter(({ outcome, check }) => outcome === 'fail' && check === example.check),
  };
}

/** Does --fix mend it? The fix is applied and proven as the program does. */
export function isMended(example: CheckExample, tables: MailTables): boolean {
  const [profile = 'bulk'] = profilesOf(example);
  const { raw, failures } = runExample(example, profile, tables);
  const hasFix = failures.some(({ message, fixes }) => message === example.message && fixes.length > 0);
  if (!hasFix) return false;
  const { applied } = fixMessage(raw, exampleGiven(profile, tables), messageChecks);
  return applied.includes(`${example.check} ${example.message}`);
}

function findingsOf(example: CheckExample, view: MailView, given: MailGiven): readonly MessageFinding[] {
  const check = messageChecks.find(({ id }) => id === example.check);
  if (check !== undefined) return named(check, view, check.run(view, given));
  const { seen = {} } = example;
  if (example.check === fetchedLinksCheck.id) {
    const links = [{ url: 'https://example.org/shop', hops: [], end: seen }];
    return named(fetchedLinksCheck, view, judgeFetchedLinks(view, { links, spared: 0, left: 0 } as never));
  }
  if (example.check === probedCheck.id) return named(probedCheck, view, judgeProbe(view, seen as never));
  if (example.check === sameMessageIdCheck.id) {
    const lookBack = messageIdsOfRun();
    const checked = { view, subject: subjectOf(view) };
    lookBack(checked, 'april.eml');
    return lookBack(checked, 'may.eml');
  }
  if (example.check === shownDomainCheck.id) return listingsOf(seen, view);
  const from = view.fields.find(({ key }) => key === 'from');
  return acceptanceFindings(
    authenticationOf(seen),
    given.profile,
    subjectOf(view),
    from && placeInHeader(view, from),
  );
}

const named = (
  check: Documented,
  view: MailView,
  drafts: readonly MessageDraft[],
): readonly MessageFinding[] =>
  drafts.map((draft) => citing(check, { check: check.id, subject: subjectOf(view), ...draft }));

const DOMAIN = 'example.org';

/** `spf`: its result; `dkim`: 'pass', 'fail' or 'none'; `policy`: not there without a DMARC record; `aligned`: what passes is of From's domain. */
function authenticationOf(seen: Readonly<Record<string, unknown>>): Evidence {
  const { spf, dkim, policy, aligned } = seen;
  const present = (value: unknown) => ({ state: 'present', value });
  const signature = { domain: DOMAIN, selector: 's1', result: dkim, key: 'found' };
  return {
    ...(spf !== undefined && {
      spf: present({ domain: DOMAIN, ip: '192.0.2.7', result: spf, identity: 'mail-from' }),
    }),
    dkim: dkim === 'none' ? { state: 'absent' } : present({ signatures: [signature] }),
    dmarc:
      policy === undefined
        ? { state: 'absent' }
        : present({
            fromDomain: DOMAIN,
            policy,
            isSpfAligned: spf === 'pass' && aligned === true,
            isDkimAligned: dkim === 'pass' && aligned === true,
          }),
    dmarcTree: present({ domain: DOMAIN }),
  } as unknown as Evidence;
}

/** `name` stands in the message; `zone` lists it with `code`; `weights`: what filters give for it. */
function listingsOf(seen: Readonly<Record<string, unknown>>, view: MailView): readonly MessageFinding[] {
  const { name, zone, code, meaning, weights } = seen;
  const shown = namesShownIn(view);
  const evidence = {
    listings: {
      state: 'present',
      seenAt: exampleNow,
      value: {
        subjects: [{ kind: 'domain', name, roles: ['link'] }],
        answers: [
          {
            ...{ subject: name, kind: 'domain', zone, operator: zone, tier: 1, state: 'listed' },
            listing: {
              ...{ codes: [{ code, meaning }], isPolicy: false, causes: ['spam'] },
              ...{ weights, isRequest: false },
            },
          },
        ],
      },
    },
  } as unknown as Evidence;
  const checks = auditChecks.filter(({ id }) => id === 'listing/domain-on-list');
  return listingFindings(runChecks(checks, evidence), evidence, shown);
}
