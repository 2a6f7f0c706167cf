/** Can the domain of each report address receive mail? Reports to others are lost. */
import type { Check } from '../../findings/finding.ts';
import { withoutTags, withTag } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { type AppliedRecord, appliedRecord, ownReportAddress, replaceRecord } from './record-of.ts';

export const dmarcReportReceivable: Check<'dmarcTree' | 'routing'> = {
  id: 'dmarc/report-receivable',
  needs: ['dmarcTree', 'routing'],
  sources: [{ title: 'RFC 9990 §3.5' }, { title: 'RFC 5321 §5.1' }, { title: 'RFC 7505 §3' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const targets = applied?.facts.reportTargets.filter(({ canReceive }) => canReceive !== 'not-asked') ?? [];
    if (applied === undefined || targets.length === 0)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-address');
    return targets.flatMap(({ tag, uri, domain = '', canReceive }) => {
      const data = { ...applied.data, tag, uri, target: domain };
      if (canReceive === true) return draft(evidence, 'dmarcTree', 'pass', 'receives', data);
      if (canReceive === 'unknown')
        return draft(evidence, 'dmarcTree', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
      const fixes = replaceRecord(
        applied,
        withoutTarget(applied, tag, uri, ownReportAddress(applied.recordDomain, evidence)),
      );
      return draft(evidence, 'dmarcTree', 'fail', 'receives-no-mail', data, { fixes });
    });
  },
};

/** The record with the other addresses of the tag, or with the postmaster of the record's domain, or without the tag. */
function withoutTarget(
  { record, recordDomain, facts }: AppliedRecord,
  tag: 'rua' | 'ruf',
  lost: string,
  postmaster: string | undefined,
): string {
  const others = facts.reportTargets.filter((one) => one.tag === tag && one.uri !== lost);
  if (others.length > 0) return withTag(record, tag, others.map(({ uri }) => uri).join(','));
  // The record's own domain takes no mail: no address of it helps.
  const isOwn = lost.toLowerCase().endsWith(`@${recordDomain}`);
  return isOwn || postmaster === undefined ? withoutTags(record, [tag]) : withTag(record, tag, postmaster);
}
