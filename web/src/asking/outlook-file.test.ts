/** Which files are Outlook's. */
import { expect, test } from 'vitest';
import { isOutlookFile } from './outlook-file.ts';

const container = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0);
const text = new TextEncoder().encode('From: a@example.org');

test.each([
  ['a saved message', 'refused.msg', container, true],
  ['a template, in capitals', 'LETTER.OFT', container, true],
  ['another container, such as a document', 'letter.doc', container, false],
  ['a message that is only called so', 'refused.msg', text, false],
  ['an empty file', 'refused.msg', new Uint8Array(), false],
])('%s', (_, name, head, isOne) => {
  expect(isOutlookFile(name, head)).toBe(isOne);
});
