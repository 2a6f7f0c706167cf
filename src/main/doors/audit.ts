/**
 * The library door `waypost/audit`: what `waypost audit` does, without a terminal.
 *
 * @example
 * import { openAudit } from 'waypost/audit';
 * const auditor = openAudit({ connect: false });
 * const { findings } = await auditor.audit('example.org');
 * for (const { severity, check, message } of findings) if (severity) console.log(severity, check, message);
 * auditor.close();
 */
import type { Audit } from '../../audit/audit-case.ts';
import { type AuditView, viewAudit } from '../../audit/say/view.ts';
import { parseAuditSubject } from '../../audit/subject.ts';
import type { Result } from '../../base/result.ts';
import { parseServer } from '../../gather/dns/index.ts';
import { openAuditor } from '../auditor.ts';
import { loadData } from '../load-data.ts';
import { catalogueOf } from '../services.ts';

export type { Audit, AuditCase, NotChecked, WeighedFinding } from '../../audit/audit-case.ts';
export type { PlanStep, RecordChange } from '../../audit/plan/types.ts';
export type { AuditView, FindingView } from '../../audit/say/view.ts';
export type { Evidence } from '../../findings/evidence.ts';
export type { Finding } from '../../findings/finding.ts';
export type { Fix } from '../../findings/fix.ts';
export type { Severity } from '../../findings/profile.ts';

export interface AuditOptions {
  /** 'host:port' of the DNS server to ask; default the system's. */
  readonly resolver?: string;
  /** Connect to mail and web hosts. Default false: records only. */
  readonly connect?: boolean;
  /** Ask DNS lists. Default false. */
  readonly lists?: boolean;
  /** Private and loopback addresses may be audited and connected to. Default false. */
  readonly allowPrivate?: boolean;
  /** Addresses that mail leaves from. */
  readonly sendingIps?: readonly string[];
  /** Name given at HELO. */
  readonly helo?: string;
  /** DKIM selectors. */
  readonly selectors?: readonly string[];
  /** Propose corrected records, each proven over the observed zone. Default false. */
  readonly plan?: boolean;
  /** Messages a day to one provider: which of its rules apply. */
  readonly messagesPerDay?: number;
  /** Language of `describe`: 'en' (default) or 'de'. */
  readonly language?: string;
}

export interface Auditor {
  /** Audits a domain, an IP address or a mail host. Never throws for what the network does; a text that names none is a problem. */
  readonly audit: (subject: string) => Promise<Result<Audit>>;
  /** An audit in words. */
  readonly describe: (audit: Audit) => AuditView;
  /** Ends look-ups under way and frees the sockets. */
  readonly close: () => void;
}

/** Loads the facts once; keep the auditor for many subjects. Throws where `resolver` is not 'host:port'. */
export function openAudit(options: AuditOptions = {}): Auditor {
  const data = loadData(false);
  const server = options.resolver === undefined ? undefined : parseServer(options.resolver);
  if (server !== undefined && !server.ok) throw new TypeError(server.problem.message);
  const allowPrivate = options.allowPrivate === true;
  const auditor = openAuditor(data, {
    connect: options.connect === true,
    asksLists: options.lists === true,
    allowPrivate,
    asksAuthorities: options.connect === true,
    given: {
      sendingIps: options.sendingIps ?? [],
      selectors: (options.selectors ?? []).map((selector) => ({ selector, origin: 'given' as const })),
      ...(options.helo !== undefined && { helo: options.helo }),
    },
    wantsPlan: options.plan === true,
    flattensSpf: false,
    ...(server !== undefined && { server: server.value }),
    ...(options.messagesPerDay !== undefined && { messagesPerDay: options.messagesPerDay }),
  });
  const texts = catalogueOf(data, options.language ?? 'en');
  return {
    audit: async (text) => {
      const subject = parseAuditSubject(text, allowPrivate);
      return subject.ok ? { ok: true, value: await auditor.audit(subject.value) } : subject;
    },
    describe: (audit) => viewAudit(audit, texts),
    close: auditor.close,
  };
}
