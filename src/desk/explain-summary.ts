/** An explanation in a line: what a list of reports shows. */
import { groupKindOf } from '../explain/group.ts';
import type { ExplainDocument, ExplainedEntry } from '../explain/say/document.ts';
import type { Verdict } from '../explain/verdict.ts';
import type { Standing } from '../store/reports/types.ts';
import type { Answer } from './types.ts';

const order: readonly Standing[] = ['bad', 'unknown', 'good'];

/** A refusal is bad; one that nobody knows the cause of is not known; what was delivered, or refuses nothing, is good. */
function standingOf(verdict: Verdict): Standing {
  const { category, cause } = verdict;
  if (groupKindOf(verdict) === 'failure')
    return category === 'unknown' && !cause.isAsserted ? 'unknown' : 'bad';
  return category === 'not-a-bounce' || category === 'notice.delivered' ? 'good' : 'unknown';
}

const tagsOf = ({ verdict: { category, cause } }: ExplainedEntry): readonly string[] =>
  cause.isAsserted && cause.category !== category ? [category, cause.category] : [category];

export function summaryOf({ explanations, overview }: ExplainDocument): Answer['summary'] {
  const [first] = explanations;
  const standings = explanations.map(({ verdict }) => standingOf(verdict));
  return {
    about: first === undefined ? '' : first.words.quote.trim() || first.words.title,
    headline: overview?.title ?? first?.words.headline ?? '',
    standing: order.find((one) => standings.includes(one)) ?? 'unknown',
    tags: explanations.flatMap(tagsOf),
    turn: turnOf(explanations, overview),
  };
}

/** Of many: of the cause that most have. Where several recipients are meant, none of them stands for all. */
function turnOf(
  explanations: ExplainDocument['explanations'],
  overview: ExplainDocument['overview'],
): string {
  const [cause] = overview?.causes ?? [];
  const first = explanations[cause?.groups[0] ?? 0];
  if (first === undefined) return '';
  const turn = cause?.turn ?? first.words.turn;
  const isOneOfMany = first.count > 1 && first.recipients.some((recipient) => turn.includes(recipient));
  return isOneOfMany ? first.words.usualTurn : turn;
}
