import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditContext } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherDmarcTree } from './gather-dmarc-tree.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };

async function treeOf(zone: Zone, domain = 'example.org') {
  const asked: string[] = [];
  const context = { resolver: zoneResolver(zone, asked), clock } as unknown as AuditContext;
  const { dmarcTree } = await gatherDmarcTree(domain, context);
  return { shelf: dmarcTree, asked, value: dmarcTree?.state === 'present' ? dmarcTree.value : undefined };
}
const at = (text: string): Zone => ({ '_dmarc.example.org': { TXT: [text] } });

describe('the walk', () => {
  test('a domain with its own record and no reports costs two questions', async () => {
    const { value, asked, shelf } = await treeOf(at('v=DMARC1; p=reject'));
    expect(asked).toEqual(['_dmarc.example.org TXT', '_dmarc.org TXT']);
    expect(value).toEqual({
      domain: 'example.org',
      walk: [
        { name: '_dmarc.example.org', records: ['v=DMARC1; p=reject'], lookalikes: [] },
        { name: '_dmarc.org', records: [], lookalikes: [] },
      ],
      isBroken: false,
      aliases: [],
      recordDomain: 'example.org',
      record: 'v=DMARC1; p=reject',
      organizationalDomain: 'example.org',
      effectivePolicy: 'reject',
      policyTag: 'p',
      misplaced: [],
      reportTargets: [],
    });
    expect(shelf?.from).toMatchObject({
      kind: 'computed',
      lookups: [{ rcode: 'NOERROR' }, { rcode: 'NXDOMAIN' }],
    });
  });

  test('asks eight names at most, whatever the depth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 30 }),
        async (labels) => {
          const { value } = await treeOf({}, [...labels, 'example', 'org'].join('.'));
          expect(value?.walk.length).toBeLessThanOrEqual(8);
        },
      ),
      { numRuns: 30 },
    );
    const { asked } = await treeOf({}, 'a.b.c.d.e.f.g.h.i.j.example.org');
    expect(asked.filter((one) => one.startsWith('_dmarc.')).length).toBeLessThanOrEqual(8 + 1);
  });

  test.each<[string, string, object]>([
    ['v=DMARC1; p=reject; sp=none', 'a.example.org', { effectivePolicy: 'none', policyTag: 'sp' }],
    ['v=DMARC1; p=reject; np=none', 'gone.example.org', { effectivePolicy: 'none', policyTag: 'np' }],
    ['v=DMARC1; p=reject; np=none', 'here.example.org', { effectivePolicy: 'reject', policyTag: 'p' }],
    ['v=DMARC1; p=reject; t=y', 'example.org', { effectivePolicy: 'quarantine', policyTag: 'p' }],
  ])('%s for %s', async (record, domain, expected) => {
    const { value } = await treeOf({ ...at(record), 'here.example.org': { A: ['192.0.2.1'] } }, domain);
    expect(value).toMatchObject({ recordDomain: 'example.org', ...expected });
  });

  test('an alias is followed and named', async () => {
    const { value } = await treeOf({
      '_dmarc.example.org': { CNAME: ['d.example.net'] },
      'd.example.net': { TXT: ['v=DMARC1; p=none'] },
    });
    expect(value).toMatchObject({ aliases: ['d.example.net'], effectivePolicy: 'none' });
  });
});

describe('nothing that counts', () => {
  test.each<[string, Zone, object]>([
    ['nothing at all', {}, { misplaced: [] }],
    ['two records', { '_dmarc.example.org': { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } }, {}],
    ['a lookalike', at('v=dmarc1; p=none'), { walk: [{ lookalikes: ['v=dmarc1; p=none'] }, {}] }],
    [
      'at the domain itself',
      { 'example.org': { TXT: ['v=spf1 -all', 'v=DMARC1; p=none'] } },
      { misplaced: [{ name: 'example.org', record: 'v=DMARC1; p=none' }] },
    ],
    [
      'the domain twice',
      { '_dmarc.example.org.example.org': { TXT: ['v=DMARC1; p=none'] } },
      { misplaced: [{ name: '_dmarc.example.org.example.org' }] },
    ],
  ])('%s', async (_, zone, expected) => {
    const { value } = await treeOf(zone);
    expect(value).toMatchObject(expected);
    expect(value).not.toHaveProperty('record');
  });
});

test.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('%s is never a missing record', async (fault) => {
  expect((await treeOf({ '_dmarc.example.org': fault })).shelf?.state).toBe('unknown');
  const above = await treeOf({ '_dmarc.org': fault, ...at('v=DMARC1; p=none') });
  expect(above.value).toMatchObject({ isBroken: true, record: 'v=DMARC1; p=none' });
  expect(above.value).not.toHaveProperty('organizationalDomain');
});

describe('report addresses', () => {
  const taking = { MX: ['10 mx.example.net'] };
  test.each<[string, Zone, object]>([
    ['mailto:d@example.org', { 'example.org': taking }, { authorisation: 'not-needed', canReceive: true }],
    ['mailto:d@in.example.org', { 'in.example.org': taking }, { authorisation: 'not-needed' }],
    ['mailto:d@example.org', { 'example.org': { A: ['192.0.2.1'] } }, { canReceive: true }],
    ['mailto:d@example.org', { 'example.org': { MX: ['0 .'] } }, { canReceive: false }],
    ['mailto:d@example.org', {}, { canReceive: false }],
    ['mailto:d@example.org', { 'example.org': { MX: 'TIMEOUT' } }, { canReceive: 'unknown' }],
    [
      'mailto:d@example.net',
      { 'example.net': taking },
      { authorisation: 'missing', authorisationName: 'example.org._report._dmarc.example.net' },
    ],
    [
      'mailto:d@example.net',
      { 'example.org._report._dmarc.example.net': { TXT: ['v=DMARC1'] } },
      { authorisation: 'given' },
    ],
    [
      'mailto:d@example.net',
      { 'example.org._report._dmarc.example.net': { TXT: ['x', 'v=DMARC1; rua=mailto:e@example.net'] } },
      { authorisation: 'given' },
    ],
    [
      'mailto:d@example.net',
      { 'example.org._report._dmarc.example.net': { TXT: ['yes'] } },
      { authorisation: 'missing' },
    ],
    [
      'mailto:d@example.net',
      { 'example.org._report._dmarc.example.net': 'SERVFAIL' },
      { authorisation: 'unknown' },
    ],
    [
      'mailto:d@in.example.org',
      { '_dmarc.in.example.org': { TXT: ['v=DMARC1; p=none; psd=n'] } },
      { authorisation: 'missing' },
    ],
    ['d@example.net', {}, { problem: 'no-scheme', authorisation: 'not-asked', canReceive: 'not-asked' }],
    ['mailto:d@example.org!5m', { 'example.org': taking }, { sizeLimit: '5m', canReceive: true }],
  ])('%s with %j', async (uri, zone, expected) => {
    const { value } = await treeOf({ ...zone, ...at(`v=DMARC1; p=none; rua=${uri}`) });
    expect(value?.reportTargets).toMatchObject([expected]);
  });

  test('of ruf too, and of an inherited record in the name of its own domain', async () => {
    const { value } = await treeOf(at('v=DMARC1; p=none; ruf=mailto:d@example.net'), 'a.example.org');
    expect(value?.reportTargets).toMatchObject([
      { tag: 'ruf', authorisationName: 'example.org._report._dmarc.example.net' },
    ]);
  });
});
