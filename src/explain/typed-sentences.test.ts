/** What people type themselves, without a reply of any server. */
import { expect, test } from 'vitest';
import { explained, said } from './testing.ts';

test.each([
  'my mail to gmail goes to spam',
  'Meine Mails landen bei Gmail im Spam',
  'Why do my emails go to junk?',
])('%s: it was not refused', async (text) => {
  const { class: kind, fixes } = await explained(text);
  const ids = fixes.map(({ id }) => id);
  expect(kind).toBe('notice');
  expect((await said(text)).headline).toContain('not refused');
  expect(ids[0]).toBe('content/read-result');
  expect(ids).not.toContain('ask/false-positive');
});

test('what a server says of the folder for spam is a refusal', async () => {
  const { class: kind, told } = await explained('550 5.7.1 Mail that goes to spam is refused here');
  expect(kind).not.toBe('notice');
  expect(told?.facts ?? []).not.toContain('content/filed');
});

test('a code of one failed check counts for more than words that were cut off', async () => {
  const { category } = await explained('550 5.7.26 This mail has been blocked because the sender is unauth');
  expect(category).toBe('auth.unauthenticated');
});
