/**
 * What is said several times of one thing is said once: of one link the worst that is found, with the rest below it, and of HTML that
 * could not be read whole one line in place of one for each check; so of a header, and of files. Nothing is lost: what is folded stands in `also`.
 */
import { type AlsoSaid, consequences, type MessageFinding } from '../findings/message-check.ts';
import { enginePoints } from './score.ts';

/** Findings in their order, those folded into another at the place of that one. Folding twice changes nothing. */
export function folded(findings: readonly MessageFinding[]): readonly MessageFinding[] {
  const groups = Map.groupBy(findings, (finding) => linkKey(finding) ?? unreadKey(finding) ?? finding);
  const leads = new Map<MessageFinding, MessageFinding>();
  const gone = new Set<MessageFinding>();
  for (const [key, group] of groups) {
    if (typeof key !== 'string' || group.length === 1) continue;
    for (const [lead, below] of leadsOf(group)) {
      if (below.length === 0) continue;
      for (const one of below) gone.add(one);
      leads.set(lead, withBelow(lead, below));
    }
  }
  return findings.filter((one) => !gone.has(one)).map((one) => leads.get(one) ?? one);
}

/** The worst with what is below it, then the worst of the others with what is below that one, and so on. */
function leadsOf(
  group: readonly MessageFinding[],
): readonly (readonly [MessageFinding, readonly MessageFinding[]])[] {
  const found: (readonly [MessageFinding, readonly MessageFinding[]])[] = [];
  let left = group;
  while (left.length > 0) {
    const lead = left.reduce((worst, one) => (isWorse(one, worst) ? one : worst));
    const below = left.filter((one) => one !== lead && (lead.outcome !== 'fail' || isBelow(one, lead)));
    found.push([lead, below]);
    left = left.filter((one) => one !== lead && !below.includes(one));
  }
  return found;
}

/** Failures of links that stand at the same place; a script in one is told of the HTML too. */
function linkKey({ check, outcome, message, place }: MessageFinding): string | undefined {
  const isOfLink =
    check.startsWith('links/') || (check === 'html/active-content' && message === 'script-link');
  if (outcome !== 'fail' || place === undefined || !isOfLink) return undefined;
  return `${place.part} ${place.raw.start}`;
}

const unread: readonly string[] = ['read-in-part', 'nested-too-deep'];

function unreadKey({ check, outcome, message, data }: MessageFinding): string | undefined {
  if (outcome !== 'unknown') return undefined;
  if (message === 'not-looked-into') return `${message} ${String(data.names)}`;
  const isUnread = message === 'header-cut' || (check.startsWith('html/') && unread.includes(message));
  return isUnread ? message : undefined;
}

const rankOf = ({ consequence }: MessageFinding): number => consequences.indexOf(consequence);
const timesOf = ({ data }: MessageFinding): number => (typeof data.times === 'number' ? data.times : 1);

function isWorse(one: MessageFinding, other: MessageFinding): boolean {
  // Of what was not read the check of completeness speaks for all.
  if (one.outcome === 'unknown') return one.check === 'html/complete';
  const difference = rankOf(one) - rankOf(other);
  return difference < 0 || (difference === 0 && enginePoints(one) > enginePoints(other));
}

/** A note, or the same consequence, of no more links than the lead speaks of: another consequence stays by itself. */
function isBelow(one: MessageFinding, lead: MessageFinding): boolean {
  const isNoWorse = one.consequence === 'information' || one.consequence === lead.consequence;
  return isNoWorse && timesOf(one) <= timesOf(lead);
}

/** Fixes of all are what can be done; the points of engines stay with what they are given for. */
function withBelow(lead: MessageFinding, below: readonly MessageFinding[]): MessageFinding {
  const flat = below.flatMap((one) => [said(one), ...(one.also ?? [])]);
  return {
    ...lead,
    fixes: [lead, ...below].flatMap(({ fixes }) => fixes),
    also: [...(lead.also ?? []), ...flat],
  };
}

const said = ({ check, message, outcome, consequence, data, engineRules }: MessageFinding): AlsoSaid => ({
  ...{ check, message, outcome, consequence, data },
  ...(engineRules !== undefined && { engineRules }),
});
