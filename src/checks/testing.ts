/** Test support: evidence written by hand, and the finding of one check over it. */
import type { Evidence, EvidenceKey, EvidenceMap } from '../findings/evidence.ts';
import type { Check, Finding } from '../findings/finding.ts';
import type { Observed } from '../findings/observed.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { runChecks } from '../findings/run-checks.ts';

const from = { kind: 'input', where: 'test' } as const;
const seenAt = '2026-01-01T00:00:00.000Z';

/** A refusal of mail from 192.0.2.7 (mail.example.org) to b@example.com, said by mx.example.com. */
export const sampleReply: ReplyFacts = {
  text: '550 refused',
  senderIp: '192.0.2.7',
  helo: 'mail.example.org',
  sender: 'a@example.org',
  headerFrom: 'a@example.org',
  recipient: 'b@example.com',
  speakerHost: 'mx.example.com',
};

export type SampleShelves = { readonly [K in EvidenceKey]?: EvidenceMap[K] | 'absent' | 'unknown' };

/** Shelves as values, 'absent' or 'unknown' (a time-out); the sample reply unless another is given. */
export function evidenceOf(shelves: SampleShelves): Evidence {
  const all = { reply: sampleReply, ...shelves };
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, shelfOf(value)])) as Evidence;
}

function shelfOf(value: unknown): Observed<unknown> {
  if (value === 'absent') return { state: 'absent', seenAt, from };
  if (value !== 'unknown') return { state: 'present', value, seenAt, from };
  return { state: 'unknown', why: { code: 'time-out', message: 'no answer' }, seenAt, from };
}

/** The one finding of a check; undefined where it has nothing to say. */
export function findingOf(check: Check, shelves: SampleShelves): Finding | undefined {
  return runChecks([check], evidenceOf(shelves))[0];
}

/** 'outcome message' of the finding: what most tests compare. */
export function saidBy(check: Check, shelves: SampleShelves): string {
  const finding = findingOf(check, shelves);
  return finding === undefined ? 'nothing' : `${finding.outcome} ${finding.message}`;
}
