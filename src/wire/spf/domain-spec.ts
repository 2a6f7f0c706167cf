/**
 * domain-spec and macro-string of SPF (RFC 7208 §7.1): syntax only, nothing is expanded.
 *
 * A domain-spec ends in a macro or in '.' toplabel with an optional final dot; a macro is one of
 * %% %_ %- or %{ letter digits r delimiters }.
 */

const macroLetters = 'slodiphv';
/** Allowed in explanation text and in unknown modifiers only (RFC 7208 §7.2). */
const explanationLetters = 'crt';
const delimiters = '.-+,/_=';

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const isAlpha = (char: string): boolean => (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z');

/** Index after the macro that starts at `at` (where '%' stands), or -1 when it is malformed. */
function endOfMacro(text: string, at: number, letters: string): number {
  const next = text[at + 1] ?? '';
  if (next === '%' || next === '_' || next === '-') return at + 2;
  if (next !== '{') return -1;
  const letter = (text[at + 2] ?? '').toLowerCase();
  if (letter === '' || !letters.includes(letter)) return -1;
  let position = at + 3;
  const digitsFrom = position;
  while (isDigit(text[position] ?? '')) position += 1;
  // RFC 7208 §7.3: the number of labels must be nonzero.
  if (position > digitsFrom && Number(text.slice(digitsFrom, position)) === 0) return -1;
  if ((text[position] ?? '').toLowerCase() === 'r') position += 1;
  while (text[position] !== undefined && delimiters.includes(text[position] ?? ' ')) position += 1;
  return text[position] === '}' ? position + 1 : -1;
}

/** The literal text after the last macro, or undefined where the macro-string is malformed. */
function literalTail(text: string, letters: string): string | undefined {
  let tailStart = 0;
  let position = 0;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code < 0x21 || code > 0x7e) return undefined;
    if (code !== 0x25) {
      position += 1;
      continue;
    }
    position = endOfMacro(text, position, letters);
    if (position < 0) return undefined;
    tailStart = position;
  }
  return text.slice(tailStart);
}

/** toplabel: letters, digits, hyphens inside, not digits alone (RFC 7208 §7.1). */
function isTopLabel(label: string): boolean {
  if (label === '' || label.startsWith('-') || label.endsWith('-')) return false;
  let isOnlyDigits = true;
  for (const char of label) {
    if (!isDigit(char) && !isAlpha(char) && char !== '-') return false;
    if (!isDigit(char)) isOnlyDigits = false;
  }
  return !isOnlyDigits;
}

/** 'ok', or which rule the domain-spec breaks (RFC 7208 §7.1). */
export function checkDomainSpec(text: string): 'ok' | 'bad-macro' | 'bad-domain' {
  if (text === '') return 'bad-domain';
  const tail = literalTail(text, macroLetters);
  if (tail === undefined) return 'bad-macro';
  if (tail === '') return 'ok';
  const name = tail.endsWith('.') ? tail.slice(0, -1) : tail;
  const dot = name.lastIndexOf('.');
  return dot >= 0 && isTopLabel(name.slice(dot + 1)) ? 'ok' : 'bad-domain';
}

/** True where the text is a macro-string, as the value of an unknown modifier must be (RFC 7208 §6). */
export function isMacroString(text: string): boolean {
  return literalTail(text, macroLetters + explanationLetters) !== undefined;
}
