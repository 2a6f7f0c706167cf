/** Who refused, was not reached or was turned away, in a line: 'Google 12, WEB.DE 3 and 4 more'. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Side } from '../side.ts';

/** '' where nobody is known. `count`: of the refusals they are the sides of; `max`: so many are named. */
export function sideNames(sides: readonly Side[], count: number, max: number, texts: Catalogue): string {
  const counts = new Map<string, number>();
  for (const { name, role, count: some } of sides) {
    const who = name ?? texts.ui(`role.${role}`);
    counts.set(who, (counts.get(who) ?? 0) + some);
  }
  const all = [...counts].sort((a, b) => b[1] - a[1]);
  const isOne = all.length === 1 && all[0]?.[1] === count;
  const isEachOne = all.every(([, some]) => some === 1) && all.length === count;
  const named = all.slice(0, max).map(([who, some]) => (isOne || isEachOne ? who : `${who} ${some}`));
  const rest = count - all.slice(0, max).reduce((sum, [, some]) => sum + some, 0);
  if (named.length === 0) return '';
  return rest === 0 ? named.join(', ') : texts.ui('sides.more', { names: named.join(', '), count: rest });
}
