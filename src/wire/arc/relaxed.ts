/** The relaxed canonicalization of header fields and bodies (RFC 6376 §3.4.2, §3.4.4), on text of one character a byte. */

/** A field as it stands in the message, with or without its line end: 'name:value' without a line end. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).trim().toLowerCase();
  return `${name}:${collapsed(field.slice(colon + 1)).trim()}`;
}

/** White space inside lines is one blank, none at their ends, no empty lines at the end of the body. */
export function relaxedBody(body: string): string {
  const lines = body.split('\n').map((line) => collapsed(line).replace(/ $/, ''));
  let end = lines.length;
  while (end > 0 && lines[end - 1] === '') end -= 1;
  return end === 0 ? '' : `${lines.slice(0, end).join('\r\n')}\r\n`;
}

const collapsed = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ');
