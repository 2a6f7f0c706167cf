/** Figures of the conditions that receivers publish: how many have a check, a message that is refused, the reply named. */
import { publishedConditions } from '../../test/check-conditions/published.ts';
import { missingOf } from '../../test/check-conditions/told.ts';
import { atLeast, type FigureRow } from './figure-row.ts';

export async function checkConditionFigures(): Promise<readonly FigureRow[]> {
  const told = publishedConditions.filter((condition) => missingOf(condition) === undefined);
  const ofGoogle = publishedConditions.filter(({ receiver }) => receiver === 'google');
  return [
    atLeast(
      'published conditions with a check, a message and the reply',
      told.length,
      publishedConditions.length,
    ),
    atLeast(
      'of those, Google’s',
      told.filter(({ receiver }) => receiver === 'google').length,
      ofGoogle.length,
    ),
  ];
}
