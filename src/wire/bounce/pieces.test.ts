import { describe, expect, test } from 'vitest';
import { PhraseSet } from '../../base/phrase-set.ts';
import { isPublicIp, parseReceived } from '../trace/index.ts';
import { addressOf, findAddresses } from './addresses.ts';
import { htmlLines } from './html-lines.ts';
import { findOriginalStart } from './original-start.ts';

const linesOf = (lines: readonly string[]) => lines.map((text) => ({ text, range: { start: 0, end: 0 } }));

describe('addresses in prose', () => {
  test.each([
    ['<one@example.org>: gone', ['one@example.org']],
    ['one@example.org<mailto:one@example.org>', ['one@example.org', 'one@example.org']],
    ['to=<one@example.org>, relay=x', ['one@example.org']],
    ['"odd name"@example.org', ['"odd name"@example.org']],
    ["'one@example.org' was not", ['one@example.org']],
    ['宛先one@example.orgに', ['one@example.org']],
    ['rfc822;one@example.org', ['one@example.org']],
    ['a sentence ends one@example.org.', ['one@example.org']],
    ['user@[192.0.2.1]', ['user@[192.0.2.1]']],
    ['@ alone@ and @alone', []],
  ])('%s', (text, addresses) => {
    expect(findAddresses(text).map((a) => a.address)).toEqual(addresses);
  });

  test('a header value gives the address in brackets first', () => {
    expect(addressOf('"a@b.example" <one@example.org>')).toBe('one@example.org');
  });
});

describe('Received', () => {
  test.each([
    [
      'from helo.example (rdns.example [203.0.113.9]) by mx.example.org with ESMTP',
      'helo.example',
      '203.0.113.9',
      'mx.example.org',
    ],
    [
      'from unknown (HELO helo.example) (203.0.113.9) by mx.example.org with SMTP',
      'helo.example',
      '203.0.113.9',
      'mx.example.org',
    ],
    [
      'from [203.0.113.9] (helo=helo.example) by mx.example.org with esmtp (Exim 4.98)',
      'helo.example',
      '203.0.113.9',
      'mx.example.org',
    ],
    [
      'from helo.example (IPv6:2001:db8::1) by mx.example.org',
      'helo.example',
      '2001:db8::1',
      'mx.example.org',
    ],
    ['by mx.example.org (Postfix, from userid 500) id X', undefined, undefined, 'mx.example.org'],
  ])('%s', (value, helo, ip, by) => {
    const hop = parseReceived(value);
    expect([hop.helo, hop.ip, hop.by]).toEqual([helo, ip, by]);
  });

  test.each([
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['192.168.1.1', false],
    ['fe80::1', false],
    ['203.0.113.9', true],
    ['2001:db8::1', true],
  ])('%s crosses the public Internet: %s', (ip, isPublic) => {
    expect(isPublicIp(ip)).toBe(isPublic);
  });
});

describe('where the original begins', () => {
  test.each([
    [['Gone.', '--- Below this line is a copy of the message.', 'x'], 1],
    [['Gone.', '   ----- Original message follows -----'], 1],
    [['The original message was received at noon', 'Gone.'], 2],
    [['Your message', '  To: a@b', '  Subject: x', '  Sent: now', 'did not reach'], 5],
    [['Gone.', '', 'Received: from a by b', 'From: x@example.org', 'To: y@example.org'], 2],
    [
      [
        'a message you sent with the following header fields:',
        '',
        'Message-id: <1@x>',
        'Date: now',
        'From: a@b',
        '',
        'Gone.',
      ],
      7,
    ],
    [['Gone.', 'Исходное сообщение', 'x'], 1],
  ])('%j', (lines, start) => {
    expect(findOriginalStart(linesOf(lines))).toBe(start);
  });
});

test('HTML gives its words line by line, without script, style and comment', () => {
  const lines = htmlLines(
    linesOf([
      '<html><style>a{',
      'b}</style><!-- no',
      ' --><p>One &amp; two<br>&lt;one@example.org&gt;',
      '<three@example.org></p><script>x</script>',
    ]),
  );
  expect(lines.map((l) => l.text).filter(Boolean)).toEqual([
    'One & two',
    '<one@example.org> <three@example.org>',
  ]);
});

describe('phrases', () => {
  const set = new PhraseSet(['mailbox full', 'mailbox', '退信', 'ab']);
  test.each([
    ['the mailbox full', true],
    ['退信', true],
    ['x ab', true],
    ['mail box', false],
    ['', false],
  ])('%s: %s', (text, isIn) => {
    expect(set.isIn(text)).toBe(isIn);
  });

  test('the longest phrase at a place counts', () => {
    expect(set.lengthAt('mailbox full', 0)).toBe(12);
  });
});
