/** Whom the record lets through in the end: all (RFC 7208 §5.1), no all (§4.7), ptr (§5.5), exists that always matches (§5.7). */
import type { SpfTreeNode } from '../../../findings/facts/spf-tree.ts';
import { readSpfRecord } from '../../../wire/spf/index.ts';
import type { SpfLint } from './types.ts';
import { lintAt, onceEach, type Visit, visitRecords } from './visit.ts';

/** How the whole record ends: the `all` of the domain's record or of what it redirects to. */
export function endOf(
  root: SpfTreeNode,
): { readonly visit: Visit; readonly all?: SpfTreeNode['terms'][number] } | undefined {
  let last: { visit: Visit; all?: SpfTreeNode['terms'][number] } | undefined;
  for (const visit of visitRecords(root)) {
    if (!visit.isEnd) continue;
    if (visit.node.record === undefined) return undefined;
    const all = visit.node.terms.find(({ name }) => name === 'all');
    last = all === undefined ? { visit } : { visit, all };
  }
  return last;
}

export function policyLints(root: SpfTreeNode): readonly SpfLint[] {
  const visits = onceEach(visitRecords(root));
  const perTerm = visits.flatMap((visit) =>
    visit.node.terms.flatMap((term) => {
      if (term.isUnreached) return [];
      if (term.name === 'ptr') return lintAt(visit, term, 'ptr', false);
      if (!visit.isPassing || term.qualifier !== '+') return [];
      if (term.name === 'all') return lintAt(visit, term, 'pass-all', false);
      const isAlways = term.name === 'exists' && term.networks.length > 0;
      return isAlways ? lintAt(visit, term, 'exists-always', false) : [];
    }),
  );
  const end = endOf(root);
  if (end === undefined) return perTerm;
  const { visit, all } = end;
  if (all?.qualifier === '?') return [...perTerm, lintAt(visit, all, 'neutral-all', false)];
  const { record = '' } = visit.node;
  // A term that cannot be read may be the all that is missed.
  if (all !== undefined || readSpfRecord(record).problems.length > 0) return perTerm;
  const { length } = record;
  return [...perTerm, lintAt(visit, { text: '', start: length, end: length }, 'no-all', false)];
}
