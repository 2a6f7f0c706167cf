/** Does every include and redirect lead to exactly one record, and to none above itself? */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { missingParts } from './missing-parts.ts';
import { checkOfTree, type Said, withoutTerm } from './tree-check.ts';

export const spfTargets = checkOfTree({
  id: 'spf/targets',
  sources: [{ title: 'RFC 7208 §5.2' }, { title: 'RFC 7208 §6.1' }, { title: 'RFC 7208 §4.6.4' }],
  fails: {
    'target-without-record': 'no-record-there',
    'target-several-records': 'several-records-there',
    'target-bad-name': 'no-name',
    loop: 'loop',
  },
  // Without its redirect a record would say something else.
  cure: (lint) => (lint.term.toLowerCase().startsWith('redirect') ? undefined : withoutTerm(lint)),
  otherwise: (_, root, failures) => {
    const { unanswered, bySender } = missingParts(root);
    const unknown: readonly Said[] =
      unanswered.length > 0
        ? [{ outcome: 'unknown', message: 'not-answered', data: { missing: unanswered } }]
        : [];
    if (failures > 0 || unanswered.length > 0) return unknown;
    const targets = targetsOf(root);
    if (targets.length === 0) return [{ outcome: 'not-applicable', message: 'no-targets' }];
    const data = { targets: targets.slice(0, 20), count: targets.length };
    return [
      {
        outcome: 'pass',
        message: 'all-found',
        data: bySender.length > 0 ? { ...data, missing: bySender } : data,
      },
    ];
  },
});

function targetsOf({ terms }: SpfTreeNode): readonly string[] {
  return [
    ...new Set(
      terms.flatMap(({ target }) => (target === undefined ? [] : [target.domain, ...targetsOf(target)])),
    ),
  ];
}
