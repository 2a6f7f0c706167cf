/** Where terms lead: includes and redirects without a record (RFC 7208 §5.2, §6.1), loops, names that find nothing. */
import type { SpfTargetProblem, SpfTreeNode } from '../../../findings/facts/spf-tree.ts';
import type { SpfErrorCode, SpfLint } from './types.ts';
import { lintAt, visitTerms } from './visit.ts';

const codes: Readonly<Partial<Record<SpfTargetProblem, SpfErrorCode>>> = {
  none: 'target-without-record',
  'no-domain': 'target-without-record',
  several: 'target-several-records',
  'bad-name': 'target-bad-name',
  loop: 'loop',
};

/** Each term of each record once. */
export function targetLints(root: SpfTreeNode): readonly SpfLint[] {
  const seen = new Set<string>();
  return [...visitTerms(root)].flatMap((visit) => {
    const { term, node } = visit;
    const key = `${node.domain} ${term.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const { target } = term;
    const code = target?.problem === undefined ? undefined : codes[target.problem];
    if (target !== undefined && code !== undefined) {
      const isGone = target.problem === 'no-domain' ? { missing: target.domain } : {};
      return lintAt(visit, term, code, true, { target: target.domain, ...isGone });
    }
    if (term.problem === 'bad-name') return lintAt(visit, term, 'unusable-name', false);
    const { isVoid } = term;
    return isVoid?.ipv4 === true && isVoid.ipv6 ? lintAt(visit, term, 'finds-nothing', false) : [];
  });
}

/** Targets that are included more than once: each time costs all their look-ups again. */
export function repeatedTargetLints(root: SpfTreeNode): readonly SpfLint[] {
  const first = new Map<string, string>();
  return [...visitTerms(root)].flatMap((visit) => {
    const { target } = visit.term;
    if (target?.record === undefined) return [];
    const before = first.get(target.domain);
    if (before === undefined) {
      first.set(target.domain, visit.node.domain);
      return [];
    }
    // The same include in the same record is a repeated term.
    if (before === visit.node.domain) return [];
    const detail = { target: target.domain, before, lookups: target.lookupCount + 1 };
    return lintAt(visit, visit.term, 'repeated-target', false, detail);
  });
}
