import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LikenessModel, openLikeness, piecesOf, rememberPieces, sharesOf } from './likeness.ts';

const PLACES = 64;
const pieces = (words: readonly string[], codes = {}, concepts: readonly string[] = []) =>
  piecesOf({ words, concepts }, codes, PLACES, rememberPieces());
const placesOf = (words: readonly string[], codes = {}, concepts: readonly string[] = []) =>
  new Set(pieces(words, codes, concepts).places);

describe('the pieces of a text', () => {
  test.each([
    ['words that no rule knows', ['', '']],
    ['addresses, IPs, numbers and ids', ['<addr>', '<ip>', '550', 'x1b2']],
    ['a word longer than forty letters', ['a'.repeat(41)]],
  ])('%s say nothing', (_, words) => {
    expect(pieces(words, { replyCode: 550 })).toEqual({ places: [], weights: [], words: 0 });
  });

  test('a word shares pieces with its forms, and a code counts beside words', () => {
    const rejected = placesOf(['rejected']);
    expect([...placesOf(['rejection'])].filter((place) => rejected.has(place)).length).toBeGreaterThan(5);
    expect(placesOf(['rejected'], { replyCode: 550 }).size).toBeGreaterThan(rejected.size);
  });

  test('what the words speak of counts, and in which order', () => {
    const plain = placesOf(['word']);
    const named = placesOf(['word'], {}, ['mailbox', 'unknown']);
    expect(named.size).toBeGreaterThan(plain.size);
    expect(placesOf(['word'], {}, ['unknown', 'mailbox'])).not.toEqual(named);
    expect(pieces([''], {}, ['mailbox']).places).toEqual([]);
  });

  test('characters without spaces count in pairs', () => {
    expect(pieces(['用', '户', '不', '存']).words).toBe(2);
  });

  test('four hundred words are read', () => {
    const many = Array.from({ length: 600 }, () => 'word');
    expect(pieces(many).words).toBe(400);
  });

  test('every vector is as long as any other', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 500 }), (words) => {
        const { places, weights } = pieces(words, { replyCode: 550 });
        expect(places.every((place) => place >= 0 && place < PLACES)).toBe(true);
        if (places.length > 0) expect(Math.hypot(...weights)).toBeCloseTo(1.4, 6);
      }),
    );
  });
});

test('shares are of one whole, and the row that stands for every text counts for a text without words', () => {
  const rows = Float64Array.from([0, 0, 1, 3]);
  const shares = sharesOf({ places: [], weights: [], words: 0 }, rows, 2, 1);
  expect(shares[0]).toBeCloseTo(1 / (1 + Math.exp(2)), 9);
  expect(shares[1]).toBeCloseTo(1 - 1 / (1 + Math.exp(2)), 9);
});

test('a model answers the category that the pieces of the words stand for', () => {
  const categories = ['content.spam', 'recipient.full'];
  const weights = new Int8Array((PLACES + 1) * 2);
  const full = placesOf(['mailbox', 'full']);
  for (const place of placesOf(['spam'])) if (!full.has(place)) weights[place * 2] = 100;
  for (const place of full) weights[place * 2 + 1] = 100;
  const model: LikenessModel = {
    categories,
    places: PLACES,
    scale: 0.1,
    weights,
  };
  const judge = openLikeness(model);
  const says = (...words: string[]) => judge({ words, concepts: [] }, {});
  expect(says('mailbox', 'full')).toMatchObject({ category: 'recipient.full', words: 2 });
  expect(says('mailbox', 'full')?.shareOf('recipient.full')).toBeGreaterThan(0.5);
  expect(says('spam')?.category).toBe('content.spam');
  expect(says('spam')?.shareOf('auth.spf')).toBe(0);
  expect(says('<addr>')).toBeUndefined();
});
