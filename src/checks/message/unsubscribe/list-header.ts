/**
 * List-Unsubscribe as RFC 2369 §2 writes it: addresses in angle brackets, separated by commas; comments and white space may stand
 * around them, not inside. The first is preferred.
 */
import type { HeaderField } from '../../../wire/message/types.ts';

export interface ListUri {
  /** White space taken out, as RFC 2369 §2 tells readers to do. */
  readonly uri: string;
  /** Lower case, without the colon; '' where there is none. */
  readonly scheme: string;
  /** There was white space inside the brackets. */
  readonly hasSpace: boolean;
}

export interface ListHeader {
  readonly uris: readonly ListUri[];
  /** Text outside brackets and comments: an address without its brackets, or anything else. */
  readonly stray: string;
  /** Two addresses without a comma between them, or a bracket that is not closed. */
  readonly isBroken: boolean;
}

const MAX_URIS = 50;
const MAX_LENGTH = 32_768;

/** Reads the unfolded value; linear. */
export function parseListHeader(field: Pick<HeaderField, 'rawValue'>): ListHeader {
  const text = field.rawValue.slice(0, MAX_LENGTH);
  const uris: ListUri[] = [];
  let stray = '';
  let isBroken = false;
  let wantsComma = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '(') depth += 1;
    else if (depth > 0) depth -= char === ')' ? 1 : 0;
    else if (char === '<') {
      const close = text.indexOf('>', at);
      if (close < 0 || wantsComma) isBroken = true;
      const inside = text.slice(at + 1, close < 0 ? text.length : close);
      if (uris.length < MAX_URIS) uris.push(uriOf(inside));
      wantsComma = true;
      at = close < 0 ? text.length : close;
    } else if (char === ',') wantsComma = false;
    else if (!/\s/.test(char)) stray += char;
  }
  return { uris, stray, isBroken };
}

/** One address and nothing else: brackets around it are all that is missing. */
export const isBareUri = (text: string): boolean => /^(?:https?|mailto):[^\s<>,;]+$/i.test(text);

/** The addresses of a field, also of one that stands there without its brackets. */
export function readableUris(field: Pick<HeaderField, 'rawValue'>): readonly ListUri[] {
  const { uris, stray } = parseListHeader(field);
  return uris.length === 0 && isBareUri(stray) ? [uriOf(stray)] : uris;
}

function uriOf(inside: string): ListUri {
  const uri = inside.replaceAll(/\s/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? '';
  return { uri, scheme, hasSpace: /\s/.test(inside.trim()) };
}
