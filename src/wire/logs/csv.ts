/** One line of comma-separated values (RFC 4180 §2), at most 64 fields. */

const MAX_FIELDS = 64;

/** Splits a line; quotes are taken off, doubled quotes become one. */
export function splitCsv(line: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  while (fields.length < MAX_FIELDS) {
    if (line[at] === '"') {
      const { value, end } = quotedValue(line, at + 1);
      fields.push(value);
      at = end;
    } else {
      const comma = line.indexOf(',', at);
      fields.push(line.slice(at, comma < 0 ? line.length : comma));
      at = comma < 0 ? line.length : comma;
    }
    if (line[at] !== ',') return fields;
    at += 1;
  }
  return fields;
}

function quotedValue(line: string, from: number): { readonly value: string; readonly end: number } {
  const pieces: string[] = [];
  let at = from;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote < 0) return { value: pieces.join('') + line.slice(at), end: line.length };
    pieces.push(line.slice(at, quote));
    if (line[quote + 1] !== '"') {
      const comma = line.indexOf(',', quote);
      return { value: pieces.join(''), end: comma < 0 ? line.length : comma };
    }
    pieces.push('"');
    at = quote + 2;
  }
}
