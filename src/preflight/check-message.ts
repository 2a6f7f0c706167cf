/** Checks one message: every check over it, worst consequence first. Pure; what needs the network is added by the caller. */
import type { Subject } from '../findings/finding.ts';
import {
  type Consequence,
  consequences,
  type MailGiven,
  type MessageCheck,
  type MessageFinding,
} from '../findings/message-check.ts';
import { type MailView, readMailView } from '../wire/mail-view/index.ts';
import { header } from '../wire/message/index.ts';
import { editGuard } from './edit-guard.ts';
import { folded } from './fold-findings.ts';
import { enginePoints } from './score.ts';

export interface CheckedMessage {
  /** By its Message-ID, else by its subject. */
  readonly subject: Subject;
  readonly view: MailView;
  readonly findings: readonly MessageFinding[];
}

/** Findings of one check that are kept. */
export const MAX_FINDINGS = 50;

/** Reads and checks; never throws for what the message holds. Edits that must not be made are marked (edit-guard.ts). */
export function checkMessage(
  raw: Uint8Array,
  given: MailGiven,
  checks: readonly MessageCheck[],
): CheckedMessage {
  const steps = checkInSteps(raw, given, checks);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, pausing when it has been read and after each check: a server answers others in between. */
export function* checkInSteps(
  raw: Uint8Array,
  given: MailGiven,
  checks: readonly MessageCheck[],
): Generator<undefined, CheckedMessage> {
  const view = readMailView(raw);
  const subject = subjectOf(view);
  const guard = editGuard(view);
  yield;
  const findings: MessageFinding[] = [];
  for (const check of checks) {
    const drafts = check.run(view, given).slice(0, MAX_FINDINGS);
    for (const draft of drafts)
      findings.push(citing(check, { check: check.id, subject, ...draft, fixes: guard(draft.fixes) }));
    yield;
  }
  return { subject, view, findings: byConsequence(findings) };
}

/** A failure names what its rule rests on. */
export function citing({ sources }: Pick<MessageCheck, 'sources'>, finding: MessageFinding): MessageFinding {
  return finding.outcome === 'fail' && sources.length > 0 ? { ...finding, sources } : finding;
}

export function subjectOf({ message }: MailView): Subject {
  const id = header(message.root, 'message-id')?.value ?? '';
  const subject = header(message.root, 'subject')?.value ?? '';
  return { kind: 'message', name: (id === '' ? subject : id).slice(0, 200) };
}

const outcomes = ['fail', 'unknown', 'pass', 'not-applicable'] as const;

/**
 * Failures by consequence, those that filters score by the points they give, then what could not be seen, then what is in
 * order; each in the order of the message. What is said several times of one thing is folded (fold-findings.ts).
 */
export function byConsequence(findings: readonly MessageFinding[]): readonly MessageFinding[] {
  const rank = ({ outcome, consequence }: MessageFinding): number =>
    outcome === 'fail' ? consequences.indexOf(consequence) : consequences.length + outcomes.indexOf(outcome);
  const points = (finding: MessageFinding): number =>
    finding.outcome === 'fail' && finding.consequence === 'score' ? enginePoints(finding) : 0;
  return folded(findings).toSorted(
    (a, b) =>
      rank(a) - rank(b) || points(b) - points(a) || (a.place?.raw.start ?? -1) - (b.place?.raw.start ?? -1),
  );
}

/** Is there a failure of this consequence or a worse one? */
export function reaches(findings: readonly MessageFinding[], least: Consequence): boolean {
  return findings.some(
    ({ outcome, consequence }) =>
      outcome === 'fail' && consequences.indexOf(consequence) <= consequences.indexOf(least),
  );
}

const concerns = (finding: MessageFinding, receivers: readonly string[]): boolean =>
  receivers.length === 0 ||
  finding.receivers.length === 0 ||
  finding.receivers.some((receiver) => receivers.includes(receiver));

/** Only what concerns these receivers, or no one in particular; no receivers: everything. */
export const forReceivers = (
  findings: readonly MessageFinding[],
  receivers: readonly string[],
): readonly MessageFinding[] => findings.filter((finding) => concerns(finding, receivers));

/** The failures among what `forReceivers` leaves out. */
export const leftOutFor = (
  findings: readonly MessageFinding[],
  receivers: readonly string[],
): readonly MessageFinding[] =>
  findings.filter((finding) => finding.outcome === 'fail' && !concerns(finding, receivers));
