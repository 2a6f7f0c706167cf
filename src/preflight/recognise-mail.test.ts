import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MailKind, recogniseMail } from './recognise-mail.ts';

const fields = (count: number, name = 'X-Own'): string =>
  Array.from({ length: count }, (_, i) => `${name}-${i}: value\r\n`).join('');
const message = 'From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n';

describe('what a file holds', () => {
  test.each<[why: string, name: string, content: string | Buffer, MailKind]>([
    ['a message', 'a', message, 'message'],
    ['a message in a file named like a page', 'a.html', message, 'message'],
    ['known fields behind fifty unknown ones', 'a', `${fields(50)}${message}`, 'message'],
    ['two unknown fields in a file of mail', 'a.eml', `${fields(2)}\r\nText`, 'message'],
    ['two lines with a colon in another', 'a.yaml', 'one: 1\ntwo: 2\n\n', 'other'],
    ['an mbox', 'a', `From a Thu Jan  1 00:00:00 2026\n${message}`, 'mbox'],
    ['an mbox behind blank lines', 'a', `\n\nFrom a\n${message}`, 'mbox'],
    ['prose that begins with From', 'a', 'From here on it rains.\n\nText', 'other'],
    ['a comment', 'a', '<!-- x -->\n<html>', 'html'],
    ['a style', 'a', '<style>p{}</style><p>Hello', 'html'],
    ['a heading behind a byte order mark', 'a', '\ufeff<h1>Hello</h1>', 'html'],
    ['a partial', 'a', '{{> header}}\n<p>Hello', 'html'],
    ['a statement', 'a', '{% extends "base" %}', 'html'],
    ['a program', 'a', '<% if (x) { %><p>', 'html'],
    ['a merge tag', 'a', '*|MC:SUBJECT|*', 'html'],
    ['XHTML', 'a', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "">\n<html>', 'html'],
    ['a report in XML', 'a', '<?xml version="1.0"?>\n<feedback><version>1.0', 'other'],
    ['a line of syslog', 'a', '<34>Oct 11 22:14:15 mx1 postfix/smtp[42]: x', 'other'],
    ['JSON', 'a', '{"a": 1}', 'other'],
    ['words in a file named like a page', 'a.HTM', 'Hello {{name}}', 'html'],
    ['words', 'a.txt', 'Hello', 'other'],
    ['a picture named like a page', 'a.html', Buffer.alloc(500, 1), 'other'],
    ['UTF-16', 'a.html', Buffer.from('\ufeff<p>Hello', 'utf16le'), 'utf-16'],
    ['nothing', 'a.eml', '', 'empty'],
    ['blank lines', 'a.html', ' \r\n\n', 'empty'],
  ])('%s', (_, name, content, kind) => {
    expect(recogniseMail(name, Buffer.from(content), false)).toBe(kind);
  });

  test('options that only HTML has a use for make words HTML, and no message', () => {
    expect(recogniseMail('-', Buffer.from('Hello {{name}}'), true)).toBe('html');
    expect(recogniseMail('-', Buffer.from(message), true)).toBe('message');
  });

  test('any octets are something', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, wants) => {
        expect(recogniseMail('a', bytes, wants)).toBeTypeOf('string');
      }),
    );
  });
});
