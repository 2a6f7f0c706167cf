/**
 * What DNS lists say of a message's names, as findings of the message: each listing with the place where the domain stands
 * and the points that filters give; one line for all that is clean. Google limits mail for the domains in its links by a
 * reputation of its own (421-4.7.28), which nobody can ask.
 */
import { googleReplies, rspamdRules, spamAssassinRules } from '../checks/index.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { AuditListAnswer } from '../findings/facts/listings.ts';
import type { Finding } from '../findings/finding.ts';
import type { Consequence, MessageCheck, MessageFinding } from '../findings/message-check.ts';
import { isEnoughAlone, rulesOfListing } from './list-rules.ts';
import type { ShownName } from './message-names.ts';
import { subjectArgument } from './subject-argument.ts';

/** Listings of domains that stand in the message but do not send it. */
export const shownDomainCheck: Pick<MessageCheck, 'id' | 'sources'> = {
  id: 'listing/shown-domain',
  sources: [{ title: 'RFC 5782 §3' }, googleReplies, rspamdRules, spamAssassinRules],
};

/** Spamhaus's lists of addresses: Yahoo publishes its refusal for them (553 5.7.1 [BL21]). */
const YAHOO_REFUSES = 'zen.spamhaus.org';

/** `findings`: those of the checks of family listing/ over this evidence. */
export function listingFindings(
  findings: readonly Finding[],
  { listings }: Evidence,
  shown: readonly ShownName[],
): readonly MessageFinding[] {
  const answers = listings?.state === 'present' ? listings.value.answers : [];
  const names = findings.filter(({ check }) => check === 'listing/domain-on-list');
  const failed = findings.flatMap((finding) =>
    finding.outcome === 'fail' ? [listed(finding, answers, shown)] : [],
  );
  const open = findings
    .filter(({ outcome }) => outcome === 'unknown')
    .map((finding) => asNote(finding, shown));
  const others = findings
    .filter(({ check, outcome }) => check !== 'listing/domain-on-list' && outcome === 'pass')
    .map((finding) => asNote(finding, shown));
  return [...failed, ...open, ...clean(names), ...others];
}

const asNote = (finding: Finding, shown: readonly ShownName[]): MessageFinding =>
  messageFinding(finding, 'information', shown);

/** A finding of an audit as one of the message. */
function messageFinding(
  { evidence: _, ...finding }: Finding,
  consequence: Consequence,
  shown: readonly ShownName[],
): MessageFinding {
  const place = shown.find(({ name }) => name === finding.subject.name)?.place;
  return {
    ...finding,
    data: { ...finding.data, ...subjectArgument(finding.subject) },
    consequence,
    receivers: [],
    ...(place !== undefined && { place }),
  };
}

function listed(
  finding: Finding,
  answers: readonly AuditListAnswer[],
  shown: readonly ShownName[],
): MessageFinding {
  const { subject, data } = finding;
  const zone = data['zone'];
  const answer = answers.find((one) => one.subject === subject.name && one.zone === zone);
  const isSender = subject.kind === 'ip' || roleIn(data['roles'], ['From', 'HELO']);
  const engineRules = answer === undefined ? [] : rulesOfListing(answer);
  const isRefused = answer !== undefined && (isEnoughAlone(answer) || (isSender && answer.tier === 1));
  const consequence = isRefused ? 'refused' : engineRules.length > 0 ? 'score' : 'information';
  return {
    ...messageFinding(finding, consequence, shown),
    ...(isSender ? {} : { check: shownDomainCheck.id, message: 'listed', sources: shownDomainCheck.sources }),
    receivers: subject.kind === 'ip' && zone === YAHOO_REFUSES ? ['yahoo'] : [],
    ...(engineRules.length > 0 && { engineRules }),
  };
}

const roleIn = (roles: unknown, wanted: readonly string[]): boolean =>
  String(roles)
    .split(', ')
    .some((role) => wanted.includes(role));

/** Said once for all names. */
function clean(findings: readonly Finding[]): readonly MessageFinding[] {
  const bad = new Set(
    findings.filter(({ outcome }) => outcome === 'fail').map(({ subject }) => subject.name),
  );
  const good = findings.filter(({ message, subject }) => message === 'not-listed' && !bad.has(subject.name));
  const [first] = good;
  if (first === undefined) return [];
  const names = [...new Set(good.map(({ subject }) => subject.name))];
  return [
    {
      ...messageFinding(first, 'information', []),
      check: shownDomainCheck.id,
      message: 'not-listed',
      data: { count: names.length, names: names.slice(0, 10).join(', ') },
    },
  ];
}
