import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isHostName,
  isIpAddress,
  meaningOfEnhancedStatus,
  parseEnhancedStatus,
  parseSpeaker,
  phaseAfter,
  phaseBefore,
  replyCodes,
  stripQuotePrefix,
  unescapeHtml,
} from './index.ts';

test.each([
  ['#5.1.1', '5.1.1'],
  ['(5.7.1)', '5.7.1'],
  ['dsn=4.4.1, status', '4.4.1'],
  ['smtp;550 5.7.606 Access', '5.7.606'],
  ['192.5.1.1', undefined],
  ['5.1.1.2', undefined],
  ['v5.1.1', undefined],
  ['version 4.2.1', undefined],
  ['5.1.2024', undefined],
  ['3.1.1', undefined],
])('enhanced code of %j: %s', (text, status) => {
  expect(parseEnhancedStatus(text)).toBe(status);
});

test.each([
  ['5.1.1', 'bad-mailbox', 'RFC 3463'],
  ['4.1.10', 'recipient-null-mx', 'RFC 7505'],
  ['5.7.30', 'requiretls-required', 'RFC 8689'],
])('%s means %s (%s)', (status, meaning, rfc) => {
  expect(meaningOfEnhancedStatus(status)).toEqual({ meaning, rfc });
});

test('codes outside the registry have no meaning', () => {
  expect(meaningOfEnhancedStatus('5.7.606')).toBeUndefined();
  expect(meaningOfEnhancedStatus('')).toBeUndefined();
  expect(replyCodes[556]?.rfc).toContain('RFC 7504');
  expect(replyCodes[559]).toBeUndefined();
});

describe('HTML', () => {
  test.each([
    ['&lt;a@example.org&gt; &amp; &quot;b&quot; &#39;c&#39; &#x41;', `<a@example.org> & "b" 'c' A`],
    ['one<br>two<br/>three</p>', 'one\ntwo\nthree\n'],
    ['<b>x</b> <user@example.org> <a href="https://example.org">y</a>', 'x <user@example.org> y'],
    ['&unknown; &; & &#0; &#xD800; AT&T', '&unknown; &; & &#0; &#xD800; AT&T'],
    ['a < b > c', 'a < b > c'],
  ])('%j', (html, text) => {
    expect(unescapeHtml(html)).toBe(text);
  });
});

test.each([
  ['> a\n> > b\n>> c\n| d\ne', 'a\nb\nc\nd\ne'],
  ['>>> RCPT To:<a@example.org>\n<<< 550 no', '>>> RCPT To:<a@example.org>\n<<< 550 no'],
  ['> >>> DATA', '>>> DATA'],
])('quote marks of %j', (quoted, text) => {
  expect(stripQuotePrefix(quoted)).toBe(text);
});

test.each([
  ['mx.example.org[192.0.2.1]:25', { host: 'mx.example.org', ip: '192.0.2.1' }],
  ['mx.example.org. [IPv6:2001:db8::1]', { host: 'mx.example.org', ip: '2001:db8::1' }],
  ['192.0.2.1[192.0.2.1]', { ip: '192.0.2.1' }],
  ['unknown[192.0.2.1]', { ip: '192.0.2.1' }],
  ['2001:db8::1', { ip: '2001:db8::1' }],
  ['localhost', {}],
  ['', {}],
])('speaker %j', (text, speaker) => {
  expect(parseSpeaker(text)).toEqual(speaker);
});

test('addresses and host names are told apart', () => {
  expect(['192.0.2.1', '::1', '2001:db8::1'].every(isIpAddress)).toBe(true);
  expect(['300.0.2.1', 'example.org', '1.2.3', ':', '12:30'].some(isIpAddress)).toBe(false);
  expect(['example.org', 'xn--bcher-kva.example', 'bücher.example'].every(isHostName)).toBe(true);
  expect(['192.0.2.1', 'example', 'a..b', 'a b.example', ''].some(isHostName)).toBe(false);
});

test.each([
  ['(in reply to end of DATA command)', 'end-of-data'],
  [' (in reply\n   to RCPT TO command)', 'rcpt'],
  ['(in reply to MAIL FROM command)', 'mail'],
  [' (state 14)', 'rcpt'],
  ['.\n Please check the message recipient "a@example.org" and try again.', 'rcpt'],
  ['. Bitte überprüfen Sie die E-Mail-Adresse des Empfängers', 'rcpt'],
  ['.  Please verify that your email address is correct in your account settings', 'mail'],
  [' If it lasts, please check the message recipient', undefined],
  ['nothing', undefined],
])('phase after the reply: %j is %s', (after, phase) => {
  expect(phaseAfter(after)).toBe(phase);
});

test.each([
  ['error after RCPT TO:<a@example.org>: ', 'rcpt'],
  ['>>> MAIL From:<a@example.org>\n>>> RCPT To:<b@example.org>\n<<< ', 'rcpt'],
  ['after end of data: ', 'end-of-data'],
  ['while performing the EHLO handshake', 'ehlo'],
  ['no command', undefined],
])('phase before the reply: %j is %s', (before, phase) => {
  expect(phaseBefore(before)).toBe(phase);
});

test('property: the readers never throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      unescapeHtml(text);
      stripQuotePrefix(text);
      parseEnhancedStatus(text);
      parseSpeaker(text);
      phaseAfter(text);
      phaseBefore(text);
    }),
  );
});
