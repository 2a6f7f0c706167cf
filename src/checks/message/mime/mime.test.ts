import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { compoundOf, zipOf } from '../../../wire/archive/testing.ts';
import { applySafeFixes, filePart, letter, multipart, run, said, textPartOf } from '../testing.ts';
import { mimeChecks } from './all.ts';
import { firstInvalidUtf8 } from './utf-8-fault.ts';

type Case = readonly [id: string, raw: Buffer, expected: readonly string[]];

const words =
  'parcels books harbour lamp window garden silver orange paper stone river bread cloud forest music winter travel morning evening letter candle bridge'.split(
    ' ',
  );
const html = (text: string) => textPartOf(`<p>${text}</p>`, 'html');
const text = textPartOf('hello');
const typed = (type: string, body: string | Buffer, encoding = '8bit') =>
  letter({ fields: [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`], body });
const file = (name: string, bytes?: Uint8Array) => multipart('mixed', [text, filePart(name, bytes)]);
/** The beginning of a program for Windows. */
const program = Buffer.from('MZ'.padEnd(64, '\0'));
const unclosed = letter({
  without: ['content-transfer-encoding'],
  fields: ['Content-Type: multipart/mixed; boundary=b1'],
  body: '--b1\r\nContent-Type: text/plain\r\n\r\nhello\r\n',
});

const cases: readonly Case[] = [
  ['boundary', multipart('mixed', [text]), ['pass closed']],
  ['boundary', unclosed, ['fail rendering not-closed']],
  ['boundary', typed('multipart/mixed', 'hello', '7bit'), ['fail rendering missing']],
  ['boundary', typed('multipart/mixed; boundary=zz', 'hello', '7bit'), ['fail rendering not-found']],
  [
    'boundary',
    typed(
      `multipart/mixed; boundary="${'b'.repeat(80)}"`,
      `--${'b'.repeat(80)}\r\n\r\nx\r\n--${'b'.repeat(80)}--\r\n`,
      '7bit',
    ),
    ['fail rendering too-long'],
  ],
  [
    'boundary',
    typed('multipart/mixed; boundary="b*1"', '--b*1\r\n\r\nx\r\n--b*1--\r\n', '7bit'),
    ['fail rendering characters'],
  ],
  [
    'boundary',
    typed(
      'multipart/mixed; boundary=b1',
      '--b1\r\nContent-Type: text/plain\r\n\r\nIt is cut\r\n--b1\r\nin the middle\r\n--b1--\r\n',
      '7bit',
    ),
    ['fail rendering in-content'],
  ],
  // RFC 2046 §5.1: a part may have no header at all.
  ['boundary', multipart('mixed', [text, { head: [], body: 'the rest' }]), ['pass closed']],
  ['boundary', multipart('mixed', [{ head: [], body: 'the notice' }, text]), ['pass closed']],
  [
    'structure',
    multipart(
      'mixed',
      Array.from({ length: 260 }, () => text),
    ),
    ['fail policy many-parts'],
  ],
  ['content-type', typed('text plain', 'x'), ['fail score unreadable']],
  ['content-type', typed('text/plain', 'x'), ['pass readable']],
  [
    'content-type',
    multipart('mixed', [text, { head: ['Content-Type: application/octet-stream'], body: 'x' }]),
    ['fail score no-disposition'],
  ],
  [
    'content-type',
    multipart('encrypted; protocol="application/pgp-encrypted"', [
      { head: ['Content-Type: application/pgp-encrypted'], body: 'Version: 1' },
      {
        head: [
          'Content-Type: application/octet-stream; name=encrypted.asc',
          'Content-Disposition: inline; filename=encrypted.asc',
        ],
        body: 'x',
      },
    ]),
    ['pass readable'],
  ],
  ['charset', typed('text/plain', 'Grüße'), ['fail rendering missing']],
  ['charset', typed('text/plain; charset=klingon', 'x'), ['fail rendering unknown']],
  [
    'charset',
    typed('text/plain; charset=utf-8', Buffer.from('Gr\xfc\xdfe', 'latin1')),
    ['fail rendering undecodable'],
  ],
  ['charset', typed('text/plain; charset=us-ascii', 'Grüße'), ['fail rendering is-utf-8']],
  ['charset', typed('text/plain; charset="ISO-8859-1"', 'Grüße'), ['fail rendering is-utf-8']],
  ['charset', typed('text/plain; charset=windows-1251', 'Привет'), ['fail rendering is-utf-8']],
  ['charset', typed('text/plain; charset=iso-8859-1', 'plain letters'), ['pass decodes']],
  [
    'charset',
    typed('text/plain; charset=us-ascii', Buffer.from('Gr\xfc\xdfe', 'latin1')),
    ['fail rendering not-ascii'],
  ],
  [
    'charset',
    typed('text/plain; charset=iso-8859-1', Buffer.from('Gr\xfc\xdfe', 'latin1')),
    ['pass decodes'],
  ],
  ['transfer-encoding', typed('text/plain', 'x', 'zip'), ['fail rendering unknown']],
  ['transfer-encoding', typed('text/plain', 'x', 'x-uuencode'), ['fail rendering uuencode']],
  [
    'transfer-encoding',
    multipart('mixed', [text], ['Content-Transfer-Encoding: base64']),
    ['fail rendering on-multipart'],
  ],
  ['seven-bit', typed('text/plain; charset=utf-8', 'Grüße', '7bit'), ['fail score said-7bit']],
  ['seven-bit', letter({ without: ['content-transfer-encoding'], body: 'Grüße' }), ['fail score not-said']],
  ['seven-bit', typed('text/plain; charset=utf-8', 'Grüße'), ['pass as-said']],
  ['base64', typed('text/html', Buffer.from('Grüße').toString('base64'), 'base64'), ['pass well-formed']],
  ['base64', typed('image/png', 'aGVs*bG8=', 'base64'), ['fail rendering garbage']],
  ['base64', typed('image/png', 'aGVsbG8', 'base64'), ['fail rendering cut']],
  [
    'base64',
    typed('image/png', Buffer.alloc(300, 7).toString('base64'), 'base64'),
    ['fail score long-lines'],
  ],
  ['base64', typed('text/plain', Buffer.from('hello').toString('base64'), 'base64'), ['fail score needless']],
  ['quoted-printable', typed('text/plain', 'a=20b=\r\nc', 'quoted-printable'), ['pass well-formed']],
  ['quoted-printable', typed('text/plain', 'a=b', 'quoted-printable'), ['fail rendering bad-escape']],
  ['quoted-printable', typed('text/plain', 'Grüße', 'quoted-printable'), ['fail rendering eight-bit']],
  [
    'quoted-printable',
    typed('text/plain', 'x'.repeat(80), 'quoted-printable'),
    ['fail information long-line'],
  ],
  ['line-length', letter({ body: 'x'.repeat(998) }), ['fail information over-78']],
  ['line-length', letter({ body: 'x'.repeat(999) }), ['fail policy too-long']],
  [
    'line-length',
    letter({ fields: ['X-Mailer: Apple Mail (2.3774)'], body: 'x'.repeat(90) }),
    ['pass within'],
  ],
  [
    'line-length',
    letter({ fields: ['X-Mailer: send.php'], body: 'x'.repeat(90) }),
    ['fail information over-78'],
  ],
  ['line-ends', letter({ lineEnd: '\n' }), ['pass together']],
  ['line-ends', letter({ body: 'a\rb\r\n' }), ['fail policy bare-cr']],
  ['line-ends', letter({ body: 'a\nb\r\n' }), ['fail policy bare-lf']],
  ['line-ends', letter({ lineEnd: '\n', body: 'a\r\nb\n' }), ['fail policy mixed']],
  ['nul', letter({ body: 'a\0b' }), ['fail score found']],
  ['text-part', typed('text/html', '<p>x'), ['fail score html-only']],
  ['text-part', multipart('alternative', [html('x')]), ['fail score alternative-without-text']],
  ['text-part', multipart('alternative', [text]), ['fail score alternative-without-html']],
  ['text-part', multipart('alternative', [text, html('hello')]), ['pass both']],
  ['alternative-order', multipart('alternative', [html('x'), text]), ['fail rendering html-first']],
  [
    'parts-differ',
    multipart('alternative', [textPartOf(words.join('\r\n')), html(words.join(' '))]),
    ['pass alike'],
  ],
  [
    'parts-differ',
    multipart('alternative', [textPartOf('something else'), html(words.join(' '))]),
    ['fail score differ'],
  ],
  ['parts-differ', multipart('alternative', [text, html('bees fly')]), ['fail score nothing-shared']],
  [
    'parts-differ',
    multipart('alternative', [textPartOf('bees fly'), html('bees fly')]),
    ['not-applicable few-words'],
  ],
  [
    'parts-differ',
    multipart('alternative', [
      textPartOf('bees fly'),
      { head: ['Content-Type: text/x-amp-html; charset=utf-8'], body: `<p>bees fly ${words.join(' ')}</p>` },
      html('bees fly'),
    ]),
    ['fail score much-more-text'],
  ],
  // The title is a word of the page.
  [
    'parts-differ',
    multipart('alternative', [text, textPartOf('<title>hello</title><p>bees</p>', 'html')]),
    ['not-applicable few-words'],
  ],
  // Not alternatives: a letter and a page beside it.
  ['parts-differ', multipart('mixed', [text, html('bees fly')]), ['not-applicable few-words']],
  ['empty-part', letter({ body: ' \r\n' }), ['fail score message']],
  ['empty-part', multipart('alternative', [textPartOf(''), html('x')]), ['fail rendering text']],
  ['empty-part', file('a.csv', Buffer.alloc(0)), ['fail rendering attachment']],
  [
    'related-root',
    multipart('related', [{ head: ['Content-Type: image/png'], body: 'x' }, html('x')]),
    ['fail rendering no-document'],
  ],
  ['related-root', multipart('related; start="<a@b>"', [html('x')]), ['fail rendering start-not-found']],
  ['related-root', multipart('related', [html('x')]), ['pass root-first']],
  ['filename', file('Rechnung \u202Efdp.exe'), ['fail score deceiving', 'fail rendering eight-bit']],
  ['filename', file('../a.csv'), ['fail rendering path']],
  ['filename', file('=?utf-8?q?a?=.csv'), ['fail information encoded-word']],
  ['blocked-type', file('setup.exe.gz'), ['fail refused blocked']],
  ['blocked-type', file('Report.DOCX', zipOf([{ name: 'word/document.js' }])), ['pass allowed']],
  ['blocked-type', file('a.zip', zipOf([{ name: 'a.txt' }])), ['pass allowed']],
  ['risky-file', file('invoice.pdf.exe'), ['fail score double']],
  ['risky-file', file('settings.reg'), ['fail score kind']],
  ['risky-file', file('plan.docm'), ['fail information macro']],
  ['risky-file', file('plan.docx', zipOf([{ name: 'word/vbaProject.bin' }])), ['fail information macro']],
  ['risky-file', file('a.zip', zipOf([{ name: 'a.txt', isEncrypted: true }])), ['fail score encrypted']],
  ['risky-file', file('a.zip', zipOf([{ name: 'b.zip' }])), ['fail score nested']],
  ['risky-file', file('order.html'), ['fail information html']],
  ['risky-file', file('logo.svg'), ['fail information svg']],
  ...(
    [
      ['plan.doc', compoundOf(['Root Entry', 'WordDocument']), 'pass harmless'],
      ['plan.doc', compoundOf(['Root Entry', 'Macros', 'VBA']), 'fail information macro'],
      ['plan.xls', compoundOf(['Root Entry', 'a', 'b', 'c', '_VBA_PROJECT_CUR']), 'fail information macro'],
      ['plan.docx', compoundOf(['Root Entry', 'EncryptedPackage']), 'fail information locked'],
      ['plan.doc', compoundOf(['Root Entry']).subarray(0, 1100), 'unknown not-looked-into'],
      ['plan.doc', Buffer.from('{\\rtf1 hello}'), 'unknown not-looked-into'],
      ['plan.rar', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), 'unknown not-looked-into'],
      ['plan.7z', Buffer.from('377abcaf271c0004', 'hex'), 'unknown not-looked-into'],
      ['plan.tar.gz', Buffer.from('1f8b0800', 'hex'), 'unknown not-looked-into'],
      // Whatever it is called.
      ['plan.pdf', Buffer.from('Rar!\x1a\x07\0', 'latin1'), 'unknown not-looked-into'],
      ['plan.zip', Buffer.from('PK\x03\x04 and no more'), 'unknown not-looked-into'],
      ['plan.txt', program, 'fail information program'],
      ['plan.txt', Buffer.from('MZ is how it begins'), 'pass harmless'],
    ] as const
  ).map(([name, bytes, said]): Case => ['risky-file', file(name, bytes), [said]]),
  ['blocked-type', file('plan.rar', Buffer.from('Rar!\x1a\x07\0', 'latin1')), ['unknown not-looked-into']],
  ['blocked-type', file('setup.exe.gz', Buffer.from('1f8b0800', 'hex')), ['fail refused blocked']],
  ['risky-file', file('order.pdf'), ['pass harmless']],
];

const checkOf = (name: string): MessageCheck => {
  const found = mimeChecks.find(({ id }) => id === `mime/${name}`);
  if (found === undefined) throw new Error(`no check mime/${name}`);
  return found;
};

test.each(cases.map(([id, raw, expected]) => [id, expected.join(', '), raw, expected] as const))(
  '%s: %s',
  (id, _, raw, expected) => {
    expect(said(checkOf(id), raw)).toEqual(expected);
  },
);

test.each(cases.map(([id, raw]) => [id, raw] as const))(
  '%s: places lie in the message, and safe fixes take the finding away and bring none',
  (id, raw) => {
    const before = mimeChecks.flatMap((check) =>
      run(check, raw).map((draft) => ({ id: check.id, ...draft })),
    );
    for (const { place } of before) {
      if (place === undefined) continue;
      expect(place.raw.end).toBeLessThanOrEqual(raw.length);
      expect(place.snippet.length).toBeLessThanOrEqual(80);
      if (place.header !== undefined)
        expect(raw.subarray(place.raw.start).toString('latin1').startsWith(place.header)).toBe(true);
    }
    const own = run(checkOf(id), raw).filter(({ fixes }) =>
      fixes.some((fix) => fix.kind === 'message' && fix.edit.isSafe),
    );
    if (own.length === 0) return;
    const fixed = applySafeFixes(raw, own);
    const keys = before.filter(({ outcome }) => outcome === 'fail').map((one) => `${one.id} ${one.message}`);
    const after = mimeChecks.flatMap((check) =>
      run(check, fixed).flatMap(({ outcome, message }) =>
        outcome === 'fail' ? [`${check.id} ${message}`] : [],
      ),
    );
    for (const key of after) expect(keys).toContain(key);
    for (const { message } of own) expect(after).not.toContain(`mime/${id} ${message}`);
  },
);

describe('bytes that are no UTF-8', () => {
  test('are found where a strict decoder stops', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        let isValid = true;
        try {
          new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
          // What the decoder refuses is what is looked for.
          isValid = false;
        }
        expect(firstInvalidUtf8(bytes) < 0).toBe(isValid);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('no bytes make a check throw or say more than 50 things', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '--b1',
      '\r\n',
      '\n',
      '\r',
      '=',
      '=?',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: base64',
      'é',
      '\0',
      '--',
      'x',
      '<p>',
    ),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const body = parts.join('');
      for (const raw of [
        Buffer.from(body),
        letter({ fields: ['Content-Type: multipart/mixed; boundary=b1'], body }),
        typed('text/html; charset=utf-8', body, 'quoted-printable'),
        typed('text/plain', body, 'base64'),
      ])
        for (const check of mimeChecks) expect(run(check, raw).length).toBeLessThanOrEqual(50);
    }),
  );
});
