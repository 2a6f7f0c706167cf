/** The signs that `content/lure` adds up, in words; the JSON keeps their names. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { signsOf } from '../score.ts';

/** Signs that are named in a sentence. */
const MAX_NAMED = 6;

/** 'offer-4' is four wordings of one kind: 'words of an offer (4)'. */
export function signWords(sign: string, texts: Catalogue): string {
  const [, name = sign, count] = /^([a-z-]+?)(?:-(\d))?$/.exec(sign) ?? [];
  const said = texts.find(`sign.${name}`);
  if (said === undefined) return sign;
  return count === undefined ? said : `${said} (${count})`;
}

/** Arguments that stand in the place of those of the same name. */
export function signArguments(data: JsonObject, texts: Catalogue): JsonObject {
  const telling = signsOf(data).filter(({ points }) => points > 0);
  if (telling.length === 0) return {};
  const named = telling.slice(0, MAX_NAMED).map(({ sign }) => signWords(sign, texts));
  return { signs: named.join(', ') };
}
