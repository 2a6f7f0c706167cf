import { describe, expect, test } from 'vitest';
import { headerChecks } from '../checks/message/headers/all.ts';
import { htmlChecks } from '../checks/message/html/all.ts';
import { mimeChecks } from '../checks/message/mime/all.ts';
import { filePart, letter, multipart, textPartOf } from '../checks/message/testing.ts';
import type { MailGiven, MessageCheck } from '../findings/message-check.ts';
import { checkMessage } from './check-message.ts';
import { fixMessage, type LeftWhy } from './fix-message.ts';

const given: MailGiven = { profile: 'transactional', now: '2026-05-12T16:17:14.000Z', trackingDomains: [] };
const checks = [...headerChecks, ...mimeChecks];
const mend = (raw: Uint8Array) => fixMessage(raw, given, checks);

const signature = (tags: string): string =>
  `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s; ${tags}; bh=x; b=x`;
const broken: LeftWhy = { kind: 'signature', scheme: 'DKIM', domains: ['example.org'] };
const part = (head: readonly string[], body: string) => ({ head, body });
const plainHead = ['Content-Type: text/plain; charset=utf-8'];

type Case = readonly [title: string, raw: Buffer, left: readonly (readonly [string, LeftWhy])[]];

const cases: readonly Case[] = [
  [
    'a signed field',
    letter({ fields: [signature('h=from:subject'), 'Subject: Grüße'] }),
    [['headers/no-raw-8bit in-text', broken]],
  ],
  [
    'a field that is signed as missing is not added',
    letter({ without: ['message-id'], fields: [signature('h=from:message-id')] }),
    [['headers/message-id-present missing', broken]],
  ],
  [
    'the body under a signature',
    letter({ fields: [signature('h=from')], body: 'a\rb\r\n' }),
    [['mime/line-ends bare-cr', broken]],
  ],
  [
    'the part of the body that l= covers',
    letter({ fields: [signature('h=from; l=4')], body: 'a\rb\r\nc\r\n' }),
    [['mime/line-ends bare-cr', broken]],
  ],
  [
    'a signature of ARC',
    letter({
      fields: [
        'ARC-Message-Signature: i=1; a=rsa-sha256; d=example.net; s=s; h=from:subject; bh=x; b=x',
        'Subject: Grüße',
      ],
    }),
    [['headers/no-raw-8bit in-text', { kind: 'signature', scheme: 'ARC', domains: ['example.net'] }]],
  ],
  [
    'multipart/signed',
    multipart('signed; protocol="application/pgp-signature"', [
      part(plainHead, 'Grüße'),
      part(['Content-Type: application/pgp-signature'], 'x'),
    ]),
    [['mime/seven-bit not-said', { kind: 'signed-part', part: '' }]],
  ],
  [
    'multipart/encrypted',
    multipart('encrypted', [
      part(['Content-Type: application/pgp-encrypted'], 'Version: 1'),
      part(plainHead, 'a\rb'),
    ]),
    [['mime/line-ends bare-cr', { kind: 'encrypted-part', part: '' }]],
  ],
  [
    'application/pkcs7-mime',
    multipart('mixed', [
      textPartOf('x'),
      part(
        ['Content-Type: application/pkcs7-mime; smime-type=signed-data', 'Content-Transfer-Encoding: base64'],
        'A'.repeat(120),
      ),
    ]),
    [['mime/base64 long-lines', { kind: 'signed-part', part: '2' }]],
  ],
  [
    'a text that is signed in itself',
    letter({ body: '-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\na\rb\r\n' }),
    [['mime/line-ends bare-cr', { kind: 'signed-part', part: '' }]],
  ],
  [
    'an attached message',
    multipart('mixed', [textPartOf('x'), part(['Content-Type: message/rfc822'], 'Subject: a\r\n\r\nb\rc')]),
    [['mime/line-ends bare-cr', { kind: 'attached-message', part: '2' }]],
  ],
  [
    'a file',
    multipart('mixed', [
      textPartOf('x'),
      part(
        ['Content-Type: text/csv; name=a.csv', 'Content-Disposition: attachment; filename=a.csv'],
        'a\rb\0',
      ),
    ]),
    [
      ['mime/line-ends bare-cr', { kind: 'file', part: '2' }],
      ['mime/nul found', { kind: 'file', part: '2' }],
    ],
  ],
  [
    'the encoding that an attached message is said to have',
    multipart('mixed', [
      textPartOf('x'),
      part(
        ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: quoted-printable'],
        'Subject: a=3Db\r\n\r\nb',
      ),
    ]),
    [['mime/transfer-encoding on-multipart', { kind: 'unsafe' }]],
  ],
  [
    'the end that is missing behind a file, whatever the file',
    letter({
      fields: ['Content-Type: multipart/mixed; boundary=m'],
      without: ['content-type', 'content-transfer-encoding'],
      body: '--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n--m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n',
    }),
    [['mime/boundary not-closed', { kind: 'unsafe' }]],
  ],
  [
    'what may change the meaning',
    letter({ fields: ['Bcc: eve@example.net'] }),
    [['headers/no-bcc names', { kind: 'unsafe' }]],
  ],
];

