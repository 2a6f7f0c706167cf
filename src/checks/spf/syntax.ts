/** Is every term well-formed, in the domain's record and in every one that it brings in? One fault anywhere is a permerror. */

import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { repairRecord } from '../../wire/spf/index.ts';
import type { SpfErrorCode } from './lint/types.ts';
import { checkOfTree, passes } from './tree-check.ts';

const codes = [
  'too-long',
  'bad-character',
  'unknown-mechanism',
  'bad-modifier-name',
  'unexpected-value',
  'missing-domain',
  'bad-domain',
  'bad-macro',
  'bad-ip',
  'bad-prefix',
  'repeated-modifier',
] as const satisfies readonly SpfErrorCode[];

export const spfSyntax = checkOfTree({
  id: 'spf/syntax',
  sources: [{ title: 'RFC 7208 §4.6' }, { title: 'RFC 7208 §12' }],
  fails: Object.fromEntries(codes.map((code) => [code, code])),
  cure: ({ ownTerm, record }) => (ownTerm === undefined ? repairRecord(record) : undefined),
  otherwise: passes('well-formed', (_, root) => countsOf(root)),
});

function countsOf({ terms }: SpfTreeNode): { readonly terms: number; readonly records: number } {
  let counts = { terms: terms.length, records: 1 };
  for (const { target } of terms) {
    if (target?.record === undefined) continue;
    const below = countsOf(target);
    counts = { terms: counts.terms + below.terms, records: counts.records + below.records };
  }
  return counts;
}
