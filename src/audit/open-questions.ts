/**
 * Does an audit know enough to say that nothing would make receivers refuse? A few questions decide about delivery at nearly every
 * receiver: does the domain exist, can its return path take mail, who may send for it (SPF), which policy speaks for it (DMARC), has a
 * sending address its reverse name; of a mail host, does it answer. Where one of them was asked and not answered, it is not known, however
 * much else is in order. Lists, providers' own rules and everything else that is looked at only make mail fare better or worse.
 */
import type { Audit, WeighedFinding } from './audit-case.ts';
import { providerRequirement } from './provider-rules.ts';

/** Stable: the catalogue's texts are 'open.<question>'. */
export type OpenQuestion = 'domain' | 'mx' | 'spf' | 'dmarc' | 'ptr' | 'host';

/** 'bad': something is to be mended. 'unknown': nothing was found, but too much could not be looked at. */
export type AuditStanding = 'bad' | 'unknown' | 'good';

const deciding: ReadonlyMap<string, OpenQuestion> = new Map([
  ['routing/domain-exists', 'domain'],
  ['routing/takes-bounces', 'mx'],
  ['spf/single-record', 'spf'],
  ['spf/authorises-ip', 'spf'],
  ['dmarc/record-found', 'dmarc'],
  ['dns/ptr-exists', 'ptr'],
  ['dns/ptr-confirmed', 'ptr'],
]);

type Judged = Pick<Audit, 'subject' | 'findings'>;

/** What decides about delivery and was asked and not answered, each once, in the order above. */
export function openQuestions({ subject, findings }: Judged): readonly OpenQuestion[] {
  const open = new Set<OpenQuestion>();
  for (const { check, outcome } of findings) {
    if (outcome !== 'unknown') continue;
    const question = deciding.get(check);
    if (question !== undefined) open.add(question);
    // The hosts of a domain are connected to as a courtesy: many networks let nobody out on port 25.
    if (subject.kind === 'host' && check === 'mail-host/reachable') open.add('host');
  }
  return [...new Set([...deciding.values(), 'host' as const])].filter((question) => open.has(question));
}

/** To be mended: more than advice. What providers ask follows from the rest and is not counted. */
export const isFault = ({ check, outcome, severity }: WeighedFinding): boolean =>
  outcome === 'fail' && severity !== 'notice' && check !== providerRequirement.id;

/** What may be said of the subject as a whole. */
export function standingOf(audit: Judged): AuditStanding {
  if (audit.findings.some(isFault)) return 'bad';
  const isSilent = audit.findings.every(
    ({ check, outcome }) => check === providerRequirement.id || (outcome !== 'pass' && outcome !== 'fail'),
  );
  return isSilent || openQuestions(audit).length > 0 ? 'unknown' : 'good';
}