describe('left as it is, with its reason', () => {
  test.each(cases)('%s', (_, raw, left) => {
    const fixed = mend(raw);
    expect(fixed.left.map(({ finding, why }) => [finding, why])).toEqual(left);
    expect(fixed.applied).toEqual([]);
    expect(Buffer.from(fixed.raw).equals(raw)).toBe(true);
    for (const { fixes } of checkMessage(raw, given, checks).findings)
      for (const fix of fixes) expect(fix.kind === 'message' && fix.edit.isSafe).toBe(false);
  });
});

const mendedText = (raw: Buffer): string => Buffer.from(mend(raw).raw).toString('latin1');

describe('mended all the same', () => {
  test('a field that no signature covers, and one whose white space does not count', () => {
    const raw = letter({
      without: ['mime-version'],
      fields: [signature('c=relaxed/relaxed; h=from:date'), 'Date:Tue, 12 May 2026 15:47:14 +0000'],
    });
    expect(mend(raw).applied.toSorted()).toEqual([
      'headers/field-spelling no-space',
      'headers/mime-version missing',
    ]);
    expect(mendedText(raw)).toContain('\r\nDate: Tue, 12 May');
  });

  test('the body behind what l= covers', () => {
    const raw = letter({ fields: [signature('h=from; l=5')], body: 'abc\r\nd\re\r\n' });
    expect(mend(raw).applied).toEqual(['mime/line-ends bare-cr']);
  });

  test('a text beside a file with the same fault', () => {
    const raw = multipart('mixed', [
      textPartOf('a\0b'),
      part(['Content-Type: image/png', 'Content-Transfer-Encoding: 8bit'], 'P\0NG'),
    ]);
    expect(mend(raw)).toMatchObject({
      applied: ['mime/nul found'],
      left: [{ finding: 'mime/nul found', why: { kind: 'file', part: '2' } }],
    });
    expect(mendedText(raw)).toContain('P\0NG');
    expect(mendedText(raw)).toContain('\r\n\r\nab\r\n');
  });

  test.each([
    ['Message-ID: 1@example.org', 'Message-ID: <1@example.org>'],
    ['Message-ID: <1@example.org', 'Message-ID: <1@example.org>'],
    ['List-Archive: https://example.org/list', 'List-Archive: <https://example.org/list>'],
    ['List-Help: mailto:help@example.org', 'List-Help: <mailto:help@example.org>'],
    ['List-Id: news.example.org', 'List-Id: <news.example.org>'],
  ])('%s gets its brackets', (field, wanted) => {
    expect(mendedText(letter({ fields: [field] }))).toContain(`\r\n${wanted}\r\n`);
  });

  test.each([
    ['From: Shop <a@example.org>', 'From:  Shop <a@example.org>', 'From: Shop <a@example.org>'],
    ['Date: Tue, 12 May 2026 15:47:14 +0000', 'Date: Tue, 12 May 2026\r\n 15:47:14 +0000', 'Date: Tue'],
  ])('%s stands twice, however it is folded', (one, other, kept) => {
    expect(mendedText(letter({ fields: [one, other] })).split(kept)).toHaveLength(2);
  });
});

