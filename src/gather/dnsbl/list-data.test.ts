import { describe, expect, test } from 'vitest';
import { valuesFor } from './code-table.ts';
import { parseDnsblData } from './list-data.ts';
import { dnsblData, dnsblTable } from './testing.ts';

const { lists, unasked, dead, doubtful } = dnsblData;
const isClosed = (zone: string): boolean =>
  [...dead, ...doubtful].some(({ zone: closed }) =>
    closed.startsWith('*.') ? `.${zone}`.endsWith(closed.slice(1)) : closed === zone,
  );

describe('data/dnsbl.toml', () => {
  test('no dead or doubtful zone is among the lists that are asked', () => {
    expect(lists.filter(({ zone }) => isClosed(zone)).map(({ zone }) => zone)).toEqual([]);
    expect([lists.length, dead.length]).toEqual([56, 31]);
  });

  test.each([...lists, ...unasked].map((list) => [list.zone, list] as const))('%s', (_, list) => {
    const sources = Object.keys(Object(dnsblTable.sources));
    expect(list.sources.filter((source) => !sources.includes(source))).toEqual([]);
    expect(list.sources.length).toBeGreaterThan(0);
    expect(list.names.filter((name) => name !== name.toLowerCase())).toEqual([]);
    const isKnown = (code: string): boolean => valuesFor(list.codes, code).length > 0;
    expect(list.policyCodes.filter((code) => !isKnown(code))).toEqual([]);
    expect((list.listingCodes ?? []).filter((code) => !isKnown(code))).toEqual([]);
    for (const code of [
      ...list.ownerCodes,
      ...list.selfEndingCodes,
      ...list.parts.flatMap(({ codes }) => codes),
    ])
      expect(isKnown(code), code).toBe(true);
    expect(list.sharedNames.filter((name) => !list.names.includes(name))).toEqual([]);
    if (list.needsKey) expect(list.keyedZone).toContain('{key}');
    if (list.delist.url !== undefined) expect(list.delist.url).toMatch(/^https?:\/\//);
  });

  test('no name stands for two lists', () => {
    const names = [...lists, ...unasked].flatMap((list) => [
      list.zone,
      ...list.names,
      ...list.parts.flatMap((part) => part.names),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('a fault in the data names the list', () => {
  const good = { zone: 'bl.example', kind: 'ip', operator: 'Example', tier: 1 };
  test.each([
    [{ kind: 'moon' }, /bl\.example: kind 'moon'/],
    [{ tier: 9 }, /bl\.example: tier/],
    [{ zone: 'BL.example' }, /lower-case/],
    [{ codes: { listed: 'yes' } }, /'listed' is no return code/],
    [{ operator: undefined }, /operator/],
  ])('%o', (more, message) => {
    expect(() => parseDnsblData({ list: [{ ...good, ...more }] })).toThrow(message);
  });

  test('twice the same zone', () => {
    expect(() => parseDnsblData({ list: [good, good] })).toThrow(/twice/);
  });
});
