/** Charset labels as mail writes them, brought to one name (IANA registry, WHATWG Encoding Standard, and habits). */
import { ownCopy } from '../../base/own-copy.ts';

/** Labels that TextDecoder does not know or reads otherwise than mail means them. */
const ALIASES: Readonly<Record<string, string>> = {
  'us-ascii': 'us-ascii',
  ascii: 'us-ascii',
  'ansi_x3.4-1968': 'us-ascii',
  'ansi_x3.4-1986': 'us-ascii',
  'iso-ir-6': 'us-ascii',
  'iso646-us': 'us-ascii',
  'iso_646.irv:1991': 'us-ascii',
  us: 'us-ascii',
  '7bit': 'us-ascii',
  'utf-7': 'utf-7',
  utf7: 'utf-7',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  csutf7: 'utf-7',
  'iso-2022-kr': 'iso-2022-kr',
  csiso2022kr: 'iso-2022-kr',
  utf8mb4: 'utf-8',
  'x-utf-8': 'utf-8',
  'x-utf8': 'utf-8',
  utf_8: 'utf-8',
  'x-gbk': 'gbk',
  'x-gb2312': 'gbk',
  'gb-2312': 'gbk',
  cp936: 'gbk',
  ms936: 'gbk',
  'windows-936': 'gbk',
  cp950: 'big5',
  'windows-950': 'big5',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  ks_c_5601: 'euc-kr',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'windows-932': 'shift_jis',
  'shift-jis': 'shift_jis',
  'sjis-win': 'shift_jis',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  eucjp: 'euc-jp',
  'eucjp-ms': 'euc-jp',
  cp51932: 'euc-jp',
  euckr: 'euc-kr',
};

/** Labels looked up before, since asking the platform costs much; they come from outside, so only so many. */
const looked = new Map<string, string | undefined>();
const MAX_LOOKED = 500;

/**
 * The name to decode with, lower case; undefined when the label says nothing ('x-unknown', 'unknown-8bit', '') or is
 * not known.
 */
export function charsetOfLabel(label: string): string | undefined {
  if (label.length > 100) return undefined;
  if (looked.has(label)) return looked.get(label);
  const charset = lookUp(label);
  if (looked.size < MAX_LOOKED) looked.set(ownCopy(label), charset);
  return charset;
}

function lookUp(label: string): string | undefined {
  const plain = plainLabel(label);
  const alias = Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined;
  return alias ?? platformName(plain) ?? codePageName(plain);
}

/** Without quotes and white space at the ends, and without a language suffix (RFC 2231 §5). */
function plainLabel(label: string): string {
  const text = label.toLowerCase().split('*', 1)[0] ?? '';
  let start = 0;
  let end = text.length;
  while (start < end && ' \t\r\n"\'='.includes(text.charAt(start))) start++;
  while (end > start && ' \t\r\n"\';,'.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function platformName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // Unknown to the platform: the caller goes on to detection.
    return undefined;
  }
}

/** 'cp1252', 'ansi-1251', 'windows1250', 'win-1251', 'iso8859_1', 'iso_8859-15-windows' and the like. */
function codePageName(label: string): string | undefined {
  const windows = /^(?:x-)?(?:cp|win|windows|ansi|ms|ibm)[-_ ]?(125[0-8]|874|866)$/.exec(label)?.[1];
  if (windows !== undefined) return platformName(windows === '866' ? 'ibm866' : `windows-${windows}`);
  const part = /^(?:x-)?(?:iso|iso[-_ ])?8859[-_ ]?([1-9]|1[0-6])(?![0-9])/.exec(label)?.[1];
  return part === undefined ? undefined : platformName(`iso-8859-${part}`);
}
