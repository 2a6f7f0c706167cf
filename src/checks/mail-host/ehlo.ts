/** Does the host know EHLO, without which there is neither STARTTLS nor SIZE nor 8BITMIME? */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints, keywordsOf } from './endpoints.ts';
import { isAboutUs } from './replies.ts';

export const ehlo: Check<'mailHost'> = {
  id: 'mail-host/ehlo',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §2.2.1' }, { title: 'RFC 5321 §4.1.1.1' }],
  run: (evidence) =>
    judgeEndpoints(evidence, (endpoint) => {
      if (endpoint.outcome !== 'open') return undefined;
      const reply = endpoint.replies.ehlo;
      if (reply === undefined) {
        return { outcome: 'pass', message: 'works', data: { keywords: keywordsOf(endpoint) } };
      }
      const isNo = reply.startsWith('5') && !isAboutUs(reply);
      return isNo
        ? { outcome: 'fail', message: 'refused', data: { reply } }
        : { outcome: 'unknown', message: 'deferred', data: { reply } };
    }),
};
