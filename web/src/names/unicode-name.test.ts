/** Names read back from Punycode; the samples are those of RFC 3492 §7.1 and of our own. */
import { domainToASCII } from 'node:url';
import { expect, test } from 'vitest';
import { unicodeName } from './unicode-name.ts';

test.each([
  'münchen.example',
  'straße-und-bär.example',
  'пример.example',
  '他们为什么不说中文.example',
  'اختبار.example',
  'bücher.märkte.example',
])('%s', (name) => {
  expect(unicodeName(domainToASCII(name))).toBe(name);
});

test.each([
  ['no such label', 'mail.example.org'],
  ['an address', '2001:db8::7'],
  ['a label that is cut', 'xn--mnchen-3.example'],
  ['a label with a letter that is none', 'xn--mnchen_3ya.example'],
  ['one that runs beyond all letters', 'xn--99999999.example'],
  ['a mark that turns text around', 'xn--ab-h4t.example'],
  ['nothing', ''],
])('%s stays as it is', (_, name) => {
  expect(unicodeName(name)).toBe(name);
});
