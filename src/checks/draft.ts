/** Short ways to write a finding: what was found, about whom, with which arguments. */
import type { JsonObject } from '../base/json.ts';
import type { Evidence, EvidenceKey, EvidenceMap } from '../findings/evidence.ts';
import type { FindingDraft, Outcome } from '../findings/finding.ts';
import type { Fix } from '../findings/fix.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { subjectOf } from '../findings/subject-of.ts';

export interface DraftMore {
  /** 1 where it is not given: observed directly. */
  readonly confidence?: number;
  readonly fixes?: readonly Fix[];
  /** Name of the subject, where the facts of the refusal do not tell it. */
  readonly name?: string;
}

/** One finding about the subject of a shelf. */
export function draft(
  evidence: Evidence,
  key: EvidenceKey,
  outcome: Outcome,
  message: string,
  data: JsonObject = {},
  more: DraftMore = {},
): readonly FindingDraft[] {
  const subject = subjectOf(key, evidence);
  return [
    {
      message,
      subject: more.name === undefined ? subject : { ...subject, name: more.name },
      outcome,
      confidence: outcome === 'unknown' || outcome === 'not-applicable' ? 0 : (more.confidence ?? 1),
      data,
      evidence: [key],
      fixes: more.fixes ?? [],
    },
  ];
}

/** What is on a shelf, where it is there. */
export function valueOn<K extends EvidenceKey>(evidence: Evidence, key: K): EvidenceMap[K] | undefined {
  const shelf = evidence[key];
  return shelf?.state === 'present' ? (shelf.value as EvidenceMap[K]) : undefined;
}

/** The facts of the refusal; empty where only other shelves are at hand. */
export function factsOf(evidence: Evidence): ReplyFacts {
  return valueOn(evidence, 'reply') ?? { text: '' };
}
