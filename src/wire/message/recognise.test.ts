import { describe, expect, test } from 'vitest';
import { fromLatin1, latin1 } from '../../base/bytes.ts';
import { looksLikeMessage, splitMbox } from './index.ts';

function split(text: string): readonly string[] {
  const raw = fromLatin1(text);
  return [...splitMbox(raw)].map((range) => latin1(raw, range.start, range.end));
}

describe('mbox', () => {
  const one = 'From a@example.org Mon Jan  1 00:00:00 2024\nSubject: 1\n\nbody\n\n';
  const two = 'From MAILER-DAEMON Mon Jan  1 00:00:00 2024\nSubject: 2\n\nbody\n';
  test.each<[string, string, readonly string[]]>([
    ['two messages', one + two, [one, two]],
    ['a message without a separator', 'Subject: 1\n\nbody\n', ['Subject: 1\n\nbody\n']],
    [
      'prose that begins with From',
      `${one.trimEnd()}\n\nFrom here on it is prose.\n\n${two}`,
      [`${one.trimEnd()}\n\nFrom here on it is prose.\n\n`, two],
    ],
    [
      'no empty line before',
      `${one.trimEnd()}\nFrom x\nSubject: no\n\n${two}`,
      [`${one.trimEnd()}\nFrom x\nSubject: no\n\n`, two],
    ],
    [
      'a length that is true (mboxcl2)',
      `From a\nContent-Length: 24\n\nhi\n\nFrom me\nSubject: in\n${two}`,
      ['From a\nContent-Length: 24\n\nhi\n\nFrom me\nSubject: in\n', two],
    ],
    [
      'a length that is not',
      `From a\nContent-Length: 9999\n\nhi\n\n${two}`,
      ['From a\nContent-Length: 9999\n\nhi\n\n', two],
    ],
    [
      'CRLF',
      (one + two).replaceAll('\n', '\r\n'),
      [one.replaceAll('\n', '\r\n'), two.replaceAll('\n', '\r\n')],
    ],
    ['empty lines first', `\n\n${one}`, [one]],
    ['nothing', '', []],
  ])('%s', (_title, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('is it a message?', () => {
  test.each<[string, string, boolean]>([
    ['a message', 'Return-Path: <>\nReceived: from x\n by y\nSubject: z\n\nhi', true],
    ['a message after empty lines', '\n\nFrom: a@example.org\nTo: b@example.org\n\n', true],
    ['an mbox', 'From a@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n\nhi', true],
    ['one field and an empty line', 'Subject: x\n\nhi', true],
    ['fields cut off in the middle', 'Received: from x\nSubject: y', true],
    ['an SMTP reply', '550 5.1.1 <a@example.org>: no such user', false],
    ['an SMTP reply of many lines', '550-5.1.1 no such user\n550 5.1.1 From: x', false],
    ['prose', 'Dear postmaster,\n\nSubject: is a nice word.', false],
    ['prose with a colon', 'Note: this is important.\nPlease read.', false],
    ['a syslog line', 'Nov 23 10:00:00 mx postfix/smtp[12]: ABC: to=<a@example.org>, status=bounced', false],
    ['an ISO-stamped log line', '2026-11-23T10:00:00Z mx postfix/smtp[12]: ABC: to=<a@example.org>', false],
    ['JSON', '{"Subject": "x",\n"From": "y"}', false],
    ['a web address', 'https://example.org/\nhttp://example.net/', false],
    [
      'a delivery status alone',
      'Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; a@example.org\n',
      false,
    ],
    ['nothing', '', false],
  ])('%s', (_title, text, expected) => {
    expect(looksLikeMessage(fromLatin1(text))).toBe(expected);
  });
});
