/** Marks of direction are seen and do nothing. */
import { expect, test } from 'vitest';
import { showMarks, withMarksShown } from './show-marks.ts';

const RLO = String.fromCharCode(0x202e);
const PDI = String.fromCharCode(0x2069);
const ALM = String.fromCharCode(0x061c);
const SHY = String.fromCharCode(0x00ad);

test.each([
  ['', ''],
  ['a subject', 'a subject'],
  [`gnp${RLO}exe`, 'gnp⟨U+202E⟩exe'],
  [`${PDI}${ALM}`, '⟨U+2069⟩⟨U+061C⟩'],
  ['שלום', 'שלום'],
  [SHY, SHY],
])('%j', (text, said) => {
  expect(showMarks(text)).toBe(said);
});

test('in all texts of a document, but not where places are counted', () => {
  const document = {
    words: { label: `a${RLO}`, quote: `b${RLO}`, list: [{ detail: `c${RLO}` }] },
    n: 1,
    no: null,
  };
  expect(withMarksShown(document)).toEqual({
    words: { label: 'a⟨U+202E⟩', quote: `b${RLO}`, list: [{ detail: 'c⟨U+202E⟩' }] },
    n: 1,
    no: null,
  });
});

test('a document without any is not copied', () => {
  const document = { words: { label: 'a', list: ['b'] } };
  expect(withMarksShown(document)).toBe(document);
});
