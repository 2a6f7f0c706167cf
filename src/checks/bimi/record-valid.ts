/** Is the BIMI record one that mailbox providers can read? A domain without one shows no logo; nothing is refused for it. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

/** By the problems of the facts. */
const messages: Readonly<Record<string, string>> = {
  syntax: 'syntax',
  'no-location': 'no-location',
  'logo-not-https': 'logo-not-https',
  'certificate-not-https': 'certificate-not-https',
  'logo-not-svg': 'logo-not-svg',
};

export const bimiRecordValid: Check<'bimi'> = {
  id: 'bimi/record-valid',
  needs: ['bimi'],
  sources: [
    { title: 'draft-brand-indicators-for-message-identification §4.2' },
    { title: 'draft-brand-indicators-for-message-identification §7.2' },
  ],
  run: (evidence) => {
    const facts = valueOn(evidence, 'bimi');
    if (facts === undefined) return draft(evidence, 'bimi', 'not-applicable', 'no-record');
    const { domain, name, records, recordProblems, isDeclined, logoUrl, certificateUrl, unknownTags } = facts;
    const data = {
      domain,
      name,
      record: records[0] ?? '',
      ...(logoUrl !== undefined && { logoUrl }),
      ...(certificateUrl !== undefined && { certificateUrl }),
      ...(unknownTags.length > 0 && { unknownTags: unknownTags.join(', ') }),
    };
    if (records.length > 1)
      return draft(evidence, 'bimi', 'fail', 'several', { ...data, count: records.length });
    if (recordProblems.length > 0)
      return recordProblems.flatMap((problem) =>
        draft(evidence, 'bimi', 'fail', messages[problem] ?? 'syntax', data),
      );
    return draft(evidence, 'bimi', 'pass', isDeclined ? 'declined' : 'valid', data);
  },
};
