/** Is each report address a mailto URI that receivers understand (RFC 9989 §4.7, RFC 6068)? */
import type { Check } from '../../findings/finding.ts';
import { mendDmarcRecord, type ReportUriProblem } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, replaceRecord } from './record-of.ts';

const messages: Readonly<Record<ReportUriProblem, string>> = {
  'no-scheme': 'no-scheme',
  'not-mailto': 'not-mailto',
  'bad-address': 'bad-address',
};

export const dmarcReportAddress: Check<'dmarcTree'> = {
  id: 'dmarc/report-address',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9990 §3.5' }, { title: 'RFC 7489 §6.2' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const targets = applied?.facts.reportTargets ?? [];
    if (applied === undefined || targets.length === 0)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-address');
    const fixes = replaceRecord(applied, mendDmarcRecord(applied.record));
    return targets.flatMap(({ tag, uri, problem, sizeLimit }) => {
      const data = { ...applied.data, tag, uri, ...(sizeLimit !== undefined && { sizeLimit }) };
      const outdated = sizeLimit === undefined ? undefined : 'size-limit';
      const message = problem === undefined ? outdated : messages[problem];
      return message === undefined
        ? draft(evidence, 'dmarcTree', 'pass', 'valid', data)
        : draft(evidence, 'dmarcTree', 'fail', message, data, { fixes });
    });
  },
};
