import { expect, test } from 'vitest';
import { OwnerNames } from './owner-names.ts';

test('hosts of one owner have one name, also after more names than are remembered', () => {
  const owners = new OwnerNames();
  const hosts = ['mx1.Example.co.uk', 'example.co.uk', '192.0.2.1', ''];
  const expected = ['example.co.uk', 'example.co.uk', '192.0.2.1', ''];
  expect(hosts.map((host) => owners.of(host))).toEqual(expected);
  for (let n = 0; n < 5_000; n++) owners.of(`mx.example${n}.org`);
  expect(hosts.map((host) => owners.of(host))).toEqual(expected);
});
