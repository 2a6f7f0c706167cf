/** What the catalogue says of the list, and of the cause, that a finding names: `data/texts/<language>/lists.toml`. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../catalogue.ts';

/**
 * `holds`: whom the list names; `parts`: that it is several lists in one; `questions`: what to find out first; `how`: the way off it, for the codes that answered.
 * The last two have no final full stop: they are put into another text.
 */
export function listWords({ zone, codes, cause }: JsonObject, texts: Catalogue): JsonObject {
  if (typeof zone !== 'string') return {};
  const answered = typeof codes === 'string' ? codes.split(', ') : [];
  const byCode = answered.flatMap((code) => texts.find(`list.${zone}.how.${code}`) ?? []);
  return {
    holds: texts.find(`list.${zone}.holds`),
    how: byCode.length > 0 ? [...new Set(byCode)].join('. ') : texts.find(`list.${zone}.how`),
    // Which of several lists in one it is, nobody knows before its code has been seen.
    parts: byCode.length > 0 ? undefined : texts.find(`list.${zone}.parts`),
    questions: typeof cause === 'string' ? texts.find(`listing.cause.${cause}`) : undefined,
  };
}
