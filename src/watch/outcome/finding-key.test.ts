import { describe, expect, test } from 'vitest';
import { causeOf, isCompatible, keyOf } from './finding-key.ts';

const finding = { check: 'spf/x', message: 'wrong', about: 'example.org', data: {} };

describe('the key of a finding', () => {
  test.each([
    ['a count', { count: 2 }, { count: 3 }, true],
    ['the text of a record', { record: 'v=spf1 -all' }, { record: 'v=spf1 ~all' }, true],
    ['the server that answered', { server: '192.0.2.53' }, { server: '192.0.2.54' }, true],
    ['a list', { zone: 'a.example' }, { zone: 'b.example' }, false],
    ['a selector', { selector: 'a' }, { selector: 'b' }, false],
    ['a port', { port: 25 }, { port: 587 }, false],
  ])('%s: the same finding %s', (_, a, b, isSame) => {
    expect(keyOf({ ...finding, data: a }) === keyOf({ ...finding, data: b })).toBe(isSame);
  });

  test('the order of the arguments does not matter', () => {
    expect(keyOf({ ...finding, data: { port: 25, host: 'a' } })).toBe(
      keyOf({ ...finding, data: { host: 'a', port: 25 } }),
    );
  });

  test('the address of the case tells apart, and is not said twice', () => {
    expect(keyOf({ ...finding, ip: '192.0.2.1' })).not.toBe(keyOf({ ...finding, ip: '192.0.2.2' }));
    expect(keyOf({ ...finding, about: '192.0.2.1', ip: '192.0.2.1' })).toBe(
      keyOf({ ...finding, about: '192.0.2.1' }),
    );
  });
});

test.each([
  ['spf/authorises-ip', true],
  ['listing/ip-on-list', false],
  ['dns/ptr-exists', false],
  ['sending-ip/helo', false],
])('%s at two addresses is one cause: %s', (check, isOne) => {
  const at = (ip: string) => causeOf({ check, message: 'wrong', about: ip, ip, data: { address: ip } });
  expect(at('192.0.2.1') === at('192.0.2.2')).toBe(isOne);
});

test.each([
  [{}, {}, true],
  [{ zone: 'a' }, {}, true],
  [{ zone: 'a' }, { zone: 'a', port: 25 }, true],
  [{ zone: 'a' }, { zone: 'b' }, false],
  [{ count: 1 }, { count: 2 }, true],
])('%o and %o may speak of the same thing: %s', (a, b, isSame) => {
  expect(isCompatible(a, b)).toBe(isSame);
});
