/** Is there one well-formed TLS-RPT record (RFC 8460 §3)? */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { formatTlsRptRecord, parseTlsRptRecord } from '../../wire/tls-rpt/index.ts';
import { draft, valueOn } from '../draft.ts';
import { receivesMail } from './receives-mail.ts';

export const tlsRptRecord: Check<'tlsRpt' | 'routing' | 'about'> = {
  id: 'transport/tls-rpt-record',
  needs: ['tlsRpt', 'routing', 'about'],
  sources: [{ title: 'RFC 8460 §3' }],
  run: (evidence) => {
    if (!receivesMail(evidence)) return draft(evidence, 'tlsRpt', 'not-applicable', 'receives-no-mail');
    const facts = valueOn(evidence, 'tlsRpt');
    if (facts === undefined) {
      const domain = valueOn(evidence, 'about')?.name;
      const fixes = domain === undefined ? [] : [recordFix(domain)];
      return draft(evidence, 'tlsRpt', 'fail', 'no-record', { domain }, { fixes });
    }
    const { domain, records, nearMisses } = facts;
    const [record] = records;
    const [nearMiss = ''] = nearMisses;
    if (record === undefined)
      return draft(
        evidence,
        'tlsRpt',
        'fail',
        'near-miss',
        { domain, record: nearMiss },
        { fixes: [recordFix(domain, nearMiss)] },
      );
    if (records.length > 1) {
      const data = { domain, count: String(records.length), records: records.join(' | ') };
      return draft(evidence, 'tlsRpt', 'fail', 'several', data);
    }
    const { problems, targets } = parseTlsRptRecord(record);
    if (problems.length > 0) {
      const data = { domain, record, problems: problems.join(', ') };
      return draft(evidence, 'tlsRpt', 'fail', 'syntax', data, { fixes: [recordFix(domain, record)] });
    }
    return draft(evidence, 'tlsRpt', 'pass', 'valid', {
      domain,
      targets: targets.map(({ uri }) => uri).join(', '),
    });
  },
};

function recordFix(domain: string, replaces?: string): Fix {
  const value = formatTlsRptRecord([`mailto:tls-reports@${domain}`]);
  return {
    kind: 'dns',
    name: `_smtp._tls.${domain}`,
    type: 'TXT',
    value,
    ...(replaces !== undefined && { replaces }),
  };
}
