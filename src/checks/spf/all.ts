/** How does the record end: does it say what becomes of everybody else, and does it not let everybody through? */
import type { SpfLint } from './lint/index.ts';
import { endOf } from './lint/index.ts';
import { checkOfTree, withTerm } from './tree-check.ts';

export const spfAll = checkOfTree({
  id: 'spf/all',
  sources: [{ title: 'RFC 7208 §5.1' }, { title: 'RFC 7208 §4.7' }, { title: 'RFC 7208 §5.7' }],
  fails: {
    'pass-all': 'pass-all',
    'exists-always': 'exists-always',
    'neutral-all': 'neutral-all',
    'no-all': 'no-all',
  },
  cure: cureOf,
  otherwise: (_, root, failures) => {
    if (failures > 0) return [];
    const end = endOf(root);
    if (end === undefined) return [{ outcome: 'not-applicable', message: 'no-end' }];
    const { all, visit } = end;
    return all === undefined
      ? [{ outcome: 'not-applicable', message: 'no-end' }]
      : [{ outcome: 'pass', message: 'ends', data: { all: all.text, at: visit.node.domain } }];
  },
});

/** The softest end that still says something: nobody's mail is refused for it alone. */
function cureOf(lint: SpfLint): string | undefined {
  if (lint.code === 'exists-always') return undefined;
  return lint.code === 'no-all'
    ? withTerm(lint, lint.record.endsWith(' ') ? '~all' : ' ~all')
    : withTerm(lint, '~all');
}
