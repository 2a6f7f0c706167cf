/** A record of several character-strings: are two terms glued together where one string ends and the next begins? */
import { findGluedTerms, withBlanks } from '../../wire/spf/index.ts';
import { checkOfTree } from './tree-check.ts';

export const spfStrings = checkOfTree({
  id: 'spf/strings',
  sources: [{ title: 'RFC 7208 §3.3' }],
  fails: { 'missing-blank': 'missing-blank' },
  cure: ({ ownTerm, record }, { records }) =>
    ownTerm === undefined ? withBlanks(record, findGluedTerms(records[0]?.strings ?? [])) : undefined,
  otherwise: ({ records }, _, failures) => {
    if (failures > 0) return [];
    const count = records[0]?.strings.length ?? 1;
    return count < 2
      ? [{ outcome: 'not-applicable', message: 'one-string' }]
      : [{ outcome: 'pass', message: 'joins', data: { count } }];
  },
});
