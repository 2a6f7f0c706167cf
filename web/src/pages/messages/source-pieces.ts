/** A message's octets cut at the places of its findings, as text. Pure. */
import { showMarks } from '../../texts/show-marks.ts';
import { decodeOctets } from './decode-octets.ts';

export interface PlacedFinding {
  /** Its index among the findings that are shown. */
  readonly index: number;
  /** Octets of the message. */
  readonly start: number;
  readonly end: number;
}

export interface SourcePiece {
  readonly text: string;
  /** The findings whose place this is; none: plain text. */
  readonly findings: readonly number[];
}

export interface SourceWindow {
  readonly pieces: readonly SourcePiece[];
  /** Octets before and behind that are not shown. */
  readonly before: number;
  readonly behind: number;
}

/** Octets that are shown at once: more makes a browser slow. */
const MAX_SHOWN = 300_000;
/** Where a message is larger: so much around the place that is looked at. */
const AROUND = 30_000;

const LF = 10;

/** Where the line begins that holds `at`, at most `limit` octets before it. */
function lineStart(bytes: Uint8Array, at: number, limit: number): number {
  for (let place = at; place > Math.max(0, at - limit); place--) if (bytes[place - 1] === LF) return place;
  return Math.max(0, at - limit);
}

/** `around`: the octet that is looked at, for messages that are not shown whole. */
export function sourceWindow(
  bytes: Uint8Array,
  findings: readonly PlacedFinding[],
  around: number,
): SourceWindow {
  const isWhole = bytes.length <= MAX_SHOWN;
  const from = isWhole ? 0 : lineStart(bytes, Math.max(0, Math.min(around, bytes.length) - AROUND), 1_000);
  const to = isWhole ? bytes.length : Math.min(bytes.length, from + 2 * AROUND);
  return { pieces: cut(bytes, findings, from, to), before: from, behind: bytes.length - to };
}

function cut(
  bytes: Uint8Array,
  findings: readonly PlacedFinding[],
  from: number,
  to: number,
): readonly SourcePiece[] {
  const here = findings.filter(({ start, end }) => start < end && start < to && end > from);
  const borders = new Set([from, to]);
  for (const { start, end } of here) {
    borders.add(Math.max(from, start));
    borders.add(Math.min(to, end));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(0, -1).flatMap((start, place) => {
    const end = sorted[place + 1] ?? to;
    if (start === end) return [];
    return [
      {
        text: showMarks(decodeOctets(bytes.subarray(start, end)).replaceAll('\r\n', '\n')),
        findings: here.filter((one) => one.start <= start && one.end >= end).map(({ index }) => index),
      },
    ];
  });
}
