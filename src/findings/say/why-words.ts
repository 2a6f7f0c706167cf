/** Why something could not be looked at, in words: the code of the problem is a key of the catalogue ('why.<code>'). */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../catalogue.ts';

/** '' where no reason is given; a reason that the catalogue does not know (a code of the operating system) as it is. */
export function whyWords({ problem, why }: JsonObject, texts: Catalogue): string {
  for (const code of [problem, why]) {
    if (typeof code !== 'string' || code === '') continue;
    const said = texts.ui(`why.${code}`);
    if (said !== `why.${code}`) return said;
  }
  return typeof why === 'string' ? why : '';
}
