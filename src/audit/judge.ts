/** Judges gathered cases: pure, so that saved evidence is judged again as if it were fresh. */
import type { Check, Citation, Finding } from '../findings/finding.ts';
import { compareSeverity, type Profile } from '../findings/profile.ts';
import { runChecks } from '../findings/run-checks.ts';
import type { AuditCase, WeighedFinding } from './audit-case.ts';

const outcomes: Readonly<Record<Finding['outcome'], number>> = {
  fail: 0,
  unknown: 1,
  pass: 2,
  'not-applicable': 3,
};

/** Every finding of every case, in the order of cases and checks. */
export function judgeCases(
  cases: readonly AuditCase[],
  checks: readonly Check[],
  profile: Profile,
): readonly WeighedFinding[] {
  const sources = sourcesOf(checks);
  const cite: Cite = ({ check }) => sources.get(check) ?? [];
  return cases.flatMap(({ evidence }, place) => weigh(runChecks(checks, evidence), place, profile, cite));
}

type Sources = ReadonlyMap<string, readonly Citation[]>;

const known = new WeakMap<readonly Check[], Sources>();

/** Made once for the checks of a run, however many subjects it has. */
function sourcesOf(checks: readonly Check[]): Sources {
  const before = known.get(checks);
  if (before !== undefined) return before;
  const made: Sources = new Map(checks.map((check) => [check.id, check.sources]));
  known.set(checks, made);
  return made;
}

/** The sources of a finding's rule. */
export type Cite = (finding: Finding) => readonly Citation[];

/** Findings with their weight; `place`: the case that they belong to. */
export function weigh(
  findings: readonly Finding[],
  place: number,
  profile: Profile,
  cite: Cite,
): readonly WeighedFinding[] {
  return findings.map((finding) => {
    const severity = profile.severityOf(finding);
    const sources = finding.outcome === 'fail' ? cite(finding) : [];
    return {
      ...finding,
      case: place,
      ...(severity !== undefined && { severity }),
      ...(sources.length > 0 && { sources }),
    };
  });
}

/** Worst first; what weighs the same stays in its order. */
export function worstFirst(findings: readonly WeighedFinding[]): readonly WeighedFinding[] {
  return findings.toSorted(
    (a, b) => compareSeverity(a.severity, b.severity) || outcomes[a.outcome] - outcomes[b.outcome],
  );
}
