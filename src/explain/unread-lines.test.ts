/** Lines of a log that nobody read are counted, and those that are known to tell nothing are none of them. */
import { expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';
import { lines } from './testing.ts';

function countedIn(text: string): unknown {
  for (const read of readArrivals(Buffer.from(text), { forFates: true }))
    if (!read.ok && read.problem.code === 'lines-read') return read.problem.data;
  return undefined;
}

const AT = 'Nov 20 06:00:02 mx1 ';
const BOUNCE = `${AT}postfix/smtp[7]: 4BxL1: to=<a@example.org>, relay=mx.example.org[192.0.2.5]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.5] said: 550 5.1.1 user unknown)`;
const OF_IT = [
  `${AT}postfix/smtpd[6]: connect from mail.example.net[192.0.2.9]`,
  `${AT}postfix/cleanup[5]: 4BxL1: message-id=<1@example.net>`,
  `${AT}postfix/qmgr[4]: 4BxL1: from=<b@example.net>, size=1, nrcpt=1 (queue active)`,
  `${AT}postfix/qmgr[4]: 4BxL1: removed`,
  `${AT}postfix/anvil[3]: statistics: max connection rate 1/60s`,
];
const ODD = [
  `${AT}amavis[99]: (00099-01) Blocked SPAM {RejectedInbound}, [198.51.100.20] <x@spam.example> -> <me@example.com>, Hits: 17.3`,
  `${AT}postfix/smtpd[4]: warning: unknown[198.51.100.99]: SASL LOGIN authentication failed: UGFzc3dvcmQ6`,
];

test.each([
  ['all that belongs to one message', lines(BOUNCE, ...OF_IT), undefined],
  ['words around it', lines('My log:', '', BOUNCE, '', 'What is it?'), undefined],
  ['a filter and a failed login', lines(...ODD, BOUNCE, ...OF_IT), { read: 1, lines: 3 }],
  [
    'ids that are damaged',
    lines(
      ...['0', '1', '2', '3', '4'].map(
        (id) =>
          `2026-11-20 10:00:0${id} 1vM000${id}-0001Ab-2C == u@example${id}.org R=dnslookup T=remote_smtp defer (110): Connection timed out`,
      ),
      '2026-11-20 10:00:07 1vM0007-0001Ab-2C ** u@example.com R=dnslookup T=remote_smtp: 550 5.1.1 user unknown',
    ),
    { read: 1, lines: 6 },
  ],
  ['a log that tells of no refusal has a sentence of its own', lines(...OF_IT), undefined],
])('%s', (_name, text, wanted) => {
  expect(countedIn(text)).toEqual(wanted);
});

test('who does not follow a log is not told', () => {
  const read = [...readArrivals(Buffer.from(lines(...ODD, BOUNCE)))];
  expect(read.every(({ ok }) => ok)).toBe(true);
});
