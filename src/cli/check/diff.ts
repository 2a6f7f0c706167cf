/** The change of a message as a unified diff of its lines; octets that are no UTF-8 are shown as \\xNN. */

const CONTEXT = 2;
const MAX_LINES = 400;

/** Longer ones are shown tag by tag: HTML that is all one line. */
const MAX_LINE = 200;
const CUT = '…';

const linesOf = (bytes: Uint8Array): readonly string[] =>
  Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .flatMap((line) => (line.length > MAX_LINE ? line.split(/(?=<)/) : line));

/** CRLF is what mail has; a line that ends otherwise shows it only where that is the change. */
const withoutCr = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

const hex = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A line of octets, one character each, for a terminal; the beginning of a very long one. */
function visible(line: string): string {
  if (line.length > 2 * MAX_LINE) return `${visible(line.slice(0, MAX_LINE))}${CUT}`;
  try {
    const text = utf8.decode(Buffer.from(line, 'latin1'));
    return text.replace(/[\p{Cc}\p{Cf}]/gu, (char) =>
      char === '\t' ? char : char < '\u0100' ? hex(char) : `\\u{${char.codePointAt(0)?.toString(16)}}`,
    );
  } catch {
    return line.replace(/[^\t\x20-\x7e]/g, hex);
  }
}

/**
 * The lines between the first and the last that differ, with two around them. Changes are few and near each other's
 * order, so equal runs inside are found greedily: linear in the lines.
 */
export function unifiedDiff(before: Uint8Array, after: Uint8Array, name: string): string {
  const a = linesOf(before);
  const b = linesOf(after);
  const out: string[] = [];
  let i = 0;
  let j = 0;
  let lastShown = -1;
  const keep = (from: number, to: number): void => {
    for (let at = Math.max(from, lastShown + 1); at < Math.min(to, a.length); at++) {
      out.push(` ${visible(withoutCr(a[at] ?? ''))}`);
      lastShown = at;
    }
  };
  while ((i < a.length || j < b.length) && out.length < MAX_LINES) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
      continue;
    }
    keep(i - CONTEXT, i);
    const { skipA, skipB } = nextEqual(a, i, b, j);
    const isOnlyEnds =
      skipA - i === skipB - j &&
      a.slice(i, skipA).every((line, at) => withoutCr(line) === withoutCr(b[j + at] ?? ''));
    const shown = (line = ''): string => visible(isOnlyEnds ? line : withoutCr(line));
    for (; i < skipA; i++) out.push(`-${shown(a[i])}`);
    lastShown = i - 1;
    for (; j < skipB; j++) out.push(`+${shown(b[j])}`);
    for (let more = 0; more < CONTEXT && a[i + more] === b[j + more]; more++) keep(i + more, i + more + 1);
  }
  return `--- ${name}\n+++ ${name}\n${out.map((line) => `${line}\n`).join('')}`;
}

const WINDOW = 60;

/** Where both sides meet again; the ends where they do not within the window. */
function nextEqual(
  a: readonly string[],
  i: number,
  b: readonly string[],
  j: number,
): { readonly skipA: number; readonly skipB: number } {
  for (let distance = 1; distance < WINDOW; distance++) {
    for (let x = 0; x <= distance; x++) {
      const ai = i + x;
      const bj = j + distance - x;
      if (ai < a.length && bj < b.length && a[ai] === b[bj]) return { skipA: ai, skipB: bj };
    }
  }
  return { skipA: a.length, skipB: b.length };
}
