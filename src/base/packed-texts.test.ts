import { expect, test } from 'vitest';
import { packTexts, Unpacked } from './packed-texts.ts';

const texts = ['mailbox', '\ufeffa', '', 'ящик', '郵箱', 'a'];

test('each text comes back, whatever its letters', () => {
  const unpacked = new Unpacked(packTexts(texts), (text) => text);
  expect(texts.map((_, i) => unpacked.at(i))).toEqual(texts);
  expect(unpacked.length).toBe(texts.length);
  expect(new Unpacked(packTexts([]), (text) => text).length).toBe(0);
});

test('outside of it there is none', () => {
  const unpacked = new Unpacked(packTexts(texts), (text) => text);
  for (const index of [-1, texts.length]) expect(unpacked.at(index), `${index}`).toBeUndefined();
});

test('a value is made when it is wanted, and once', () => {
  const made: string[] = [];
  const unpacked = new Unpacked(packTexts(['{"a":1}', '{"b":2}']), (text) => {
    made.push(text);
    return JSON.parse(text) as unknown;
  });
  expect(made).toEqual([]);
  expect(unpacked.at(1)).toEqual({ b: 2 });
  expect(unpacked.at(1)).toBe(unpacked.at(1));
  expect(made).toEqual(['{"b":2}']);
});
