/** Do VRFY and EXPN tell who has a mailbox (RFC 5321 §7.3)? 252 tells nothing and is right (§3.5.3). */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { isPermanentNo, isYes } from './replies.ts';
import { settingsFor } from './settings.ts';

export const vrfy: Check<'mailHost'> = {
  id: 'mail-host/vrfy',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §7.3' }, { title: 'RFC 5321 §3.5.3' }, { title: 'RFC 2505 §2.11' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ outcome, replies, banner }) => {
      const known = replies['vrfy-postmaster'];
      const stranger = replies['vrfy-unknown'];
      const expn = replies.expn;
      if (outcome !== 'open' || known === undefined) return undefined;
      const fixes = settingsFor(banner, { postfix: [['disable_vrfy_command', 'yes']] });
      if (isYes(expn)) return { outcome: 'fail', message: 'expands', data: { reply: expn ?? '' } };
      if (stranger === undefined) return { outcome: 'unknown', message: 'no-answer', data: { reply: known } };
      // Yes to one name and no to the other is what a collector of addresses looks for.
      const isKnown = isYes(known) || known.startsWith('252');
      if (isKnown && isPermanentNo(stranger) && !isUnsupported(stranger)) {
        return { outcome: 'fail', message: 'tells', data: { known, stranger }, fixes };
      }
      if (isYes(stranger))
        return { outcome: 'fail', message: 'confirms-anything', data: { stranger }, fixes };
      return { outcome: 'pass', message: 'tells-nothing', data: { known } };
    }),
};

/** 500, 502, 504: the command is not there. */
function isUnsupported(reply: string): boolean {
  return reply.startsWith('50');
}
