/**
 * Runs checks over evidence. The first shelf that a check needs is the one it judges: missing, nobody looked and the
 * check says nothing; unknown, the answer is 'could-not-check' with the reason and never a failure.
 */
import type { Evidence } from './evidence.ts';
import type { Check, Finding } from './finding.ts';
import { subjectOf } from './subject-of.ts';

/** Findings in the order of the checks. */
export function runChecks(checks: readonly Check[], evidence: Evidence): readonly Finding[] {
  return checks.flatMap((check) => runCheck(check, evidence));
}

function runCheck(check: Check, evidence: Evidence): readonly Finding[] {
  const judged = check.needs[0];
  const shelf = judged === undefined ? undefined : evidence[judged];
  if (judged === undefined || shelf === undefined) return [];
  if (shelf.state !== 'unknown') return check.run(evidence).map((draft) => ({ check: check.id, ...draft }));
  return [
    {
      check: check.id,
      message: 'could-not-check',
      subject: subjectOf(judged, evidence),
      outcome: 'unknown',
      confidence: 0,
      data: { ...shelf.why.data, why: shelf.why.code, detail: shelf.why.message },
      evidence: [judged],
      fixes: [],
    },
  ];
}
