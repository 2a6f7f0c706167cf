import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeInHeader, placeInRaw, placeInText, readMailView } from './index.ts';

const crlf = (...lines: readonly string[]) => Buffer.from(lines.join('\r\n'));

/** A message with one text part in the given encodings. */
function messageOf(text: string, transfer: string, charset = 'utf-8'): Buffer {
  const bytes = Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1');
  const body =
    transfer === 'base64'
      ? (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')
      : transfer === 'quoted-printable'
        ? [...bytes]
            .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
            .join('')
            .replaceAll(/(.{72})/g, '$1=\r\n')
        : bytes.toString('latin1');
  const head = [
    'From: a@example.org',
    `Content-Type: text/html; charset=${charset}`,
    `Content-Transfer-Encoding: ${transfer}`,
    '',
    '',
  ];
  return Buffer.concat([crlf(...head), Buffer.from(body, 'latin1')]);
}

describe('places', () => {
  test.each([
    ['8bit', 'utf-8'],
    ['base64', 'utf-8'],
    ['quoted-printable', 'utf-8'],
    ['8bit', 'iso-8859-1'],
  ])('a word is found again in the raw bytes through %s, %s', (transfer, charset) => {
    const text = `<p>Grüße aus Köln</p>\r\n<a href="https://example.org/ä">${'x'.repeat(600)}</a>`;
    const raw = messageOf(text, transfer, charset);
    const view = readMailView(raw);
    const part = view.texts[0];
    if (part === undefined) throw new Error('no text part');
    const at = part.text.indexOf('https://');
    const place = placeInText(view, part, at, at + 19);
    const slice = raw.subarray(place.raw.start, place.raw.end).toString('latin1');
    const decoded =
      transfer === 'base64'
        ? Buffer.from(slice, 'base64').toString()
        : transfer === 'quoted-printable'
          ? Buffer.from(slice.replaceAll(/=\r\n/g, '').replaceAll('=', ''), 'hex').toString()
          : Buffer.from(slice, 'latin1').toString(charset === 'utf-8' ? 'utf8' : 'latin1');
    expect(decoded).toContain('https://example.org');
    expect(place.snippet).toBe('https://example.org');
  });

  test.each([
    ['UTF-8', Buffer.from('Grüße'), 'Grüße'],
    ['UTF-8 whose last character is cut', Buffer.from('Grüß').subarray(0, -1), 'Grü'],
    ['Latin-1', Buffer.from('Grüße', 'latin1'), 'Grüße'],
  ])('raw bytes are shown as %s', (_, bytes, shown) => {
    const raw = Buffer.concat([crlf('From: a@example.org', '', ''), bytes]);
    const place = placeInRaw(readMailView(raw), { start: raw.length - bytes.length, end: raw.length });
    expect(place.snippet).toBe(shown);
  });

  test('a header field knows line, column and bytes', () => {
    const raw = crlf('From: a@example.org', 'Subject: hello', '', 'x');
    const view = readMailView(raw);
    const field = view.fields[1];
    if (field === undefined) throw new Error('no field');
    expect(placeInHeader(view, field)).toMatchObject({
      header: 'Subject',
      line: 2,
      column: 1,
      snippet: 'Subject: hello',
    });
    expect(placeInRaw(view, { start: 21, end: 28 })).toMatchObject({
      line: 2,
      column: 1,
      snippet: 'Subject',
    });
  });
});

describe('parts', () => {
  test('text to be read, and attachments', () => {
    const raw = crlf(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'hello',
      '--b',
      'Content-Type: text/csv; name=a.csv',
      'Content-Disposition: attachment; filename=a.csv',
      '',
      '1,2',
      '--b--',
      '',
    );
    const view = readMailView(raw);
    expect(view.texts.map(({ kind, text }) => [kind, text])).toEqual([['plain', 'hello']]);
    expect(view.attachments.map(({ filename }) => filename)).toEqual(['a.csv']);
  });
});

test('any bytes are read without a throw, and every place lies in the message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(600), fc.nat(600), (bytes, a, b) => {
      const view = readMailView(bytes);
      for (const text of view.texts) {
        const range = text.rawRangeOf(Math.min(a, b), Math.max(a, b));
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(bytes.length);
      }
    }),
  );
});
