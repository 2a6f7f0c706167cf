/**
 * Names and texts as zone files write them (RFC 1035 §5.1). What comes out is printable ASCII in one line, whatever octets
 * a stranger published: it cannot end a quotation, a comment or a line.
 *
 * A TXT value is one character an octet (Latin-1), as answers are read; a character above U+00FF stands for its UTF-8.
 */

/** Octets of one character-string (RFC 1035 §3.3). */
const MAX_STRING = 255;

const octetText = (text: string): string => {
  for (let index = 0; index < text.length; index++)
    if (text.charCodeAt(index) > 0xff) return Buffer.from(text, 'utf8').toString('latin1');
  return text;
};

/** The value as character-strings of at most 255 octets; an empty value is one empty string. */
export function txtStrings(value: string): readonly string[] {
  const octets = octetText(value);
  if (octets.length <= MAX_STRING) return [octets];
  const count = Math.ceil(octets.length / MAX_STRING);
  return Array.from({ length: count }, (_, at) => octets.slice(at * MAX_STRING, (at + 1) * MAX_STRING));
}

/** Each octet that is no printable ASCII as \DDD, each of `special` behind a backslash. */
function escaped(text: string, special: string): string {
  let out = '';
  for (const char of octetText(text)) {
    const code = char.charCodeAt(0);
    if (code < 0x20 || code >= 0x7f) out += `\\${String(code).padStart(3, '0')}`;
    else out += special.includes(char) ? `\\${char}` : char;
  }
  return out;
}

/** A character-string between quotation marks. */
export const quotedString = (text: string): string => `"${escaped(text, '"\\')}"`;

/** A value in one line without quotation marks, as tables hold it: octets that are no printable ASCII as \DDD. */
export const plainValue = (text: string): string => escaped(text, '\\');

/** A name without its final dot; what no host name holds is escaped, so that it stays one name. */
const escapedName = (name: string): string =>
  /^[A-Za-z0-9._*/-]*$/.test(name) ? name : escaped(name, ' "\\;()@$').replaceAll('\\ ', '\\032');

/** An absolute name. */
export const absoluteName = (name: string): string =>
  name.endsWith('.') ? escapedName(name) : `${escapedName(name)}.`;
