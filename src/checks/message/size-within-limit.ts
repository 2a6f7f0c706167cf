/** Is the message smaller than what the receiver takes? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const sizeWithinLimit: Check<'messageSize' | 'reply'> = {
  id: 'message/size-within-limit',
  needs: ['messageSize', 'reply'],
  sources: [{ title: 'RFC 1870 §6' }],
  run: (evidence) => {
    const size = valueOn(evidence, 'messageSize');
    // RFC 1870 §3: 0 means that no fixed limit is announced.
    if (size?.limitBytes === undefined || size.limitBytes === 0) {
      return draft(
        evidence,
        'messageSize',
        'not-applicable',
        'no-limit-known',
        size && { sizeBytes: size.sizeBytes },
      );
    }
    const { sizeBytes, limitBytes } = size;
    const data = { sizeBytes, limitBytes };
    return sizeBytes > limitBytes
      ? draft(evidence, 'messageSize', 'fail', 'too-large', data)
      : draft(evidence, 'messageSize', 'pass', 'fits', data);
  },
};
