/** Domain names as they are written in their language: Punycode (RFC 3492) read back. For showing beside the name, never instead. Pure. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const LAST_CODE = 0x10ffff;
/** The longest label (RFC 1035 §2.3.4). */
const MAX_LABEL = 63;

/** RFC 3492 §6.1. */
function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

const digitOf = (code: number): number => {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : BASE;
};

/** RFC 3492 §6.2; undefined where it is not well-formed. */
function decode(text: string): string | undefined {
  const border = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(0, border))].map((char) => char.charCodeAt(0));
  let code = FIRST_CODE;
  let index = 0;
  let bias = FIRST_BIAS;
  for (let at = border + 1; at < text.length; ) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = at < text.length ? digitOf(text.charCodeAt(at++)) : BASE;
      if (digit >= BASE) return undefined;
      index += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    bias = adapt(index - before, points.length + 1, before === 0);
    code += Math.floor(index / (points.length + 1));
    index %= points.length + 1;
    if (code > LAST_CODE || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    points.splice(index++, 0, code);
  }
  return String.fromCodePoint(...points);
}

/** Letters and digits, with marks: nothing that hides, turns the text around or looks like a dot. */
const plain = /^[\p{L}\p{M}\p{Nd}-]+$/u;

/** 'münchen.example' of 'xn--mnchen-3ya.example'; the name itself where nothing is to be read back, or nothing that can be shown. */
export const unicodeName = (name: string): string =>
  name
    .split('.')
    .map((label) => {
      if (!/^xn--[a-z0-9-]+$/i.test(label) || label.length > MAX_LABEL) return label;
      const read = decode(label.slice(4).toLowerCase());
      return read !== undefined && plain.test(read) ? read : label;
    })
    .join('.');
