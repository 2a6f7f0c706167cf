/**
 * Codes in the data of a finding as words: why it could not be made, which fault stands in a record, where a selector was
 * learnt. The JSON keeps the codes.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Outcome } from '../../findings/finding.ts';
import { optionWords } from '../../findings/say/option-words.ts';
import { knownWhy } from '../../findings/say/why-words.ts';

/** The language of the sentences that gatherers write. */
const SENTENCES = 'en';

/** Arguments that stand in the place of those of the same name. */
export function codeWords(data: JsonObject, outcome: Outcome, texts: Catalogue): JsonObject {
  return {
    ...optionWords(data, texts),
    ...(outcome === 'unknown' && reasonWords(data, texts)),
    ...textOf('code', data, (code) => faultOf('xmlFault', code, texts)),
    ...textOf('problem', data, (code) => faultOf('fault', code, texts)),
    ...textOf('detail', data, (code) => faultOf('tagFault', code, texts), outcome === 'fail'),
    ...textOf('problems', data, (codes) =>
      codes
        .split(', ')
        .map((one) => withLine(one, texts))
        .join(', '),
    ),
    ...textOf('tried', data, (list) =>
      list
        .split(', ')
        .map((one) => withOrigin(one, texts))
        .join(', '),
    ),
  };
}

/** A reason that the catalogue knows is told in its words; a sentence in another language then gives way to them. */
function reasonWords(data: JsonObject, texts: Catalogue): JsonObject {
  const known = typeof data.why === 'string' ? knownWhy(data.why, data, texts) : undefined;
  if (known === undefined) return {};
  return texts.language === SENTENCES ? { why: known } : { why: known, detail: '' };
}

function textOf(key: string, data: JsonObject, say: (text: string) => string, isWanted = true): JsonObject {
  const given = data[key];
  return isWanted && typeof given === 'string' && given !== '' ? { [key]: say(given) } : {};
}

function faultOf(kind: 'fault' | 'tagFault' | 'xmlFault', code: string, texts: Catalogue): string {
  if (!/^[a-z-]{1,40}$/.test(code)) return code;
  return texts.find(`${kind}.${code}`) ?? code;
}

/** 'mx-syntax (3)': the fault and its line. */
function withLine(text: string, texts: Catalogue): string {
  const at = text.indexOf(' (');
  const line = at === -1 ? '' : text.slice(at + 2, -1);
  if (!/^\d+$/.test(line)) return faultOf('fault', text, texts);
  return texts.ui('fault.at', { fault: faultOf('fault', text.slice(0, at), texts), line });
}

/** 's1 (given)': the selector and where it was learnt; the name of a provider stays. */
function withOrigin(text: string, texts: Catalogue): string {
  const at = text.indexOf(' (');
  const origin = at === -1 ? '' : text.slice(at + 2, -1);
  const said = origin === '' ? undefined : texts.find(`origin.${origin}`);
  return said === undefined ? text : `${text.slice(0, at)} (${said})`;
}
