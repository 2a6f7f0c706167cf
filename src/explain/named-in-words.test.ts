import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedIn } from './named-in-words.ts';

describe('the recipient', () => {
  test.each([
    ['<bob@example.org>: Recipient address rejected: User unknown', 'bob@example.org'],
    ["This user doesn't have an account (bob@example.org)", 'bob@example.org'],
    ['5.1.1 User unknown, for help contact abuse@provider.example', undefined],
    ['contact admin@help.example, mailbox <bob@example.org> does not exist', 'bob@example.org'],
    ['no such user, receiver=bob@example.org', 'bob@example.org'],
    ['no such user: prvs=1234abcdef=bob@example.org', 'prvs=1234abcdef=bob@example.org'],
    ['User not local; please try <new@example.org>', undefined],
    ['No such user. Perhaps you meant <bob.smith@example.org>', undefined],
    ['Recipient moved. New address: new@example.org', undefined],
    ['La dirección ya no existe, escriba a jane@example.org', undefined],
    ['该用户不存在，请联系 jane@example.org', undefined],
    ['user unknown - administrator: root@example.org', undefined],
    ['user unknown, b@example.org is fine', undefined],
    ['user unknown; eve@example.org was delivered', undefined],
    ['No such user, bob@example.org', 'bob@example.org'],
    ['RecipientNotFound; Recipient bob@example.org not found by SMTP address lookup', 'bob@example.org'],
    ['Mailbox bob@example.org is full. Contact help@example.org', 'bob@example.org'],
    ['If you have questions write to jane@provider.example', undefined],
    ['a@example.org and b@example.org are unknown', undefined],
    ['<me@example.net>: Sender address rejected: not owned', undefined],
    ["Your message to info@example.org couldn't be delivered. Ask jane@example.net", 'info@example.org'],
    ['The following message to <bob@example.org> was\n\tundeliverable.', 'bob@example.org'],
    ['Ihre Nachricht an bob@example.org wurde leider nicht zugestellt', 'bob@example.org'],
    [
      'Your message to info@example.org has been delivered. Your message to bob@example.org could not be delivered',
      'bob@example.org',
    ],
    ['Your message to info@example.org was not delivered to all members', undefined],
    ['Your message to a@example.org was rejected. Your message to b@example.org was rejected.', undefined],
    ['Ihre Nachricht an info@example.org wurde zugestellt, eine an Carl nicht', undefined],
    ['user carl@example.net unknown; your message to anna@example.org was delivered', 'carl@example.net'],
    [
      'Your message to <team@example.org> could not be delivered because member <carl@example.net> is unknown',
      'carl@example.net',
    ],
    ['550 5.1.1 <mailto:bob@example.org>: Recipient address rejected: User unknown', 'bob@example.org'],
    ['550 5.1.1 <*bob@example.org*>: Recipient address rejected: User unknown', 'bob@example.org'],
    ['550 5.1.1 <(name)@example.org>: Recipient address rejected: User unknown', undefined],
    ['550 5.1.1 <"bob b"@example.org>: Recipient address rejected: User unknown', '"bob b"@example.org'],
  ])('%s', (text, expected) => {
    expect(namedIn(text, undefined).recipient).toBe(expected);
  });
});

describe('the sender', () => {
  test.each([
    ['<me@example.net>: Sender address rejected: Domain not found', 'me@example.net'],
    ['mail from <me@example.net> refused', 'me@example.net'],
    ['<bob@example.org>: User unknown', undefined],
  ])('%s', (text, expected) => {
    expect(namedIn(text, undefined).sender).toBe(expected);
  });
});

describe('the sending IP', () => {
  test.each([
    ['Client host [198.51.100.7] blocked using zen.spamhaus.org', '198.51.100.7'],
    ['SPF [example.org] with ip: [192.0.2.7] = did not pass', '192.0.2.7'],
    ['IP blocked see: https://www.spamhaus.org/query/ip/198.51.100.7', '198.51.100.7'],
    ['Your IP 198.51.100.7 is listed', '198.51.100.7'],
    ['198.51.100.7 is not allowed to send mail', '198.51.100.7'],
    ['connect to mx.example.org[198.51.100.9]:25: Connection timed out', undefined],
    ['[10.1.2.3] rejected, client [203.0.113.9] has a bad reputation', '203.0.113.9'],
    ['The mail server [203.0.113.9] has been temporarily rate limited', '203.0.113.9'],
    ["The sender's mail server 192.0.2.7 is not permitted by SPF record of example.org", '192.0.2.7'],
    ['The mail server 192.0.2.7 has no reverse name', '192.0.2.7'],
    [
      'For explanation visit https://postmaster.gmx.net/en/case?c=r0103&i=ip&v=192.0.2.44&r=abc',
      '192.0.2.44',
    ],
    ['see https://postmaster.provider.example/en/error-messages?ip=192.0.2.44&c=hi', '192.0.2.44'],
    ['https://lookup.list.example/?ip=2001%3Adb8%3A%3A7', '2001:db8::7'],
    ['blocked, 192-0-2-7.dyn.example.net', undefined],
    ['mail server 192.0.2.9 did not answer', undefined],
    ['user unknown', undefined],
  ])('%s', (text, expected) => {
    expect(namedIn(text, undefined).senderIp).toBe(expected);
  });

  test('the host that refused is not it', () => {
    expect(namedIn('ip 198.51.100.9 says no', '198.51.100.9').senderIp).toBeUndefined();
  });
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('@', 'client 192.0.2.1 ', '<a@b.c>'), (text, piece) => {
      namedIn(text + piece + text, undefined);
    }),
  );
});
