/**
 * Applies fixes to a message and proves them: the message is checked again, the finding must be gone, none may have come, and what
 * readers get and signatures cover must be the same. One kind of finding a round, all its edits in the order of the message; one that
 * would touch another's bytes is left out and waits for the next round.
 */
import type { EditBarrier, MessageEdit } from '../findings/fix.ts';
import {
  consequences,
  type MailGiven,
  type MessageCheck,
  type MessageFinding,
} from '../findings/message-check.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import { applyEdits } from './apply-edits.ts';
import { type CheckedMessage, checkMessage, MAX_FINDINGS } from './check-message.ts';
import { keepsContent } from './keeps-content.ts';

export interface FixedMessage {
  readonly raw: Uint8Array;
  /** 'check message' of the findings that are gone, in the order of the rounds. */
  readonly applied: readonly string[];
  /** The findings of these, as they were told before they were gone. */
  readonly mended: readonly MessageFinding[];
  /** Findings with a fix that was not made, each once, and why. */
  readonly left: readonly LeftFinding[];
  /** Findings above information that are left and have no fix that changes bytes: a person decides. */
  readonly undecided: readonly string[];
  /** The first finding of each of these, in the same order. */
  readonly undecidedFindings: readonly MessageFinding[];
}

export interface LeftFinding {
  /** 'check message'. */
  readonly finding: string;
  readonly why: LeftWhy;
  /** The first finding of that kind. */
  readonly first: MessageFinding;
}

/** 'not-held': the fix left the finding, or brought another; 'unsafe': it may change what is meant. */
export type LeftWhy = EditBarrier | { readonly kind: 'not-held' | 'unsafe' };

const MAX_ROUNDS = 20;

const keyOf = ({ check, message }: MessageFinding): string => `${check} ${message}`;

interface Checked {
  readonly view: MailView;
  readonly failures: readonly MessageFinding[];
}

function check(raw: Uint8Array, given: MailGiven, checks: readonly MessageCheck[]): Checked {
  const { view, findings }: CheckedMessage = checkMessage(raw, given, checks);
  return { view, failures: findings.filter(({ outcome }) => outcome === 'fail') };
}

function countOf(findings: readonly MessageFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

/** Only safe edits; each is kept when it took its finding away and brought none. */
export function fixMessage(raw: Uint8Array, given: MailGiven, checks: readonly MessageCheck[]): FixedMessage {
  const applied: string[] = [];
  const mended: MessageFinding[] = [];
  const refused = new Set<string>();
  const before = check(raw, given, checks);
  let now = before;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { failures, view } = now;
    const next = failures.find((one) => !refused.has(keyOf(one)) && safeEditsOf(one).length > 0);
    if (next === undefined) break;
    const key = keyOf(next);
    const meant = failures.filter((one) => keyOf(one) === key && safeEditsOf(one).length > 0);
    const edits = meant.flatMap(safeEditsOf);
    const after = check(applyEdits(view.raw, edits), given, checks);
    const grown = after.view.raw.length - view.raw.length;
    if (isBetter(failures, after.failures, next, grown) && keepsContent(before.view, after.view)) {
      if (!applied.includes(key)) applied.push(key);
      mended.push(...meant);
      now = after;
    } else refused.add(key);
  }
  return { raw: now.view.raw, applied, mended, ...leftOf(now.failures, refused) };
}

function safeEditsOf({ fixes }: MessageFinding): readonly MessageEdit[] {
  return fixes.flatMap((fix) => (fix.kind === 'message' && fix.edit.isSafe ? [fix.edit] : []));
}

/** Fewer of the finding, and no other more often, but for a lesser one of the same check. `grown`: octets that came by the edits. */
function isBetter(
  before: readonly MessageFinding[],
  after: readonly MessageFinding[],
  fixed: MessageFinding,
  grown: number,
): boolean {
  const was = countOf(before);
  const lesser = after.filter(
    ({ check: id, consequence }) =>
      id === fixed.check && consequences.indexOf(consequence) > consequences.indexOf(fixed.consequence),
  );
  const isLesser = new Set(lesser.map(keyOf));
  const is = countOf(after);
  const key = keyOf(fixed);
  const isLess = (is.get(key) ?? 0) < (was.get(key) ?? 0) || isFurtherOn(before, after, key, grown);
  return isLess && [...is].every(([other, count]) => isLesser.has(other) || count <= (was.get(other) ?? 0));
}

/**
 * Of more findings than are kept the next ones come into sight when the first are gone: then all of them stand behind the last one
 * of before, what the edits added before them taken off.
 */
function isFurtherOn(
  before: readonly MessageFinding[],
  after: readonly MessageFinding[],
  key: string,
  grown: number,
): boolean {
  const placesIn = (findings: readonly MessageFinding[]): readonly number[] =>
    findings.filter((one) => keyOf(one) === key).flatMap(({ place }) => place?.raw.start ?? []);
  const was = placesIn(before);
  const is = placesIn(after);
  return was.length >= MAX_FINDINGS && is.length > 0 && Math.min(...is) - grown > Math.max(...was);
}

function leftOf(
  failures: readonly MessageFinding[],
  refused: ReadonlySet<string>,
): Pick<FixedMessage, 'left' | 'undecided' | 'undecidedFindings'> {
  const left = new Map<string, LeftFinding>();
  const undecided = new Map<string, MessageFinding>();
  for (const finding of failures) {
    const key = keyOf(finding);
    const why = refused.has(key) ? ({ kind: 'not-held' } as const) : whyLeft(finding);
    if (why === undefined && finding.consequence === 'information') continue;
    if (why !== undefined && !left.has(key)) left.set(key, { finding: key, why, first: finding });
    if (why === undefined && !undecided.has(key)) undecided.set(key, finding);
  }
  const open = [...undecided].filter(([key]) => !left.has(key));
  return {
    left: [...left.values()],
    undecided: open.map(([key]) => key),
    undecidedFindings: open.map(([, finding]) => finding),
  };
}

/** Why `fixMessage` does not make the edits of a finding; undefined where it has none, or they are safe. */
export function whyLeft({ fixes }: Pick<MessageFinding, 'fixes'>): LeftWhy | undefined {
  const edits = fixes.flatMap((fix) => (fix.kind === 'message' ? [fix.edit] : []));
  const blocked = edits.find(({ isSafe }) => !isSafe);
  return blocked === undefined ? undefined : (blocked.barrier ?? { kind: 'unsafe' });
}
