/**
 * The SPF linter: every fault of a domain's record and of all that it leads to, unreached terms included, each with its
 * term and place. Pure: it reads what was gathered. At most 200 lints.
 */
import type { SpfTreeFacts, SpfTreeNode } from '../../../findings/facts/spf-tree.ts';
import { limitLints } from './limit-lints.ts';
import { networkLints } from './network-lints.ts';
import { policyLints } from './policy-lints.ts';
import { idleLints, jointLints, repeatedLints, syntaxLints } from './record-lints.ts';
import { repeatedTargetLints, targetLints } from './target-lints.ts';
import type { SpfLint } from './types.ts';
import { onceEach, visitRecords } from './visit.ts';

const maxLints = 200;

/** The checks of one audit ask for the same lints. */
const known = new WeakMap<SpfTreeFacts, readonly SpfLint[]>();

/** Errors first, each group in the order of the tree. */
export function lintSpfTree(facts: SpfTreeFacts): readonly SpfLint[] {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const lints = lintFacts(facts);
  known.set(facts, lints);
  return lints;
}

function lintFacts(facts: SpfTreeFacts): readonly SpfLint[] {
  const { root, records, domain } = facts;
  if (root === undefined) return [];
  const lints = [...severalRecords(domain, records), ...lintSpfNode(root)];
  return [...lints.filter(({ isError }) => isError), ...lints.filter(({ isError }) => !isError)].slice(
    0,
    maxLints,
  );
}

/** RFC 7208 §4.5: two records are a permerror, whatever they say. */
function severalRecords(domain: string, records: SpfTreeFacts['records']): readonly SpfLint[] {
  const [first, ...others] = records;
  if (first === undefined || others.length === 0) return [];
  const span = { start: 0, end: first.text.length };
  const where = { at: domain, record: first.text, term: first.text, span, via: [domain] };
  return [{ code: 'several-records', isError: true, ...where, detail: { count: records.length } }];
}

function lintSpfNode(root: SpfTreeNode): readonly SpfLint[] {
  const records = onceEach(visitRecords(root));
  return [
    ...records.flatMap(syntaxLints),
    ...targetLints(root),
    ...limitLints(root),
    ...policyLints(root),
    ...networkLints(root),
    ...records.flatMap((visit) => [...jointLints(visit), ...idleLints(visit), ...repeatedLints(visit)]),
    ...repeatedTargetLints(root),
  ];
}
