/**
 * What the network told of a message, judged: by the checks that audits and explanations use, each with what filters give
 * for it, and together by what receivers refuse (acceptance.ts). Pure.
 */
import type { AuditCase } from '../audit/audit-case.ts';
import { auditChecks, rejectionChecks } from '../checks/index.ts';
import type { Check, Finding, Subject } from '../findings/finding.ts';
import type { Consequence, EngineRule, MailProfile, MessageFinding } from '../findings/message-check.ts';
import { runChecks } from '../findings/run-checks.ts';
import { type MailView, type Place, placeInHeader } from '../wire/mail-view/index.ts';
import { acceptanceFindings } from './acceptance.ts';
import { citing, subjectOf } from './check-message.ts';
import { listingFindings } from './list-findings.ts';
import { namesShownIn } from './message-names.ts';
import { subjectArgument } from './subject-argument.ts';
import { summedUp } from './sum-up-unknown.ts';

const rspamd = (rule: string, weight: number): EngineRule => ({ engine: 'rspamd', rule, weight });
/** Points with network tests and Bayes. */
const spamAssassin = (rule: string, weight: number): EngineRule => ({ engine: 'SpamAssassin', rule, weight });

interface Weighed {
  readonly consequence: Consequence;
  readonly receivers?: readonly string[];
  readonly rules?: readonly EngineRule[];
}

const note: Weighed = { consequence: 'information' };
const scored = (...rules: readonly EngineRule[]): Weighed => ({ consequence: 'score', rules });
const noReverseName: Weighed = {
  consequence: 'refused',
  receivers: ['google', 'yahoo'],
  rules: [rspamd('RDNS_NONE', 1), rspamd('HFILTER_HOSTNAME_UNKNOWN', 2.5), spamAssassin('RDNS_NONE', 0.793)],
};

/** By check and message; a check alone holds for all its messages. Its failures are parts of what auth/accepted weighs. */
const weights: Readonly<Record<string, Weighed>> = {
  'dkim/signature-valid': scored(rspamd('R_DKIM_REJECT', 1), spamAssassin('DKIM_INVALID', 0.1)),
  'spf/authorises-ip not-authorised': scored(rspamd('R_SPF_FAIL', 1), spamAssassin('SPF_FAIL', 0.001)),
  'spf/authorises-ip softfail': scored(spamAssassin('SPF_SOFTFAIL', 0.665)),
  'spf/authorises-ip neutral': scored(spamAssassin('SPF_NEUTRAL', 0.779)),
  'arc/chain-valid': scored(rspamd('ARC_REJECT', 1), spamAssassin('ARC_INVALID', 0.1)),
  'dns/ptr-exists': noReverseName,
  'dns/ptr-confirmed': noReverseName,
};
const dmarcRules: Readonly<Record<string, readonly EngineRule[]>> = {
  reject: [rspamd('DMARC_POLICY_REJECT', 2), spamAssassin('DMARC_REJECT', 1.797)],
  quarantine: [rspamd('DMARC_POLICY_QUARANTINE', 1.5), spamAssassin('DMARC_QUAR', 1.198)],
  none: [rspamd('DMARC_POLICY_SOFTFAIL', 0.1), spamAssassin('DMARC_NONE', 0.898)],
};

const wanted: ReadonlySet<string> = new Set([
  ...['dkim/signature-valid', 'dkim/key-found', 'dkim/key-alias', 'dkim/key-single', 'dkim/key-text'],
  ...['dkim/key-syntax', 'dkim/key-length', 'dkim/key-revoked', 'dkim/key-testing', 'dkim/key-limits'],
  ...['spf/authorises-ip', 'dmarc/aligned', 'dmarc/record-found', 'arc/chain-valid'],
  ...['dns/ptr-exists', 'dns/ptr-confirmed'],
  ...['listing/ip-on-list', 'listing/domain-on-list', 'listing/resolver'],
]);
/** Each once, in the order of an audit. */
const networkChecks: readonly Check[] = [
  ...new Map([...auditChecks, ...rejectionChecks].map((check) => [check.id, check])).values(),
].filter(({ id }) => wanted.has(id));

/** The findings in no particular order; what nobody asked is not among them. */
export function judgeMessageEvidence(
  view: MailView,
  cases: readonly AuditCase[],
  profile: MailProfile,
): readonly MessageFinding[] {
  const shown = namesShownIn(view);
  const places = placesIn(view);
  const found = cases.flatMap(({ evidence }) => {
    const findings = runChecks(networkChecks, evidence);
    const [lists, others] = parted(findings);
    return [...others.map((finding) => weigh(finding, places)), ...listingFindings(lists, evidence, shown)];
  });
  const [message] = cases;
  if (message === undefined) return found;
  const accepted = acceptanceFindings(message.evidence, profile, subjectOf(view), places.from);
  return summedUp([...accepted, ...found.map(citingItsCheck)]);
}

function citingItsCheck(finding: MessageFinding): MessageFinding {
  const check = networkChecks.find(({ id }) => id === finding.check);
  return check === undefined ? finding : citing(check, finding);
}

/** Nothing was asked: said once, and never taken for a pass. */
export function notAskedFindings(subject: Subject, why: string): readonly MessageFinding[] {
  return [
    {
      check: 'auth/accepted',
      message: 'not-asked',
      subject,
      outcome: 'unknown',
      consequence: 'information',
      confidence: 0,
      data: { why },
      fixes: [],
      receivers: [],
    },
  ];
}

function parted(
  findings: readonly Finding[],
): readonly [lists: readonly Finding[], others: readonly Finding[]] {
  const isOfList = ({ check }: Finding): boolean => check.startsWith('listing/');
  // What does not arise is not worth a line of a message's report.
  const kept = findings.filter(({ outcome }) => outcome !== 'not-applicable');
  return [kept.filter(isOfList), kept.filter((finding) => !isOfList(finding))];
}

interface Places {
  readonly from?: Place;
  readonly signature?: Place;
}

function placesIn(view: MailView): Places {
  const placeOf = (key: string): Place | undefined => {
    const field = view.fields.find((one) => one.key === key);
    return field === undefined ? undefined : placeInHeader(view, field);
  };
  const from = placeOf('from');
  const signature = placeOf('dkim-signature');
  return { ...(from !== undefined && { from }), ...(signature !== undefined && { signature }) };
}

function weigh({ evidence: _, ...finding }: Finding, places: Places): MessageFinding {
  const { check, message, data, outcome } = finding;
  const weighed = outcome === 'fail' ? weighedOf(check, message, data['policy']) : note;
  const family = check.split('/')[0];
  const place = family === 'dkim' ? places.signature : family === 'dmarc' ? places.from : undefined;
  return {
    ...finding,
    data: { ...data, ...subjectArgument(finding.subject) },
    consequence: weighed.consequence,
    receivers: weighed.receivers ?? [],
    ...(weighed.rules !== undefined && { engineRules: weighed.rules }),
    ...(place !== undefined && { place }),
  };
}

function weighedOf(check: string, message: string, policy: unknown): Weighed {
  if (check === 'dmarc/aligned') return scored(...(dmarcRules[String(policy)] ?? []));
  return weights[`${check} ${message}`] ?? weights[check] ?? note;
}
