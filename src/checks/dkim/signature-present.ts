/** Was the message signed with DKIM at all? */
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';

/** What came back may have been sent before the signer saw it, or have lost fields on its way. */
const likely = 0.85;

export const dkimSignaturePresent: Check<'dkim' | 'reply'> = {
  id: 'dkim/signature-present',
  needs: ['dkim', 'reply'],
  sources: [{ title: 'RFC 6376 §3.5' }],
  run: (evidence) => {
    const signatures = valueOn(evidence, 'dkim')?.signatures ?? [];
    const domains = [...new Set(signatures.map(({ domain }) => domain))].join(', ');
    if (signatures.length > 0) return draft(evidence, 'dkim', 'pass', 'signed', { domains });
    const { headerFrom, sender } = factsOf(evidence);
    const from = headerFrom ?? sender;
    return draft(evidence, 'dkim', 'fail', 'not-signed', from === undefined ? {} : { from }, {
      confidence: likely,
    });
  },
};
