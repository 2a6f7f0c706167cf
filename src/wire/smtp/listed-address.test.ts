import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listedAddressBefore } from './listed-address.ts';

const before = (text: string) => {
  const found = listedAddressBefore(text, 0, text.length);
  return found && [found.address, text.slice(0, found.start)];
};

test.each<readonly [text: string, ahead: string]>([
  ['a@example.org ', ''],
  ['<a@example.org>: ', ''],
  ['* a@example.org - ', ''],
  ['2) a@example.org\t', ''],
  ['"a@example.org","', ''],
  ['Liste: a@example.org ', ''],
  ['user unknown, rcpt a@example.org ', 'user unknown,'],
  ['me@example.net -> a@example.org: ', ''],
  ['a@example.org => ', ''],
  ['a@example.org failed: ', ''],
  ['a@example.org (', ''],
  ['user unknown; a@example.org: ', 'user unknown;'],
  ['user unknown\na@example.org, ', 'user unknown\n'],
  ['a@example.org failed with ', ''],
  ['a@example.org, reason: ', ''],
  ['a@example.org -- reason: ', ''],
  ['The following recipients failed: a@example.org: ', ''],
  ['could not deliver to a@example.org: ', ''],
  ["smtplib.SMTPRecipientsRefused: {'a@example.org': (", ''],
])('%j', (text, ahead) => {
  expect(before(text)).toEqual(['a@example.org', ahead]);
});

test.each([
  '',
  'no such user a@example.org ',
  'MAIL FROM:<a@example.org> ',
  'Sender: a@example.org ',
  'from=<a@example.org>: ',
  'a@example.org is unknown: ',
  'a@example.org\n',
  'b@example.org,a@example.org,',
  'b@example.org;a@example.org;',
  'Envelope a@example.org: ',
  'using a@example.org: ',
  'the mail was sent from a@example.org: ',
])('names nobody: %j', (text) => {
  expect(before(text)).toBeUndefined();
});

test('what is longer than an item has no beginning', () => {
  expect(before(`${'x'.repeat(500)}a@example.org `)).toBeUndefined();
});

test('never before the floor', () => {
  const piece = fc.constantFrom('a@example.org', ';', '\n', ': ', ' ', '<', '>', 'x', '1. ');
  fc.assert(
    fc.property(fc.array(piece), fc.nat(20), (pieces, floor) => {
      const text = pieces.join('');
      const found = listedAddressBefore(text, floor, text.length);
      if (found !== undefined) expect(found.start).toBeGreaterThanOrEqual(Math.min(floor, text.length));
    }),
  );
});
