import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeEncodedWords } from '../../../wire/message/index.ts';
import { letter, run } from '../testing.ts';
import { headerChecks } from './all.ts';
import { encodedWordsOf, encodeWords } from './encoded-words.ts';
import { formatMailDate, parseMailDate } from './mail-date.ts';

test('a date that is written is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const date = parseMailDate(formatMailDate(seconds * 1_000));
      expect(date).toMatchObject({ epochMs: seconds * 1_000, isObsolete: false, isWrongDay: false });
    }),
  );
});

test('any text is read as a date or a fault', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 250 }), (text) => {
      const date = parseMailDate(text);
      expect(typeof date === 'string' || Number.isFinite(date.epochMs)).toBe(true);
    }),
  );
});

test('encoded words say what was encoded, in words of at most 75 and lines of at most 76 characters', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 70 }), (text, used) => {
      const clean = text.replaceAll(/[\p{Cc}\p{Cs}]/gu, 'x');
      const written = encodeWords(clean, '\r\n', used);
      for (const { start, end } of encodedWordsOf(written)) expect(end - start).toBeLessThanOrEqual(75);
      const [first = '', ...others] = written.split('\r\n');
      for (const line of [' '.repeat(used) + first, ...others]) expect(line.length).toBeLessThanOrEqual(76);
      expect(decodeEncodedWords(written.replaceAll('\r\n', '').trim())).toBe(clean);
    }),
  );
});

test('no header makes a check throw or say more than 50 things', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'From',
      ':',
      ' ',
      '<',
      '>',
      '@',
      '"',
      '=?utf-8?q?a?=',
      'example.org',
      '\r\n',
      '\0',
      'Date',
      ',',
      '(',
      'é',
      '\\',
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      for (const raw of [
        Buffer.from(text),
        letter({ fields: [`To: ${text}`, `Subject: ${text}`, `Date: ${text}`] }),
      ])
        for (const check of headerChecks) expect(run(check, raw).length).toBeLessThanOrEqual(50);
    }),
  );
});
