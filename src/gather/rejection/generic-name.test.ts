import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGenericName } from './generic-name.ts';

test.each([
  ['mail.example.org', '192.0.2.7', false],
  ['mx7.example.org', '192.0.2.7', false],
  ['a2-7.smtp-out.example.com', '192.0.2.7', false],
  ['mail-192.example.org', '192.0.2.7', false],
  ['dynamics.example.org', '192.0.2.7', false],
  ['192-0-2-7.example.net', '192.0.2.7', true],
  ['ip-192-0-2-7.eu.compute.example.net', '192.0.2.7', true],
  ['7.2.0.192.bc.example.net', '192.0.2.7', true],
  ['host-2-0-192.example.net', '192.0.2.7', true],
  ['c0000207.example.net', '192.0.2.7', true],
  ['h192000002007.example.net', '192.0.2.7', true],
  ['dsl.example.net', '192.0.2.7', true],
  ['pc12.dyn.example.net.', '192.0.2.7', true],
  ['dhcp5.example.net', '192.0.2.7', true],
  ['mail.example.org', '2001:db8::7', false],
  ['2001-0db8-0000-0000-0000-0000-0000-0007.example.net', '2001:db8::7', true],
  ['7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.example.net', '2001:db8::7', true],
])('%s for %s: %s', (name, ip, isGeneric) => {
  expect(isGenericName(name, ip)).toBe(isGeneric);
});

test('any name is judged without a throw', () => {
  fc.assert(fc.property(fc.string(), fc.ipV4(), (name, ip) => typeof isGenericName(name, ip) === 'boolean'));
});
