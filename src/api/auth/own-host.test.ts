import { expect, test } from 'vitest';
import { isOwnHost } from './own-host.ts';

test.each([
  ['127.0.0.1:8550', true],
  ['192.0.2.7', true],
  ['[::1]:8550', true],
  ['[2001:db8::1]', true],
  ['localhost:8550', true],
  ['LOCALHOST.', true],
  ['waypost.example.org', true],
  ['Waypost.Example.ORG.:443', true],
  [undefined, true],
  ['evil.example:8550', false],
  ['127.0.0.1.evil.example', false],
  ['waypost.example.org.evil.example', false],
  ['localhost.evil.example', false],
  ['[evil.example]', false],
  ['waypost.example.org:80:80', false],
  ['', false],
])('%s: %s', (host, isOwn) => {
  expect(isOwnHost(host, 'https://waypost.example.org')).toBe(isOwn);
});

test('without a configured name no name is its own', () => {
  expect([
    isOwnHost('', ''),
    isOwnHost('x.example', ''),
    isOwnHost('x.example', 'http://127.0.0.1:1'),
  ]).toEqual([false, false, false]);
});
