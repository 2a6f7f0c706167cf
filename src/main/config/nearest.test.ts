import { describe, expect, test } from 'vitest';
import { nearest } from './nearest.ts';
import { isInside, readNetwork } from './values.ts';

describe('the nearest word', () => {
  const known = ['listen', 'language', 'public_ask', 'data'];
  test.each([
    ['lisen', 'listen'],
    ['lsiten', 'listen'],
    ['Public-Ask', 'public_ask'],
    ['date', 'data'],
    ['colour', undefined],
    ['x'.repeat(10_000), undefined],
  ])('%s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });
});

describe('networks', () => {
  test.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.3.7', '192.0.2.0/24', false],
    ['::ffff:192.0.2.7', '192.0.2.7', true],
    ['2001:db8::7', '2001:db8::/32', true],
    ['2001:db8::7', '192.0.2.0/24', false],
    ['not an address', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, network, expected) => {
    const read = readNetwork(network);
    expect(isInside(address, read === undefined ? [] : [read])).toBe(expected);
  });

  test.each(['192.0.2.0/33', '192.0.2.0/', '192.0.2/24', 'x/8', '1.2.3.4/8/8', '1.2.3.4/-1'])(
    '%s is none',
    (text) => {
      expect(readNetwork(text)).toBeUndefined();
    },
  );
});
