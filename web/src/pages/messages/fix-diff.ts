/** The change that the safe fixes of a message make, as lines before and after: what `waypost check --fix --diff` shows. Pure. */

import type { MessageEdit, MessageFinding } from '../../documents/types.ts';
import { decodeOctets } from './decode-octets.ts';

export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Lines that belong together; between two of them something is left out. */
export interface DiffBlock {
  readonly line: number;
  readonly lines: readonly DiffLine[];
}

const LF = 10;
const CONTEXT = 2;
const MAX_BLOCKS = 200;

/** Safe edits that no finding forbids, in their order; of two that overlap the first, the same given twice once. */
export function safeEdits(findings: readonly MessageFinding[]): readonly MessageEdit[] {
  const edits = findings
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ fixes }) => fixes.flatMap(({ edit }) => (edit?.isSafe === true ? [edit] : [])))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const kept: MessageEdit[] = [];
  for (const edit of edits) {
    const last = kept.at(-1);
    if (last === undefined || edit.range.start >= last.range.end) {
      const isSame =
        last?.range.start === edit.range.start &&
        last.range.end === edit.range.end &&
        last.bytes === edit.bytes;
      if (!isSame) kept.push(edit);
    }
  }
  return kept;
}

const octetsOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (char) => char.charCodeAt(0) & 0xff);

/** The message with the edits made. */
export function applyEdits(bytes: Uint8Array, edits: readonly MessageEdit[]): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { range, bytes: text } of edits) {
    pieces.push(bytes.subarray(at, range.start), octetsOf(text));
    at = range.end;
  }
  pieces.push(bytes.subarray(at));
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

/** Edits on the same or neighbouring lines are one block: its lines before, its lines after, two around. */
export function diffOf(bytes: Uint8Array, edits: readonly MessageEdit[]): readonly DiffBlock[] {
  const starts = lineStarts(bytes);
  const lineAt = (octet: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= octet) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const groups: { first: number; last: number; edits: MessageEdit[] }[] = [];
  for (const edit of edits) {
    const first = lineAt(edit.range.start);
    // An insertion at the start of a line leaves that line as it is; a change up to a line's end takes its break along.
    const last = edit.range.end === edit.range.start ? first : lineAt(edit.range.end - 1);
    const group = groups.at(-1);
    if (group !== undefined && first <= group.last + 2 * CONTEXT) {
      group.last = Math.max(group.last, last);
      group.edits.push(edit);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups.slice(0, MAX_BLOCKS).map((group) => block(bytes, starts, group));
}

interface Group {
  readonly first: number;
  readonly last: number;
  readonly edits: readonly MessageEdit[];
}

function block(bytes: Uint8Array, starts: readonly number[], group: Group): DiffBlock {
  const lines: DiffLine[] = [];
  const same = (first: number, last: number): void => {
    for (const text of linesOf(bytes.subarray(startOf(starts, bytes, first), startOf(starts, bytes, last))))
      lines.push({ kind: 'same', text });
  };
  let next = Math.max(0, group.first - CONTEXT);
  for (const run of runsOf(starts, bytes, group.edits)) {
    same(next, run.first);
    lines.push(...changed(bytes, starts, run));
    next = run.last + 1;
  }
  same(next, Math.min(starts.length, group.last + 1 + CONTEXT));
  return { line: group.first + 1, lines };
}

const startOf = (starts: readonly number[], bytes: Uint8Array, line: number): number =>
  starts[line] ?? bytes.length;

/** Lines that edits touch, neighbours together; between the runs nothing changes. */
function runsOf(
  starts: readonly number[],
  bytes: Uint8Array,
  edits: readonly MessageEdit[],
): readonly Group[] {
  const runs: { first: number; last: number; edits: MessageEdit[] }[] = [];
  let line = 0;
  for (const edit of edits) {
    while (startOf(starts, bytes, line + 1) <= edit.range.start && line + 1 < starts.length) line += 1;
    let last = line;
    while (startOf(starts, bytes, last + 1) < edit.range.end && last + 1 < starts.length) last += 1;
    const run = runs.at(-1);
    if (run !== undefined && line <= run.last) {
      run.last = Math.max(run.last, last);
      run.edits.push(edit);
    } else runs.push({ first: line, last, edits: [edit] });
  }
  return runs;
}

/** One run before and after; lines that are equal at its ends stay. */
function changed(bytes: Uint8Array, starts: readonly number[], run: Group): readonly DiffLine[] {
  const from = startOf(starts, bytes, run.first);
  const part = bytes.subarray(from, startOf(starts, bytes, run.last + 1));
  const shifted = run.edits.map((edit) => ({
    ...edit,
    range: { start: edit.range.start - from, end: edit.range.end - from },
  }));
  const before = linesOf(part);
  const after = linesOf(applyEdits(part, shifted));
  const lead = commonLead(before, after);
  const trail = commonLead(before.slice(lead).reverse(), after.slice(lead).reverse());
  const of = (kind: DiffLine['kind'], texts: readonly string[]): readonly DiffLine[] =>
    texts.map((text) => ({ kind, text }));
  return [
    ...of('same', before.slice(0, lead)),
    ...of('gone', before.slice(lead, before.length - trail)),
    ...of('new', after.slice(lead, after.length - trail)),
    ...of('same', before.slice(before.length - trail)),
  ];
}

function commonLead(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function lineStarts(bytes: Uint8Array): readonly number[] {
  const starts = [0];
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1))
    if (at + 1 < bytes.length) starts.push(at + 1);
  return starts;
}

/** As text; a carriage return is shown only where it is no line end of mail. */
function linesOf(bytes: Uint8Array): readonly string[] {
  if (bytes.length === 0) return [];
  const text = decodeOctets(bytes).replaceAll('\r\n', '\n');
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
