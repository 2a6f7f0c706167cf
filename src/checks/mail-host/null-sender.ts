/** Is mail from the null sender taken (RFC 5321 §4.5.5, §6.1)? Bounces and receipts come from there; to refuse it is to be blind to them. */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { isAboutUs, isPermanentNo, isYes } from './replies.ts';

export const nullSender: Check<'mailHost'> = {
  id: 'mail-host/null-sender',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §4.5.5' }, { title: 'RFC 5321 §6.1' }, { title: 'RFC 2505 §2.6.1' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ port, outcome, replies }) => {
      const reply = replies['mail-null'];
      if (port !== 25 || outcome !== 'open' || reply === undefined) return undefined;
      if (isYes(reply)) return { outcome: 'pass', message: 'taken' };
      const isNo = isPermanentNo(reply) && !isAboutUs(reply);
      return isNo
        ? { outcome: 'fail', message: 'refused', data: { reply } }
        : { outcome: 'unknown', message: 'deferred', data: { reply } };
    }),
};
