/** Where no SPF record proved itself: what stands in the way, and what helps. */
import type { SpfTreeFacts } from '../../findings/facts/spf-tree.ts';
import type { WeighedFinding } from '../audit-case.ts';
import { failuresOf } from './facts.ts';
import type { PlanInput, PlanStep, Proposal } from './types.ts';

/** Beginning of 'check message' → why; the first that the audit found is told. */
const obstacles: readonly (readonly [string, string])[] = [
  ['spf/syntax ', 'spf-syntax'],
  ['spf/targets loop', 'spf-loop'],
  ['spf/targets ', 'spf-targets'],
  ['spf/lookup-count too-many', 'spf-lookups'],
  ['spf/void-lookups too-many', 'spf-voids'],
  ['spf/mx-names ', 'spf-mx-names'],
  ['spf/single-record several', 'spf-several'],
  ['spf/single-record no-record', 'spf-senders'],
  ['spf/all pass-all', 'spf-senders'],
  ['spf/all exists-always', 'spf-wide'],
  ['spf/wide-ranges ', 'spf-wide'],
  ['spf/', 'spf-other'],
];

/** What makes receivers refuse, and a limit that is broken for strangers alone; advice needs no step. */
const weighs = ({ check, severity }: WeighedFinding): boolean =>
  severity === 'critical' ||
  severity === 'error' ||
  (severity === 'warning' && ['spf/lookup-count', 'spf/void-lookups'].includes(check));

/** A step without a record; undefined where nothing weighs. */
export function spfObstacle(input: PlanInput, tree: SpfTreeFacts | undefined): PlanStep | undefined {
  const failures = failuresOf(input, 'spf/').filter(
    (failure) => weighs(failure) && failure.subject.name === input.domain,
  );
  const found = obstacles.flatMap(([start, why]) => {
    const failure = failures.find(({ check, message }) => `${check} ${message}`.startsWith(start));
    return failure === undefined ? [] : [{ why, failure }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const { why, failure } = first;
  const isFlat = input.flattensSpf && why === 'spf-lookups';
  const step: Proposal = {
    id: 'spf/obstacle',
    data: { ...dataOf(failure), records: tree?.records.length ?? 0 },
    changes: [],
    files: [],
    others: [],
    mends: [],
    waitsFor: isFlat ? 'spf-not-flat' : why,
  };
  return { ...step, proof: { state: 'not-provable', why: step.waitsFor ?? why } };
}

/** Terms, places and counts that the check told. */
function dataOf({ data, check, message }: WeighedFinding): Proposal['data'] {
  const kept = ['term', 'at', 'owner', 'ownTerm', 'target', 'count', 'limit', 'via', 'reason', 'ip'].flatMap(
    (key) => {
      const value = data[key];
      return typeof value === 'string' || typeof value === 'number' ? [[key, value] as const] : [];
    },
  );
  const branches = Array.isArray(data.branches) ? data.branches.slice(0, 6).join(', ') : '';
  return { check, message, ...Object.fromEntries(kept), ...(branches !== '' && { branches }) };
}
