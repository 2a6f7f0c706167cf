/** Is the record well formed, tag by tag (RFC 9989 §4.7)? One finding for each fault, with its place. */
import type { Check } from '../../findings/finding.ts';
import {
  type DmarcFault,
  dmarcValues,
  lintDmarcRecord,
  mendDmarcRecord,
  parseDmarcRecord,
} from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { replaceRecord, writtenRecord } from './record-of.ts';

const messages: Readonly<Record<DmarcFault['code'], string>> = {
  'leading-blank': 'leading-blank',
  'duplicate-tag': 'duplicate-tag',
  'not-a-tag': 'not-a-tag',
  'bad-separator': 'bad-separator',
  'tag-case': 'tag-case',
  'bad-value': 'bad-value',
  'p-missing': 'p-missing',
  'zone-characters': 'zone-characters',
};

export const dmarcRecordSyntax: Check<'dmarcTree'> = {
  id: 'dmarc/record-syntax',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §4.8' }, { title: 'RFC 6376 §3.2' }],
  run: (evidence) => {
    const applied = writtenRecord(valueOn(evidence, 'dmarcTree'));
    if (applied === undefined) return draft(evidence, 'dmarcTree', 'not-applicable', 'no-record');
    const { record, data } = applied;
    const { faults, isPolicyLate } = lintDmarcRecord(record);
    const fixes = replaceRecord(applied, mendDmarcRecord(record));
    const found = faults.flatMap(({ code, tag, value, start }) =>
      draft(
        evidence,
        'dmarcTree',
        'fail',
        messages[code],
        {
          ...data,
          ...(tag !== undefined && { tag, allowed: dmarcValues(tag).join(', ') }),
          ...(value !== undefined && { value }),
          offset: start,
        },
        { fixes },
      ),
    );
    const parsed = parseDmarcRecord(record);
    if (!parsed.ok && parsed.problem.code === 'no-policy')
      found.push(...draft(evidence, 'dmarcTree', 'fail', 'no-policy', data, { fixes }));
    // RFC 7489 §6.3 wanted p right behind v; receivers that are not renewed may still insist.
    if (isPolicyLate) found.push(...draft(evidence, 'dmarcTree', 'fail', 'p-late', data, { fixes }));
    return found.length > 0 ? found : draft(evidence, 'dmarcTree', 'pass', 'valid', data);
  },
};
