import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDmarcRecord } from './record.ts';
import { applicableRecord, effectivePolicy, organizationalDomain, readWalk, walkNames } from './tree.ts';

describe('names asked (RFC 9989 §4.10)', () => {
  test.each([
    ['example.org', ['example.org', 'org']],
    ['org', ['org']],
    ['a.b.example.org', ['a.b.example.org', 'b.example.org', 'example.org', 'org']],
    [
      'a.b.c.d.e.f.g.org',
      [
        'a.b.c.d.e.f.g.org',
        'b.c.d.e.f.g.org',
        'c.d.e.f.g.org',
        'd.e.f.g.org',
        'e.f.g.org',
        'f.g.org',
        'g.org',
        'org',
      ],
    ],
    [
      'a.b.c.d.e.f.g.h.i.j.org',
      [
        'a.b.c.d.e.f.g.h.i.j.org',
        'e.f.g.h.i.j.org',
        'f.g.h.i.j.org',
        'g.h.i.j.org',
        'h.i.j.org',
        'i.j.org',
        'j.org',
        'org',
      ],
    ],
  ])('%s', (domain, names) => {
    expect(walkNames(domain)).toEqual(names);
  });

  test('are eight at most, each above the one before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'cc'), { minLength: 1, maxLength: 120 }), (labels) => {
        const names = walkNames(labels.join('.'));
        expect(names.length).toBeLessThanOrEqual(8);
        for (const [index, name] of names.slice(1).entries())
          expect(names[index]).toMatch(new RegExp(`\\.${name}$`));
      }),
    );
  });
});

const walk = (domain: string, zone: Readonly<Record<string, readonly string[] | 'unknown'>>) =>
  readWalk(walkNames(domain).map((name) => ({ domain: name, texts: zone[name] ?? [] })));

describe('organization and policy (RFC 9989 §4.10.1, §4.10.2)', () => {
  const record = 'v=DMARC1; p=reject';
  test.each<[string, Readonly<Record<string, readonly string[]>>, string, string | undefined]>([
    ['example.org', {}, 'example.org', undefined],
    ['example.org', { 'example.org': [record] }, 'example.org', 'example.org'],
    ['a.example.org', { 'example.org': [record] }, 'example.org', 'example.org'],
    ['a.b.example.org', { 'b.example.org': [record], 'example.org': [record] }, 'example.org', 'example.org'],
    ['b.example.org', { 'b.example.org': [record], 'example.org': [record] }, 'example.org', 'b.example.org'],
    [
      'a.b.example.org',
      { 'b.example.org': [`${record}; psd=n`], 'example.org': [record] },
      'b.example.org',
      'b.example.org',
    ],
    ['a.b.example.org', { 'example.org': [`${record}; psd=y`] }, 'b.example.org', 'example.org'],
    [
      'a.b.example.org',
      { 'b.example.org': [record], 'example.org': [`${record}; psd=y`], org: [record] },
      'b.example.org',
      'b.example.org',
    ],
    ['example.org', { 'example.org': [`${record}; psd=y`] }, 'example.org', 'example.org'],
    ['a.example.org', { 'example.org': [record, record] }, 'a.example.org', undefined],
    [
      'a.example.org',
      { 'a.example.org': ['v=spf1 -all'], 'example.org': [record, 'x'] },
      'example.org',
      'example.org',
    ],
    [
      'a.example.org',
      { 'a.example.org': ['v=DMARC1; p=none; p=none'], 'example.org': [record] },
      'example.org',
      'example.org',
    ],
  ])('%s with %j: %s, policy of %s', (domain, zone, organization, place) => {
    const { found } = walk(domain, zone);
    expect(organizationalDomain(domain, found)).toBe(organization);
    expect(applicableRecord(domain, found)?.domain).toBe(place);
  });

  test('a step without an answer hides what is above it', () => {
    const result = walk('a.example.org', { 'a.example.org': 'unknown', 'example.org': [record] });
    expect(result).toMatchObject({ isBroken: true, found: [] });
    expect(walk('example.org', { 'example.org': [record], org: 'unknown' })).toMatchObject({
      isBroken: true,
      found: [{ domain: 'example.org' }],
    });
  });

  test('the walk ends at a record that says psd', () => {
    const { steps } = walk('a.example.org', { 'example.org': [`${record}; psd=n`], org: [record] });
    expect(steps.map(({ domain }) => domain)).toEqual(['a.example.org', 'example.org']);
  });
});

test.each([
  ['p=reject', false, true, 'p', 'reject'],
  ['p=reject; sp=none', false, true, 'p', 'reject'],
  ['p=reject; sp=none', true, true, 'sp', 'none'],
  ['p=reject', true, true, 'p', 'reject'],
  ['p=reject; sp=none; np=quarantine', true, false, 'np', 'quarantine'],
  ['p=reject; sp=none; np=quarantine', true, true, 'sp', 'none'],
  ['p=none; np=reject', true, false, 'np', 'reject'],
  ['p=none; np=reject', false, false, 'p', 'none'],
  ['p=none; sp=quarantine', true, false, 'sp', 'quarantine'],
  ['p=reject; t=y', false, true, 'p', 'quarantine'],
  ['p=quarantine; t=y', false, true, 'p', 'none'],
  ['p=none; t=y', false, true, 'p', 'none'],
  ['p=none; sp=reject; t=y', true, true, 'sp', 'quarantine'],
  ['p=rejekt; sp=reject; rua=mailto:d@example.org', true, true, 'p', 'none'],
] as const)('%s, inherited %s, exists %s: %s=%s', (tags, isInherited, exists, tag, policy) => {
  const parsed = parseDmarcRecord(`v=DMARC1; ${tags}`);
  if (!parsed.ok) throw new Error(parsed.problem.code);
  expect(effectivePolicy(parsed.value, isInherited, exists)).toEqual({ tag, policy });
});
