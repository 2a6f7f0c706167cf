/** Does each mx term lead to at most ten mail hosts? More are a permerror. */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { maxMxNames } from './lint/index.ts';
import { checkOfTree } from './tree-check.ts';

export const spfMxNames = checkOfTree({
  id: 'spf/mx-names',
  sources: [{ title: 'RFC 7208 §4.6.4' }, { title: 'RFC 7208 §5.4' }],
  fails: { 'too-many-mx-names': 'too-many' },
  more: () => ({ limit: maxMxNames }),
  otherwise: (_, root, failures) => {
    if (failures > 0) return [];
    const most = mostNames(root);
    return most === undefined
      ? [{ outcome: 'not-applicable', message: 'no-mx' }]
      : [{ outcome: 'pass', message: 'within-limit', data: { count: most, limit: maxMxNames } }];
  },
});

function mostNames({ terms }: SpfTreeNode): number | undefined {
  const counts = terms.flatMap(({ mxCount, target }) => mxCount ?? (target && mostNames(target)) ?? []);
  return counts.length === 0 ? undefined : Math.max(...counts);
}
