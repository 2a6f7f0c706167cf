import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressToAsk, otherPage, pageNamedIn } from './named-page.ts';

describe('the page that a refusal names', () => {
  test.each([
    [
      '554 For explanation visit https://postmaster.gmx.net/en/case?c=hi&i=ip&v=192.0.2.75',
      'https://postmaster.gmx.net/en/case?c=hi&i=ip&v=192.0.2.75',
    ],
    [
      '[CS01] Rejected. Please visit https://support.apple.com/en-us/HT204137.',
      'https://support.apple.com/en-us/HT204137',
    ],
    [
      '554 RBL Reject. <http://unblock.example.net/?ip=192.0.2.44>',
      'http://unblock.example.net/?ip=192.0.2.44',
    ],
    ['Blocked (see https://mail.example.net/help), sorry', 'https://mail.example.net/help'],
  ])('%s', (words, page) => {
    expect(pageNamedIn(words)).toBe(page);
  });

  test.each([
    ['none', '550 5.7.1 Message rejected due to local policy'],
    [
      'a link of the message itself',
      '554 Message contains the link http://shop.example.com/x which is listed',
    ],
    ['a link of the message, called a URL', 'Blocked URL: https://shop.example.com/x'],
    ['another kind of address', 'see ftp://example.net/help or javascript:alert(1)'],
    ['a host of the inside network', 'see http://filter/help'],
    ['one that is too long to be shown', `see https://example.net/${'a'.repeat(300)}`],
  ])('%s', (_, words) => {
    expect(pageNamedIn(words)).toBeUndefined();
  });

  test('never throws, and what it names stands in the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const text = `${words} https://example.net/${words}`;
        expect(text).toContain(pageNamedIn(text) ?? '');
      }),
    );
  });
});

describe('the address to ask', () => {
  test.each([
    [
      '550 Blocked. For assistance forward this error to abuse_rbl@abuse.example.net',
      'abuse_rbl@abuse.example.net',
    ],
    ['554 contact postmaster@example.net to clarify', 'postmaster@example.net'],
    ['554 <postmaster@example.org>: Recipient address rejected', undefined],
    ['550 5.7.1 spam@example.org may not send to bob@example.net', undefined],
    ['550 This e-mail was reported by bob@example.net', undefined],
    ['550 You may not forward mail of bob@example.net', undefined],
    ['550 could not forward mail to support@example.net', undefined],
    ['550 we cannot write to abuse@example.net', undefined],
    ['550 Not accepted, please contact abuse@example.net', 'abuse@example.net'],
    ['550 for questions contact bob@example.net', undefined],
  ])('%s', (text, address) => {
    expect(addressToAsk({ text })).toBe(address);
  });

  test.each([
    ['contact support@example.net', 'support@example.net'],
    ['for questions contact ops@example.net', 'ops@example.net'],
    ['contact ops@example.net', undefined],
    ['contact SUPPORT2@mail.example.net', 'SUPPORT2@mail.example.net'],
    ['contact support@example.com', undefined],
    ['for questions contact Ann@Example.net', undefined],
    ['for questions contact me@example.net', undefined],
  ])('of whoever refused: %s', (text, address) => {
    const facts = { text, recipient: 'ann@example.net', headerFrom: 'Me <me@example.net>' };
    expect(addressToAsk(facts)).toBe(address);
  });

  test('where anybody can have a mailbox, a function alone', () => {
    const at = (text: string) => addressToAsk({ text, recipient: 'ann@gmail.com' });
    expect(at('for questions contact carol@gmail.com')).toBeUndefined();
    expect(at('for questions contact postmaster@gmail.com')).toBe('postmaster@gmail.com');
  });

  test('a page that is the form itself is named once', () => {
    expect(otherPage('https://sender.office.com', 'https://sender.office.com/')).toBeUndefined();
    expect(otherPage('https://sender.office.com/help', 'https://sender.office.com/')).toBe(
      'https://sender.office.com/help',
    );
  });
});
