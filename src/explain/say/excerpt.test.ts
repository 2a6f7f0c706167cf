import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

const quotedIn = (text: string, ...words: readonly string[]) =>
  words.map((one) => ({ text: one, start: text.indexOf(one), end: text.indexOf(one) + one.length }));
const STORY = 'We moved our mail server to another host last week and everything looked fine at first. ';
const long = (middle: string): string => `${STORY}${STORY}${middle} ${STORY}${STORY}`;

test('of a long story the sentence that decided', () => {
  const text = long('Now every message to one domain is refused because the mailbox is full!');
  expect(excerptOf(text, quotedIn(text, 'mailbox is full'))).toBe(
    '… Now every message to one domain is refused because the mailbox is full! …',
  );
});

test('several, in order, and what lies between is marked', () => {
  const full = 'It says that the mailbox is full.';
  const again = 'Try again later, says the next line.';
  const text = `${STORY}${full} ${STORY}${STORY}${again} ${STORY}`;
  expect(excerptOf(text, quotedIn(text, 'mailbox is full', 'Try again'))).toBe(`… ${full} … ${again} …`);
});

test('few words stand with what is beside them, and a reply with its beginning', () => {
  const few = `${STORY.repeat(4)}Message rejected. See p=1. Bye. ${STORY.repeat(4)}`;
  expect(excerptOf(few, quotedIn(few, 'p=1'))).toBe('… Message rejected. See p=1. Bye. …');
  const reply = `550 5.7.1 Refused. ${STORY.repeat(6)}Our filter took it for spam, as the page behind this link explains.`;
  expect(excerptOf(reply, quotedIn(reply, 'for spam'), { withFirst: true })).toBe(
    '550 5.7.1 Refused. … Our filter took it for spam, as the page behind this link explains.',
  );
});

test('a line is a piece, and a long one is cut from word to word', () => {
  const text = `${'first '.repeat(80)}the mailbox is full ${'then '.repeat(80)}`;
  const excerpt = excerptOf(text, quotedIn(text, 'the mailbox is full'));
  expect(excerpt).toMatch(/^… (?:first )+the mailbox is full (?:then )*then …$/);
  expect(excerpt.length).toBeLessThan(260);
});

test('a short text, one of which nothing is known, and one that would hardly be shorter are whole', () => {
  const short = 'The mailbox is full. Try again.';
  expect(excerptOf(short, quotedIn(short, 'mailbox'))).toBe(short);
  const text = long('The mailbox is full.');
  expect(excerptOf(text, [])).toBe(text);
  const all = `${'a mailbox is full '.repeat(13)}. ${'x '.repeat(45)}`;
  expect(excerptOf(all, quotedIn(all, 'a mailbox'))).toBe(all);
});

test('never longer than the text and its marks, whatever decided', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 900 }), fc.nat(900), fc.nat(80), (text, start, length) => {
      const quoted = [{ text: '', start, end: start + length }];
      expect(excerptOf(text, quoted).length).toBeLessThanOrEqual(text.length + 8);
    }),
  );
});
