/** To which organization does the domain belong by the tree walk (RFC 9989 §4.10), and is psd used as it is meant? */
import { getPublicSuffix } from 'tldts';
import type { Check } from '../../findings/finding.ts';
import { withoutTags } from '../../wire/dkim/index.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, replaceRecord } from './record-of.ts';

export const dmarcTreeWalk: Check<'dmarcTree'> = {
  id: 'dmarc/tree-walk',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.10' }, { title: 'RFC 9989 §4.10.2' }, { title: 'RFC 9989 §4.7' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dmarcTree');
    if (facts === undefined) return [];
    const { domain, walk, organizationalDomain, isBroken } = facts;
    const data = { domain, names: walk.map(({ name }) => name).join(', '), count: walk.length };
    const applied = appliedRecord(facts);
    const parsed = applied === undefined ? undefined : parseDmarcRecord(applied.record);
    if (applied !== undefined && parsed?.ok === true && parsed.value.psd === 'y') {
      const { recordDomain } = applied;
      const isSuffix = getPublicSuffix(recordDomain, { allowPrivateDomains: true }) === recordDomain;
      if (!isSuffix) {
        const fixes = replaceRecord(applied, withoutTags(applied.record, ['psd']));
        return draft(
          evidence,
          'dmarcTree',
          'fail',
          'not-a-public-suffix',
          { ...data, recordDomain },
          { fixes },
        );
      }
    }
    if (isBroken || organizationalDomain === undefined) {
      const silent = walk.find(({ records }) => records === 'unknown')?.name ?? '';
      return draft(evidence, 'dmarcTree', 'unknown', 'could-not-check', {
        ...data,
        silent,
        why: 'no-answer',
      });
    }
    return draft(evidence, 'dmarcTree', 'pass', 'walked', { ...data, organization: organizationalDomain });
  },
};
