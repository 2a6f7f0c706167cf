/** Are subdomains, those that exist (sp) and those that do not (np), protected as well as the domain itself? */
import type { Check, FindingDraft } from '../../findings/finding.ts';
import { withoutTags } from '../../wire/dkim/index.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, replaceRecord } from './record-of.ts';

const strength = ['none', 'quarantine', 'reject'];

export const dmarcSubdomainPolicy: Check<'dmarcTree'> = {
  id: 'dmarc/subdomain-policy',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §4.10.1' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const parsed = applied === undefined ? undefined : parseDmarcRecord(applied.record);
    if (applied === undefined || parsed?.ok !== true)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-policy');
    const { policy: p, subdomainPolicy, nonExistentPolicy } = parsed.value;
    const sp = subdomainPolicy ?? p;
    const np = nonExistentPolicy ?? sp;
    const data = { ...applied.data, p, sp, np };
    const found: FindingDraft[] = [];
    const isWeaker = (one: string, other: string) => strength.indexOf(one) < strength.indexOf(other);
    if (isWeaker(sp, p)) {
      const fixes = replaceRecord(applied, withoutTags(applied.record, ['sp']));
      found.push(...draft(evidence, 'dmarcTree', 'fail', 'sp-weaker', data, { fixes }));
    }
    // Nobody sends from a name that does not exist: there is no reason to spare it.
    if (nonExistentPolicy !== undefined && (isWeaker(np, p) || isWeaker(np, sp))) {
      const fixes = replaceRecord(applied, withoutTags(applied.record, ['np']));
      found.push(...draft(evidence, 'dmarcTree', 'fail', 'np-weaker', data, { fixes }));
    }
    return found.length > 0 ? found : draft(evidence, 'dmarcTree', 'pass', 'as-strong', data);
  },
};
