import { expect, test } from 'vitest';
import { namedRelay } from './named-relay.ts';
import type { Speaker } from './verdict.ts';

const theirs: Speaker = { role: 'recipient-gateway', host: 'smtp.isp.example', because: ['transcript'] };
const facts = { text: '', speakerHost: 'smtp.isp.example', recipient: 'bob@example.org' };

test.each([
  ['my ISP refuses my mails, we use them as smarthost:', 'relay.denied', 'smarthost'],
  ['mails to the ISP I use as a relay host are sent', 'relay.denied', 'smarthost'],
  ['the email is bounced by my ISP with the following log entry', 'relay.denied', 'smarthost'],
  ['Wir nutzen den Server als Smarthost.', 'relay.denied', 'smarthost'],
  ['relayhost = [smtp.isp.example]:25', 'content.spam', 'smarthost'],
  ['relayhost = [smtp.other.example]', 'relay.denied', 'recipient-gateway'],
  ['the ISP I use as a relay host', 'recipient.unknown', 'recipient-gateway'],
  [
    'use your provider as a mail server; refer your provider to the page',
    'relay.denied',
    'recipient-gateway',
  ],
  ['Our customer runs Postfix as a relay server before his Exchange.', 'relay.denied', 'recipient-gateway'],
  ['our server is no relay, and has no smarthost', 'relay.denied', 'recipient-gateway'],
] as const)('%s (%s)', (pasted, category, role) => {
  expect(namedRelay(theirs, facts, category, { pasted }).role).toBe(role);
});

test('what is known of the host stands', () => {
  const pasted = 'relayhost = smtp.isp.example, used as a relay host';
  const asked: Speaker = { ...theirs, because: ['mx-set'] };
  expect(namedRelay(asked, facts, 'relay.denied', { pasted })).toBe(asked);
  const own = { ...facts, recipient: 'bob@isp.example' };
  expect(namedRelay(theirs, own, 'relay.denied', { pasted })).toBe(theirs);
});
