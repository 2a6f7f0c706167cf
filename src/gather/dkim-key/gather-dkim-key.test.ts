import { describe, expect, test } from 'vitest';
import type { AuditContext, KnownSelector } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherDkimKey } from './gather-dkim-key.ts';
import { dkimSelectorsOf } from './gather-dkim-selectors.ts';

const p = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const key = `v=DKIM1; k=ed25519; p=${p}`;
const clock = { nowMs: () => 0, monotonicMs: () => 0 };

async function keyOf(zone: Zone, known: Partial<KnownSelector> = {}) {
  const asked: string[] = [];
  const context = { resolver: zoneResolver(zone, asked), clock } as unknown as AuditContext;
  const selector: KnownSelector = { selector: 'sel', origin: 'given', ...known };
  const evidence = await gatherDkimKey('example.org', selector, context);
  return { evidence, shelf: evidence.dkimKey, asked, selector };
}
const name = 'sel._domainkey.example.org';

describe('a key', () => {
  test('in its place costs one question', async () => {
    const { shelf, asked } = await keyOf({ [name]: { TXT: [['v=DKIM1; k=ed25519; ', `p=${p}`]] } });
    expect(shelf).toMatchObject({
      state: 'present',
      value: { records: [key], strings: ['v=DKIM1; k=ed25519; ', `p=${p}`], aliases: [], isDangling: false },
      from: { kind: 'computed', lookups: [{ question: expect.stringContaining(name), rcode: 'NOERROR' }] },
    });
    expect(asked).toEqual([`${name} TXT`]);
  });

  test('behind an alias names the chain', async () => {
    const { shelf } = await keyOf({
      [name]: { CNAME: ['sel.dkim.example.net'] },
      'sel.dkim.example.net': { TXT: [key] },
    });
    expect(shelf).toMatchObject({ value: { aliases: ['sel.dkim.example.net'], isDangling: false } });
  });

  test('behind an alias that leads nowhere', async () => {
    const { shelf } = await keyOf({ [name]: { CNAME: ['sel.dkim.example.net'] } });
    expect(shelf).toMatchObject({
      value: { records: [], aliases: ['sel.dkim.example.net'], isDangling: true },
    });
  });

  test.each<[string, Zone, string]>([
    ['the domain twice', { [`${name}.example.org`]: { TXT: [key] } }, `${name}.example.org`],
    ['without _domainkey', { 'sel.example.org': { TXT: [key] } }, 'sel.example.org'],
    ['at _domainkey', { '_domainkey.example.org': { TXT: ['o=~', key] } }, '_domainkey.example.org'],
    ['at the domain', { 'example.org': { TXT: ['v=spf1 -all', key] } }, 'example.org'],
  ])('at another name: %s', async (_, zone, place) => {
    const { shelf } = await keyOf(zone);
    expect(shelf).toMatchObject({ value: { records: [], misplaced: [{ name: place, record: key }] } });
  });

  test('a wildcard that answers for any selector', async () => {
    const wild = { TXT: ['v=spf1 -all'] };
    const { shelf } = await keyOf({ [name]: wild, 'no-such-selector-x7f3q9._domainkey.example.org': wild });
    expect(shelf).toMatchObject({ value: { records: ['v=spf1 -all'], isWildcard: true } });
    expect((await keyOf({ [name]: wild })).shelf).toMatchObject({ value: { isWildcard: false } });
  });

  test('a provider’s selector that is not in use costs two questions', async () => {
    const { shelf, asked } = await keyOf({ 'example.org': { TXT: [key] } }, { origin: 'provider' });
    expect(shelf).toMatchObject({ value: { records: [], aliases: [], isDangling: false, misplaced: [] } });
    expect(asked).toEqual([`${name} TXT`, `${name} CNAME`]);
  });
});

test.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('%s is unknown, never missing', async (fault) => {
  const { shelf } = await keyOf({ [name]: fault });
  expect(shelf?.state).toBe('unknown');
});

test('the selectors that were tried, and which have a usable key', async () => {
  const all = await Promise.all([
    keyOf({ [name]: { TXT: [key] } }),
    keyOf({ [name]: { TXT: ['v=DKIM1; p='] } }, { origin: 'message' }),
    keyOf({}, { origin: 'provider', provider: 'sample' }),
    keyOf({ [name]: 'TIMEOUT' }),
  ]);
  const shelves = dkimSelectorsOf(
    'example.org',
    all.map(({ selector }) => selector),
    all.map(({ evidence }) => evidence),
    ['Tokens'],
    clock,
  );
  expect(shelves.dkimSelectors).toMatchObject({
    state: 'present',
    value: {
      tried: [
        { origin: 'given', isFound: true },
        { origin: 'message', isFound: false },
        { origin: 'provider', provider: 'sample', isFound: false },
        { origin: 'given', isFound: 'unknown' },
      ],
      withoutSelectors: ['Tokens'],
    },
  });
});
