/** Options of the commands that stand in the data of a finding, a problem or what was not checked: said as their reader gives them. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../catalogue.ts';

/** Arguments that may be options: '--helo', '--selector, --log'. */
const KEYS = ['option', 'options', 'other', 'why'] as const;

/** Arguments that stand in the place of those of the same name. */
export function optionWords(data: JsonObject, texts: Catalogue): JsonObject {
  const said: Record<string, string> = {};
  for (const key of KEYS) {
    const value = data[key];
    if (typeof value !== 'string' || !value.startsWith('--')) continue;
    said[key] = value
      .split(', ')
      .map((option) => wayOf(option, texts))
      .join(', ');
  }
  return said;
}

/** The option itself where the catalogue has no other way. */
function wayOf(option: string, texts: Catalogue): string {
  const key = `way.${option.slice(2)}`;
  const said = texts.ui(key);
  return said === key ? option : said;
}
