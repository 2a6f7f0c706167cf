/** Ranks the fixes of a verdict: what mends an observed fault first, then the category's own order; at most five. */
import type { JsonObject } from '../base/json.ts';
import { type CategoryId, categories } from '../findings/category.ts';
import type { Finding } from '../findings/finding.ts';
import type { FixTable } from './fix-table.ts';
import type { Cause, RankedFix } from './verdict.ts';

const MAX_FIXES = 5;

interface Offer {
  readonly id: string;
  readonly category: CategoryId;
  /** Lower is better. */
  readonly rank: number;
}

/** Categories whose fixes are offered: the asserted cause and the words'; else the words' and the likeliest causes. */
function offeredCategories(category: CategoryId, cause: Cause): readonly CategoryId[] {
  if (cause.isAsserted) return cause.category === category ? [category] : [cause.category, category];
  // An address is not given up on a guess.
  const guesses = cause.candidates.filter((one) => categories[one.category].suppress === 'no');
  return [...new Set([category, ...guesses.slice(0, 3).map((one) => one.category)])];
}

function offersOf(category: CategoryId, cause: Cause, table: FixTable): readonly Offer[] {
  const seen = new Set<string>();
  return offeredCategories(category, cause).flatMap((offered, place) =>
    (table.byCategory.get(offered) ?? []).flatMap((id, i) => {
      if (seen.has(id)) return [];
      seen.add(id);
      // One cause after the other where it is known; the best fix of each first where it is not.
      return [{ id, category: offered, rank: cause.isAsserted ? place * 10 + i : i * 10 + place }];
    }),
  );
}

/** Fixes in the order to try them. `data` holds the arguments of their texts. */
export function rankFixes(
  category: CategoryId,
  cause: Cause,
  findings: readonly Finding[],
  table: FixTable,
  data: JsonObject,
): readonly RankedFix[] {
  const byCheck = new Map(findings.map((finding) => [finding.check as string, finding]));
  const ranked = offersOf(category, cause, table).flatMap((offer) => {
    const answers = table.fixes.get(offer.id)?.answers ?? [];
    const looked = answers.flatMap((check) => byCheck.get(check) ?? []);
    const failing = looked.filter((finding) => finding.outcome === 'fail');
    // What was looked at and found in order needs no mending.
    const isInOrder =
      answers.length > 0 &&
      looked.length > 0 &&
      failing.length === 0 &&
      looked.every((one) => one.outcome === 'pass');
    if (isInOrder) return [];
    return [{ ...offer, failing, rank: failing.length > 0 ? offer.rank - 100 : offer.rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_FIXES)
    .map(({ id, failing }) => ({
      id,
      data: Object.assign({}, data, ...failing.map((finding) => finding.data)) as JsonObject,
      fixes: failing.flatMap((finding) => finding.fixes),
      answers: failing.map((finding) => finding.check),
    }));
}
