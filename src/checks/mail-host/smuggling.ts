/** Does the host end a message only where RFC 5321 §4.1.1.4 ends it? Asked only with --smuggling and an own mailbox. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { settingsFor } from './settings.ts';

export const smuggling: Check<'mailHost'> = {
  id: 'mail-host/smuggling',
  needs: ['mailHost'],
  sources: [
    { title: 'RFC 5321 §4.1.1.4' },
    { title: 'RFC 5321 §2.3.8' },
    {
      title: 'Postfix 3.5.23, RELEASE_NOTES: SMTP smuggling',
      url: 'https://enchanta.eu.org/mir/postfix/commit/f75140fe8504f1fa69e98facbf8258b67af7ebff',
      seen: '2026-11-26',
    },
  ],
  run: (evidence) => {
    const facts = valueOn(evidence, 'mailHost');
    if (facts?.smuggling === undefined) return [];
    const { server, tries } = facts.smuggling;
    const named = (result: string) =>
      tries.filter((one) => one.result === result).map(({ sequence }) => sequence);
    const ended = named('ended');
    const banner = facts.endpoints.find(({ port, banner }) => port === 25 && banner !== undefined)?.banner;
    const data = { host: facts.host, server, sequences: tries.map(({ sequence }) => sequence) };
    if (ended.length > 0) {
      const fixes = settingsFor(banner, { postfix: [['smtpd_forbid_bare_newline', 'yes']] });
      return draft(evidence, 'mailHost', 'fail', 'ends-early', { ...data, ended }, { fixes });
    }
    const unknown = named('unknown');
    if (unknown.length > 0 || tries.length === 0) {
      const reply = tries.find(({ result, reply }) => result === 'unknown' && reply !== undefined)?.reply;
      return draft(evidence, 'mailHost', 'unknown', 'not-tried', {
        ...data,
        ...(reply !== undefined && { reply }),
      });
    }
    return draft(evidence, 'mailHost', 'pass', 'keeps-together', { ...data, refused: named('refused') });
  },
};
