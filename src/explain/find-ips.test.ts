import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findIps } from './find-ips.ts';

test.each([
  ['Client host [192.0.2.7] blocked', ['192.0.2.7']],
  ['192.0.2.7:25 and 2001:db8::1, again 192.0.2.7.', ['192.0.2.7', '2001:db8::1']],
  ['version 1.2.3.4.5 at 12:30', []],
  ['550 5.7.1 300.1.1.1', []],
  ['arn:aws:iam::1234:user, seen at [::1]', []],
  ['IP:192.0.2.9 source:192.0.2.10:25', ['192.0.2.9', '192.0.2.10']],
  ['::ffff:192.0.2.9', ['::ffff:192.0.2.9']],
  ['Invalid HELO name (See RFC2821 4.1.1.1)', []],
  ['see section 4.5.3.1 of RFC 5321, § 4.1.1.1', []],
  ['Sendmail version 8.14.4.1 at rfc 2821 of 192.0.2.9', ['192.0.2.9']],
  ['your relay 4.1.1.1 and dev 192.0.2.9', ['4.1.1.1', '192.0.2.9']],
])('%s', (text, expected) => {
  expect(findIps(text, 10)).toEqual(expected);
});

test('only addresses come out, whatever the text', () => {
  fc.assert(fc.property(fc.string(), (text) => findIps(text, 5).every((ip) => isIP(ip) !== 0)));
});
