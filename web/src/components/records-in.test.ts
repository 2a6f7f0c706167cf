/** Records inside a sentence. */
import { expect, test } from 'vitest';
import { recordsIn } from './records-in.ts';

test.each([
  [
    'one that was evaluated',
    'If it is yours, this record lets it pass: v=spf1 ip4:192.0.2.7 include:_spf.example.net mx -all. If it is not, leave it.',
    ['v=spf1 ip4:192.0.2.7 include:_spf.example.net mx -all'],
  ],
  ['the same twice', 'v=spf1 a ~all, that is v=spf1 a ~all.', ['v=spf1 a ~all']],
  ['talk about one', 'The record v=spf1 -all says that example.org sends no mail.', []],
  [
    'how one begins and ends',
    'Publish one TXT record that begins with v=spf1 and names every server; end it with ~all until then.',
    [],
  ],
  ['none', '', []],
])('%s', (_, text, records) => {
  expect(recordsIn(text)).toEqual(records);
});

test('a long sentence takes no longer than its length', () => {
  const text = `v=spf1${' a'.repeat(50_000)}`;
  const begun = performance.now();
  expect(recordsIn(text.repeat(4))).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
