/** Does the host say how large a message may be (RFC 1870 §4), and is that enough for mail of today? */
import type { Check } from '../../findings/finding.ts';
import { isSubmission, judgeEndpoints, keywordsOf } from './endpoints.ts';
import { settingsFor } from './settings.ts';

/** Postfix takes 10,240,000 by default, which is the least that is common. */
const least = 10_000_000;

export const size: Check<'mailHost'> = {
  id: 'mail-host/size',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 1870 §4' }, { title: 'RFC 1870 §6.1' }],
  run: (evidence) =>
    judgeEndpoints(evidence, (endpoint) => {
      const { outcome, port, replies, banner } = endpoint;
      if (outcome !== 'open' || replies.ehlo !== undefined) return undefined;
      if (port !== 25 && !isSubmission(endpoint)) return undefined;
      const offer = keywordsOf(endpoint).find((keyword) => /^SIZE(?: |$)/i.test(keyword));
      if (offer === undefined) return { outcome: 'fail', message: 'not-offered' };
      const digits = /^SIZE (\d{1,15})$/i.exec(offer.trim())?.[1];
      // RFC 1870 §4: without a number, or with 0, no fixed limit is told.
      if (digits === undefined || Number(digits) === 0) return { outcome: 'pass', message: 'no-fixed-limit' };
      const bytes = Number(digits);
      const data = { bytes, megabytes: Math.floor(bytes / 100_000) / 10 };
      if (bytes >= least) return { outcome: 'pass', message: 'offered', data };
      const fixes = settingsFor(banner, {
        postfix: [['message_size_limit', '52428800']],
        exim: [['message_size_limit', '50M']],
      });
      return { outcome: 'fail', message: 'small', data, fixes };
    }),
};
