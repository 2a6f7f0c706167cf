/** An explanation in a line: what a list of reports shows. */
import { groupKindOf } from '../explain/group.ts';
import type { ExplainDocument, ExplainedEntry } from '../explain/say/document.ts';
import { overviewOf } from '../explain/say/overview.ts';
import type { Verdict } from '../explain/verdict.ts';
import type { Catalogue } from '../findings/catalogue.ts';
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

export function summaryOf({ explanations }: ExplainDocument, texts: Catalogue): Answer['summary'] {
  const [first] = explanations;
  const groups = explanations.map(({ count, verdict, words }) => ({
    kind: groupKindOf(verdict),
    count,
    view: words,
  }));
  const { headline } = overviewOf(groups, texts);
  const standings = explanations.map(({ verdict }) => standingOf(verdict));
  return {
    about: first === undefined ? '' : first.words.quote.trim() || first.words.title,
    headline: headline || (first?.words.headline ?? ''),
    standing: order.find((one) => standings.includes(one)) ?? 'unknown',
    tags: explanations.flatMap(tagsOf),
    turn: first?.words.turn ?? '',
  };
}
