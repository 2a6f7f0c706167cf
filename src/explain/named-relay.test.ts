import { describe, expect, test } from 'vitest';
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

describe('Gmail goes where the MX leads', () => {
  const nobody: Speaker = { role: 'unknown', because: ['nothing'] };
  test.each([
    ['The response from the remote server was:', 'recipient-gateway'],
    ["You're using 'Send mail as'. The response from the remote server was:", 'unknown'],
    ['The server says:', 'unknown'],
  ])('%s', (pasted, role) => {
    expect(namedRelay(nobody, { text: '' }, 'relay.denied', { pasted }).role).toBe(role);
  });
});

describe('whoever sends from an account of the provider whose words they are hears his own server', () => {
  const google: Speaker = { role: 'recipient-gateway', provider: 'google', because: ['text'] };
  test.each([
    ['When I try sending from gmail, I get this error', 'content.attachment', 'smarthost'],
    ['I send with my Gmail account', 'content.attachment', 'smarthost'],
    ['I send from yahoo, and gmail refuses it', 'content.attachment', 'recipient-gateway'],
    ['When I send to gmail, I get this error', 'content.attachment', 'recipient-gateway'],
    ['When I try sending from gmail, I get this error', 'recipient.unknown', 'recipient-gateway'],
    ['sending from gmail: Mail Delivery Subsystem says', 'content.attachment', 'recipient-gateway'],
  ] as const)('%s (%s)', (pasted, category, role) => {
    expect(namedRelay(google, { text: '' }, category, { pasted }).role).toBe(role);
  });
});

test('who speaks to his own machine by hand meets his server, no filter behind it', () => {
  const filter: Speaker = { role: 'own-filter', host: 'localhost', because: ['loopback'] };
  const local = { text: '', speakerHost: 'localhost' };
  expect(namedRelay(filter, local, 'route.loop', { pasted: '=== Trying localhost:25...' }).role).toBe(
    'own-server',
  );
  expect(namedRelay(filter, local, 'content.spam', { pasted: 'host 127.0.0.1[127.0.0.1] said:' })).toBe(
    filter,
  );
});
