/** Runs checks over the evidence at hand: a check whose shelves nobody filled says nothing. */
import type { Evidence } from './evidence.ts';
import type { Check, Finding } from './finding.ts';

/** Findings of every check that has at least one shelf, in the order of the checks. */
export function runChecks(checks: readonly Check[], evidence: Evidence): readonly Finding[] {
  return checks.flatMap((check) => {
    if (!check.needs.some((key) => evidence[key] !== undefined)) return [];
    return check.run(evidence).map((draft) => ({ ...draft, check: check.id }));
  });
}
