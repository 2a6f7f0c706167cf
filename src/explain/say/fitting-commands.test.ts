import { expect, test } from 'vitest';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { fittingCommands } from './fitting-commands.ts';

const queue = ['postqueue -p', 'exim -bp', 'smtpctl show queue', 'sendmail -bp'];
const log = ['grep 4F1B /var/log/mail.log', 'exigrep 1rVabc /var/log/exim4/mainlog'];
const others = ['dig +short MX example.org', 'nc -vz -w 10 192.0.2.1 587'];

test.each<readonly [why: string, facts: Partial<ReplyFacts>, shown: readonly string[]]>([
  ['nobody knows the software', {}, ['postqueue -p', 'exim -bp', 'grep 4F1B /var/log/mail.log', ...others]],
  [
    'nor by a log of Dovecot',
    { reportingSoftware: 'dovecot' },
    ['postqueue -p', 'exim -bp', 'grep 4F1B /var/log/mail.log', ...others],
  ],
  ['Postfix', { reportingSoftware: 'postfix' }, ['postqueue -p', 'grep 4F1B /var/log/mail.log', ...others]],
  ['Exim', { reportingSoftware: 'exim' }, ['exim -bp', 'exigrep 1rVabc /var/log/exim4/mainlog', ...others]],
  [
    'OpenSMTPD',
    { reportingSoftware: 'opensmtpd' },
    ['smtpctl show queue', 'grep 4F1B /var/log/mail.log', ...others],
  ],
  ['sendmail', { reportingSoftware: 'sendmail' }, ['sendmail -bp', 'grep 4F1B /var/log/mail.log', ...others]],
  ['Exchange runs no tool of these', { reportingSoftware: 'exchange' }, others],
  ['a sending service', { reportingSoftware: 'service' }, others],
  ['a program with a library', { via: 'program' }, others],
  ['a mail program has no shell', { via: 'program', reportingSoftware: 'mail-program' }, []],
])('%s', (_why, facts, shown) => {
  expect(fittingCommands([...queue, ...log, ...others], { reply: { text: '', ...facts } })).toEqual(shown);
});
