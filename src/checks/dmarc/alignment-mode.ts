/** Must SPF and DKIM pass for the very same domain (strict), or for one of the same organization (relaxed)? A choice, not a fault. */
import type { Check } from '../../findings/finding.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord } from './record-of.ts';

export const dmarcAlignmentMode: Check<'dmarcTree'> = {
  id: 'dmarc/alignment-mode',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §4.10.2' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const parsed = applied === undefined ? undefined : parseDmarcRecord(applied.record);
    if (applied === undefined || parsed?.ok !== true)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-policy');
    const { isStrictSpf, isStrictDkim } = parsed.value;
    const strict = [...(isStrictSpf ? ['aspf=s'] : []), ...(isStrictDkim ? ['adkim=s'] : [])].join(', ');
    const data = { ...applied.data, ...(strict !== '' && { strict }) };
    return draft(evidence, 'dmarcTree', 'pass', strict === '' ? 'relaxed' : 'strict', data);
  },
};
