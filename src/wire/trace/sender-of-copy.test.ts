import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { senderOfCopy } from './sender-of-copy.ts';

const read = (...fields: readonly string[]) =>
  senderOfCopy(Buffer.from(`${fields.join('\r\n')}\r\nSubject: x\r\n\r\nbody\r\n`));
const hop =
  'Received: from mail.example.org (out.example.org [192.0.2.7]) by mx.example.com; Thu, 1 Jan 2026';

describe('who handed a message over', () => {
  test.each([
    [
      'what the receiver wrote of its SPF check',
      [
        'Received-SPF: pass (mx.example.com: domain of a@example.org designates 192.0.2.9 as permitted sender) client-ip=192.0.2.9;',
        hop,
      ],
      { ip: '192.0.2.9', from: 'Received-SPF' },
    ],
    [
      'an address in the results of another receiver',
      ['Authentication-Results: spf=pass (sender IP is 2001:db8::7) smtp.mailfrom=example.org', hop],
      { ip: '2001:db8::7', from: 'Authentication-Results' },
    ],
    [
      'the HELO name of the same address',
      ['Received-SPF: pass client-ip=192.0.2.7;', hop],
      { ip: '192.0.2.7', helo: 'mail.example.org' },
    ],
    [
      'the first public hop',
      [
        'Return-Path: <bounce@example.org>',
        'Received: from localhost (localhost [127.0.0.1]) by mx.example.com; Thu, 1 Jan 2026',
        hop,
        'Received: from pc (pc [203.0.113.5]) by mail.example.org; Thu, 1 Jan 2026',
      ],
      { ip: '192.0.2.7', helo: 'mail.example.org', mailFrom: 'bounce@example.org', from: 'Received' },
    ],
  ])('%s', (_, fields, expected) => {
    expect(read(...fields)).toMatchObject(expected);
  });

  test('a mail that never left tells nothing', () => {
    expect(read('From: a@example.org')).toEqual({});
    expect(read('Return-Path: <>')).toEqual({ mailFrom: '' });
  });

  test('any bytes are read without a throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => senderOfCopy(bytes) !== null));
  });
});
