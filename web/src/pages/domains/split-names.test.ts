/** Names as they are pasted. */
import { expect, test } from 'vitest';
import { splitNames } from './split-names.ts';

test.each([
  ['', []],
  [' \n ', []],
  ['example.org', ['example.org']],
  ['example.org\nexample.net', ['example.org', 'example.net']],
  ['example.org, 192.0.2.7; 2001:db8::7', ['example.org', '192.0.2.7', '2001:db8::7']],
  ['exa mple.org\n not a domain!! ', ['exa mple.org', 'not a domain!!']],
  ['example.org\t192.0.2.7', ['example.org', '192.0.2.7']],
  ['example.org\r\nEXAMPLE.org\r\n', ['example.org']],
])('%j', (text, names) => {
  expect(splitNames(text)).toEqual(names);
});
