/** Builds small messages for the tests of this folder: headers as given, lines joined by CRLF. */
import { parseMessage } from '../message/index.ts';
import type { ParsedMessage } from '../message/types.ts';

/** A parsed message of the given header fields and body lines (UTF-8). */
export function sampleMessage(
  fields: Readonly<Record<string, string>>,
  body: readonly string[],
): ParsedMessage {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const text = [...head, '', ...body, ''].join('\r\n');
  return parseMessage(new TextEncoder().encode(text));
}

/** A multipart/report of three parts (RFC 6522). */
export function sampleReport(
  notice: readonly string[],
  status: readonly string[],
  returned: readonly string[],
): ParsedMessage {
  return sampleMessage(
    {
      'Return-Path': '<>',
      From: 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
      To: 'sender@example.com',
      Subject: 'Undelivered Mail Returned to Sender',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
    },
    [
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      ...notice,
      '--b',
      'Content-Type: message/delivery-status',
      '',
      ...status,
      '--b',
      'Content-Type: message/rfc822',
      '',
      ...returned,
      '--b--',
    ],
  );
}

/** Lines of a message that came back, for `sampleReport`. */
export const returnedLines: readonly string[] = [
  'Return-Path: <list-bounces@example.com>',
  'Received: from out.example.com (out.example.com [203.0.113.9]) by mx.example.net with ESMTP id X; Mon, 1 Jun 2026 10:00:00 +0000',
  'From: Sender <sender@example.com>',
  'To: Someone <someone@example.org>',
  'Subject: Hello',
  'Message-ID: <1@example.com>',
  '',
  'Text',
];
