/** Is there one record at the key's name? With several, verifiers take any one (RFC 6376 §3.6.2.2). */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey } from './key-of.ts';

export const dkimKeySingle: Check<'dkimKey'> = {
  id: 'dkim/key-single',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.2.2' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { facts, data, name } = published;
    const count = facts.records.length;
    if (count === 1) return draft(evidence, 'dkimKey', 'pass', 'single', data);
    const records = facts.records
      .map((text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text))
      .join(' | ');
    const fixes = [{ kind: 'command' as const, line: `dig +short TXT ${name}` }];
    return draft(evidence, 'dkimKey', 'fail', 'several', { ...data, count, records }, { fixes });
  },
};
