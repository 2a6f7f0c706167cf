/** Why something could not be looked at, in words: the code of the problem is a key of the catalogue ('why.<code>'). */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../catalogue.ts';

/** '' where no reason is given; a reason that the catalogue does not know (a code of the operating system) as it is. */
export function whyWords(data: JsonObject, texts: Catalogue): string {
  const { problem, why } = data;
  for (const code of [problem, why]) {
    const said = typeof code === 'string' ? knownWhy(code, data, texts) : undefined;
    if (said !== undefined) return said;
  }
  return typeof why === 'string' ? why : '';
}

/** The catalogue's words for one reason, with the question and the server that it is about where these are known. */
export function knownWhy(code: string, data: JsonObject, texts: Catalogue): string | undefined {
  return code === '' ? undefined : texts.find(`why.${code}`, data) || undefined;
}
