/** Where each key of a TOML text stands: the parser gives values without places, and an error must name its line. */

interface Reader {
  readonly text: string;
  at: number;
  line: number;
}

const QUOTES = ['"""', "'''", '"', "'"] as const;

/** 'a.b.c' → the line it is written in, counted from 1; tables too. The text must be valid TOML; in linear time. */
export function keyLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const reader: Reader = { text, at: 0, line: 1 };
  let table: readonly string[] = [];
  while (skipBlank(reader)) {
    const { line } = reader;
    if (text[reader.at] === '[') {
      while (text[reader.at] === '[') reader.at += 1;
      table = readPath(reader, ']');
      note(lines, table, line);
      while (text[reader.at] === ']') reader.at += 1;
    } else readEntry(reader, table, lines);
  }
  return lines;
}

function note(lines: Map<string, number>, path: readonly string[], line: number): void {
  const key = path.join('.');
  if (!lines.has(key)) lines.set(key, line);
}

/** `key = value`; keys inside an inline table are noted, too. */
function readEntry(reader: Reader, table: readonly string[], lines: Map<string, number>): void {
  const { line } = reader;
  const path = [...table, ...readPath(reader, '=')];
  note(lines, path, line);
  reader.at += 1;
  skipSpaces(reader);
  readValue(reader, path, lines);
}

/** Goes on to the next thing that means something: past blanks, line ends, commas and comments. False at the end. */
function skipBlank(reader: Reader): boolean {
  const { text } = reader;
  while (reader.at < text.length) {
    const char = text[reader.at] ?? '';
    if (char === '#') skipComment(reader);
    else if (!' \t\r\n,\uFEFF'.includes(char)) return true;
    else step(reader);
  }
  return false;
}

function step(reader: Reader): void {
  if (reader.text[reader.at] === '\n') reader.line += 1;
  reader.at += 1;
}

function skipComment(reader: Reader): void {
  const end = reader.text.indexOf('\n', reader.at);
  reader.at = end === -1 ? reader.text.length : end;
}

function skipSpaces(reader: Reader): void {
  while (reader.text[reader.at] === ' ' || reader.text[reader.at] === '\t') reader.at += 1;
}

/** A dotted key up to `end`, which is not consumed. */
function readPath(reader: Reader, end: string): readonly string[] {
  const path: string[] = [];
  let bare = '';
  while (reader.at < reader.text.length && reader.text[reader.at] !== end) {
    const char = reader.text[reader.at] ?? '';
    if (char === '"' || char === "'") {
      bare = readString(reader);
      continue;
    }
    if (char === '.') {
      path.push(bare);
      bare = '';
    } else if (char !== ' ' && char !== '\t') bare += char;
    step(reader);
  }
  return [...path, bare];
}

/** What stands between quotes, escapes as they are written. */
function readString(reader: Reader): string {
  const { text } = reader;
  const quote = QUOTES.find((one) => text.startsWith(one, reader.at)) ?? '"';
  const start = reader.at + quote.length;
  reader.at = start;
  while (reader.at < text.length && !text.startsWith(quote, reader.at)) {
    if (text[reader.at] === '\\' && quote[0] === '"') step(reader);
    step(reader);
  }
  const inside = text.slice(start, reader.at);
  reader.at += quote.length;
  // Quotes may stand just before the closing ones of a multi-line string.
  while (quote.length === 3 && text[reader.at] === quote[0]) reader.at += 1;
  return inside;
}

function readValue(reader: Reader, path: readonly string[], lines: Map<string, number>): void {
  const { text } = reader;
  const char = text[reader.at] ?? '';
  if (char === '"' || char === "'") readString(reader);
  else if (char === '[' || char === '{') {
    const end = char === '[' ? ']' : '}';
    reader.at += 1;
    while (skipBlank(reader) && text[reader.at] !== end) {
      const before = reader.at;
      if (char === '[') readValue(reader, path, lines);
      else readEntry(reader, path, lines);
      // What cannot stand there (in a text that is no TOML) is passed over.
      if (reader.at === before) step(reader);
    }
    reader.at += 1;
  } else while (reader.at < text.length && !'\r\n,]}#'.includes(text[reader.at] ?? '')) reader.at += 1;
}
