/** Which extensions of SMTP are offered; without 8BITMIME senders have to re-code mail, which breaks its signatures. */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints, keywordsOf } from './endpoints.ts';

const noted = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES', 'CHUNKING', 'DSN', 'REQUIRETLS'];

export const extensions: Check<'mailHost'> = {
  id: 'mail-host/extensions',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 6152 §2' }, { title: 'RFC 2920' }, { title: 'RFC 6376 §5.3' }],
  run: (evidence) =>
    judgeEndpoints(evidence, (endpoint) => {
      if (endpoint.outcome !== 'open' || endpoint.replies.ehlo !== undefined) return undefined;
      const words = keywordsOf(endpoint).map((keyword) => keyword.toUpperCase().split(' ', 1)[0] ?? '');
      const data = {
        offered: noted.filter((word) => words.includes(word)),
        missing: noted.filter((word) => !words.includes(word)),
      };
      return words.includes('8BITMIME')
        ? { outcome: 'pass', message: 'offered', data }
        : { outcome: 'fail', message: 'no-8bitmime', data };
    }),
};
