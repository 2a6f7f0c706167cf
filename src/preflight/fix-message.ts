/**
 * Applies fixes to a message and proves them: the message is checked again, the finding must be gone and none may have come.
 * Edits are made from the end, one that would touch another's bytes waits for the next round.
 */

import type { MessageEdit } from '../findings/fix.ts';
import type { MailGiven, MessageCheck, MessageFinding } from '../findings/message-check.ts';
import { checkMessage } from './check-message.ts';

export interface FixedMessage {
  readonly raw: Uint8Array;
  /** 'check message' of the findings that are gone, in the order of the rounds. */
  readonly applied: readonly string[];
  /** Those whose fix did not hold: it left the finding, or brought another. */
  readonly refused: readonly string[];
}

const MAX_ROUNDS = 20;

const keyOf = ({ check, message }: MessageFinding): string => `${check} ${message}`;

const failuresOf = (raw: Uint8Array, given: MailGiven, checks: readonly MessageCheck[]) =>
  checkMessage(raw, given, checks).findings.filter(({ outcome }) => outcome === 'fail');

function countOf(findings: readonly MessageFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

/** Only safe edits where `onlySafe`; each is kept when it took its finding away and brought none. */
export function fixMessage(
  raw: Uint8Array,
  given: MailGiven,
  checks: readonly MessageCheck[],
  onlySafe = true,
): FixedMessage {
  const applied: string[] = [];
  const refused = new Set<string>();
  let now = raw;
  let failures = failuresOf(now, given, checks);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = failures.find(
      (finding) => !refused.has(keyOf(finding)) && editsOf(finding, onlySafe).length > 0,
    );
    if (next === undefined) break;
    const key = keyOf(next);
    const alike = failures.filter((finding) => keyOf(finding) === key);
    const changed = applyEdits(
      now,
      alike.flatMap((finding) => editsOf(finding, onlySafe)),
    );
    const after = failuresOf(changed, given, checks);
    if (isBetter(failures, after, key)) {
      applied.push(key);
      now = changed;
      failures = after;
    } else refused.add(key);
  }
  return { raw: now, applied, refused: [...refused] };
}

function editsOf({ fixes }: MessageFinding, onlySafe: boolean): readonly MessageEdit[] {
  return fixes.flatMap((fix) => (fix.kind === 'message' && (fix.edit.isSafe || !onlySafe) ? [fix.edit] : []));
}

function isBetter(before: readonly MessageFinding[], after: readonly MessageFinding[], key: string): boolean {
  const was = countOf(before);
  const is = countOf(after);
  const isLess = (is.get(key) ?? 0) < (was.get(key) ?? 0);
  return isLess && [...is].every(([other, count]) => count <= (was.get(other) ?? 0));
}

/** Edits that overlap an earlier one are left out. */
export function applyEdits(raw: Uint8Array, edits: readonly MessageEdit[]): Uint8Array {
  const ordered = edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { range, bytes } of ordered) {
    if (range.start < at) continue;
    pieces.push(raw.subarray(at, range.start), Buffer.from(bytes, 'latin1'));
    at = range.end;
  }
  pieces.push(raw.subarray(at));
  return Buffer.concat(pieces);
}
