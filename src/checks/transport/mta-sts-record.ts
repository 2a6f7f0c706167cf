/** Is there one well-formed MTA-STS record (RFC 8461 §3.1)? Otherwise senders act as if there were none. */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { parseMtaStsRecord } from '../../wire/mta-sts/index.ts';
import { draft, valueOn } from '../draft.ts';
import { mtaStsRecordFix } from './mta-sts-fix.ts';
import { receivesMail } from './receives-mail.ts';

export const mtaStsRecord: Check<'mtaSts' | 'routing' | 'about'> = {
  id: 'transport/mta-sts-record',
  needs: ['mtaSts', 'routing', 'about'],
  sources: [{ title: 'RFC 8461 §3.1' }],
  run: (evidence) => {
    if (!receivesMail(evidence)) return draft(evidence, 'mtaSts', 'not-applicable', 'receives-no-mail');
    const facts = valueOn(evidence, 'mtaSts');
    if (facts === undefined)
      return draft(evidence, 'mtaSts', 'fail', 'no-record', { domain: valueOn(evidence, 'about')?.name });
    const { domain, records, nearMisses, policy } = facts;
    const fail = (message: string, data: Readonly<Record<string, string>>, fixes: readonly Fix[] = []) =>
      draft(evidence, 'mtaSts', 'fail', message, { domain, ...data }, { fixes });
    const [record] = records;
    if (record === undefined) {
      const [nearMiss] = nearMisses;
      const fixes = mtaStsRecordFix(domain, evidence.mtaSts?.seenAt, nearMiss);
      return nearMiss === undefined
        ? fail('policy-without-record', { url: policy?.url ?? '' }, fixes)
        : fail('near-miss', { record: nearMiss }, fixes);
    }
    if (records.length > 1)
      return fail('several', { count: String(records.length), records: records.join(' | ') });
    const { id, problems } = parseMtaStsRecord(record);
    if (id === undefined || problems.length > 0) {
      const fixes = mtaStsRecordFix(domain, evidence.mtaSts?.seenAt, record);
      return fail('syntax', { record, problems: problems.join(', ') }, fixes);
    }
    return draft(evidence, 'mtaSts', 'pass', 'valid', { domain, id });
  },
};