describe('what stands before or on the text is mended, not the text', () => {
  test('a byte order mark goes, and nothing else', () => {
    const raw = letter({ body: 'Hello\r\n' });
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), raw]);
    expect(Buffer.from(mend(marked).raw).equals(raw)).toBe(true);
  });

  test.each([
    ['text/plain', 'Gr\u00fc\u00dfe aus K\u00f6ln\r\n'],
    ['text/html', '<!doctype html><html lang="de"><meta charset="utf-8"><p>Gr\u00fc\u00dfe</p></html>\r\n'],
  ])('UTF-8 that is called Latin-1: the label of %s, not the words nor what the HTML says', (type, body) => {
    const of = (charset: string) =>
      letter({
        without: ['content-type', 'content-transfer-encoding'],
        fields: [`Content-Type: ${type}; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'],
        body,
      });
    const fixed = fixMessage(of('iso-8859-1'), given, [...checks, ...htmlChecks]);
    expect(Buffer.from(fixed.raw).toString()).toBe(of('utf-8').toString());
  });
});

describe('lines over 998 octets', () => {
  const long = 'x'.repeat(1_200);
  const high = 'ä'.repeat(700);
  const textOf = (raw: Uint8Array): string => checkMessage(raw, given, []).view.texts[0]?.text ?? '';
  const linesOf = (raw: Uint8Array): readonly number[] =>
    Buffer.from(raw)
      .toString('latin1')
      .split('\r\n')
      .map(({ length }) => length);

  test.each([
    ['ASCII becomes quoted-printable', '8bit', `a\r\n${long} \r\n\r\n`, 'quoted-printable'],
    ['other letters become base64', '8bit', `a\r\n${high}\r\n`, 'base64'],
    ['7bit too', '7bit', `${long}\r\n`, 'quoted-printable'],
    [
      'quoted-printable is broken softly',
      'quoted-printable',
      `${'=C3=A4b'.repeat(200)}=\r\nend=20\r\n`,
      'quoted-printable',
    ],
    ['base64 gets lines of 76', 'base64', Buffer.from(high).toString('base64'), 'base64'],
  ])('%s', (_, transfer, body, wanted) => {
    const raw = letter({ fields: [`Content-Transfer-Encoding: ${transfer}`], body });
    const fixed = mend(raw);
    expect(fixed.applied.some((key) => /line-length too-long|base64 long-lines/.test(key))).toBe(true);
    expect(Math.max(...linesOf(fixed.raw))).toBeLessThanOrEqual(78);
    expect(textOf(fixed.raw)).toBe(textOf(raw));
    expect(Buffer.from(fixed.raw).toString('latin1')).toContain(`Content-Transfer-Encoding: ${wanted}\r\n`);
  });

  test('a field is folded at its white space, and unfolds to what it was', () => {
    const value = Array.from({ length: 80 }, (_, i) => `"Reader ${i}" <r${i}@example.com>`).join(', ');
    const raw = letter({ fields: [`To: ${value}`] });
    const fixed = mend(raw);
    expect(Math.max(...linesOf(fixed.raw))).toBeLessThanOrEqual(78);
    const to = checkMessage(fixed.raw, given, []).view.fields.find(({ key }) => key === 'to');
    expect(to?.rawValue).toBe(value);
  });

  test.each([
    ['a word alone is too long for a field', letter({ fields: [`X-Token: ${long}`] })],
    [
      'the message does not say that it is MIME',
      letter({ without: ['mime-version', 'content-type', 'content-transfer-encoding'], body: long }),
    ],
    [
      'it is a file',
      multipart('mixed', [
        textPartOf('x'),
        { ...filePart('a.bin'), head: ['Content-Type: image/png'], body: long },
      ]),
    ],
  ])('no fix where %s', (_, raw) => {
    const fixed = mend(raw);
    expect(fixed.applied).not.toContain('mime/line-length too-long');
    expect(fixed.undecided).toContain('mime/line-length too-long');
  });
});

test('of more faults alike than a check tells all are mended', () => {
  const body = '<p class="a" class="a">x</p>\r\n'.repeat(130);
  const raw = letter({
    without: ['content-type'],
    fields: ['Content-Type: text/html; charset=utf-8'],
    body: `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>\r\n${body}</body></html>\r\n`,
  });
  const fixed = fixMessage(raw, given, htmlChecks);
  expect(fixed.applied).toEqual(['html/attributes repeated']);
  expect(Buffer.from(fixed.raw).toString()).not.toContain('class="a" class="a"');
});

test('a fix that only moves more faults than are told is not taken for one that holds', () => {
  const place = (start: number) => ({
    part: '',
    line: 1,
    column: 1,
    raw: { start, end: start + 1 },
    snippet: '#',
  });
  const stubborn: MessageCheck = {
    id: 'headers/stubborn',
    sources: [],
    run: ({ raw }) =>
      [...Buffer.from(raw).toString('latin1').matchAll(/#/g)].slice(0, 50).map(({ index }) => ({
        outcome: 'fail',
        message: 'there',
        consequence: 'information',
        confidence: 1,
        data: {},
        receivers: [],
        place: place(index),
        // Puts something before the fault and leaves it.
        fixes: [{ kind: 'message', edit: { range: { start: index, end: index }, bytes: 'x', isSafe: true } }],
      })),
  };
  // What a fix changes in HTML is not compared: only the place of what is told next shows it.
  const fields = ['Content-Type: text/html; charset=utf-8'];
  const raw = letter({ without: ['content-type'], fields, body: '#\r\n'.repeat(80) });
  const fixed = fixMessage(raw, given, [stubborn]);
  expect(fixed.applied).toEqual([]);
  expect(Buffer.compare(fixed.raw, raw)).toBe(0);
});
