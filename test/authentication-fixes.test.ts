/** Every record that the checks of DKIM and DMARC propose, put into the zone: it mends its fault and brings no other. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dkimAuditChecks } from '../src/checks/dkim/audit-checks.ts';
import { dmarcAuditChecks } from '../src/checks/dmarc/audit-checks.ts';
import type { Evidence } from '../src/findings/evidence.ts';
import type { Finding } from '../src/findings/finding.ts';
import { runChecks } from '../src/findings/run-checks.ts';
import type { AuditContext } from '../src/gather/audit/index.ts';
import { gatherDkimKey } from '../src/gather/dkim-key/gather-dkim-key.ts';
import { gatherDmarcTree } from '../src/gather/dmarc-tree/gather-dmarc-tree.ts';
import { type Zone, zoneResolver } from '../src/gather/dns/testing.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };
const p = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');
const key = 'sel._domainkey.example.org';
const sound: Zone = {
  'example.org': { MX: ['10 mx.example.org'], TXT: ['v=spf1 mx -all'] },
  [key]: { TXT: [`v=DKIM1; k=rsa; p=${p}`] },
  '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@example.org'] },
};
const withKey = (text: string): Zone => ({ ...sound, [key]: { TXT: [text] } });
const withDmarc = (text: string): Zone => ({ ...sound, '_dmarc.example.org': { TXT: [text] } });
const without = (name: string, more: Zone = {}): Zone => {
  const { [name]: _, ...rest } = sound;
  return { ...rest, ...more };
};

const broken: readonly (readonly [string, Zone])[] = [
  ['quotes', withKey(`"v=DKIM1; k=rsa; p=${p}"`)],
  ['escaped semicolons', withKey(`v=DKIM1\\; k=rsa\\; p=${p}`)],
  ['a PEM file', withKey(`v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----${p}-----END PUBLIC KEY-----`)],
  ['no semicolons', withKey(`v=DKIM1 k=rsa p=${p}`)],
  ['testing', withKey(`v=DKIM1; t=y; p=${p}`)],
  ['SHA-1 alone', withKey(`v=DKIM1; h=sha1; p=${p}`)],
  ['not for mail', withKey(`v=DKIM1; s=tlsrpt; p=${p}`)],
  ['all at once', withKey(`"v=DKIM1; t=y; h=sha1; s=tlsrpt; p=${p}"`)],
  ['the domain twice', without(key, { [`${key}.example.org`]: { TXT: [`v=DKIM1; p=${p}`] } })],
  ['without _domainkey', without(key, { 'sel.example.org': { TXT: [`v=DKIM1; p=${p}`] } })],
  ['pct, rf, ri', withDmarc('v=DMARC1; p=reject; rua=mailto:d@example.org; pct=20; rf=afrf; ri=3600')],
  ['an unknown tag', withDmarc('v=DMARC1; p=reject; rua=mailto:d@example.org; x=1')],
  ['sp weaker', withDmarc('v=DMARC1; p=reject; sp=none; rua=mailto:d@example.org')],
  ['np weaker', withDmarc('v=DMARC1; p=reject; np=none; rua=mailto:d@example.org')],
  ['t=y', withDmarc('v=DMARC1; p=reject; t=y; rua=mailto:d@example.org')],
  ['no reports', withDmarc('v=DMARC1; p=reject')],
  ['a bare address', withDmarc('v=DMARC1; p=reject; rua=d@example.org')],
  ['a size limit', withDmarc('v=DMARC1; p=reject; rua=mailto:d@example.org!10m')],
  ['commas', withDmarc('v=DMARC1; p=reject, rua=mailto:d@example.org')],
  ['a wrong value', withDmarc('v=DMARC1; p=reject; aspf=relaxed; rua=mailto:d@example.org')],
  ['p too late', withDmarc('v=DMARC1; rua=mailto:d@example.org; p=reject')],
  ['a repeated tag', withDmarc('v=DMARC1; p=reject; rua=mailto:d@example.org; fo=1; fo=1')],
  ['small letters', withDmarc('v=dmarc1; p=reject; rua=mailto:d@example.org')],
  ['quotes in DMARC', withDmarc('"v=DMARC1; p=reject; rua=mailto:d@example.org"')],
  ['reports to a domain without mail', withDmarc('v=DMARC1; p=reject; rua=mailto:d@gone.example.org')],
  [
    'one of two without mail',
    withDmarc('v=DMARC1; p=reject; rua=mailto:d@example.org,mailto:d@gone.example.org'),
  ],
  ['psd=y', withDmarc('v=DMARC1; p=reject; psd=y; rua=mailto:d@example.org')],
  [
    'DMARC at the domain',
    without('_dmarc.example.org', {
      'example.org': { MX: ['10 mx.example.org'], TXT: ['v=DMARC1; p=reject; rua=mailto:d@example.org'] },
    }),
  ],
];

async function failuresIn(zone: Zone): Promise<readonly Finding[]> {
  const context = { resolver: zoneResolver(zone), clock } as unknown as AuditContext;
  const shelves = await Promise.all([
    gatherDkimKey('example.org', { selector: 'sel', origin: 'given' }, context),
    gatherDmarcTree('example.org', context),
  ]);
  const evidence: Evidence = Object.assign({}, ...shelves);
  return runChecks([...dkimAuditChecks, ...dmarcAuditChecks], evidence).filter(
    ({ outcome }) => outcome === 'fail',
  );
}

/** The first change that a finding proposes, made. */
function mended(zone: Zone, findings: readonly Finding[]): Zone | undefined {
  const fix = findings.flatMap(({ fixes }) => fixes).find(({ kind }) => kind === 'dns');
  if (fix?.kind !== 'dns') return undefined;
  const there = zone[fix.name];
  const texts = typeof there === 'object' && Array.isArray(there.TXT) ? there.TXT : [];
  const kept = texts.filter((text) => text !== fix.replaces);
  return { ...zone, [fix.name]: { ...(typeof there === 'object' ? there : {}), TXT: [...kept, fix.value] } };
}

const idOf = ({ check, message }: Finding): string => `${check} ${message}`;

test('the sound zone has no fault', async () => {
  expect((await failuresIn(sound)).map(idOf)).toEqual([]);
});

describe('the changes proposed, one after another', () => {
  test.each(broken)('%s', async (_, zone) => {
    let now = zone;
    let failures = await failuresIn(now);
    expect(failures.length).toBeGreaterThan(0);
    for (let step = 0; step < 4 && failures.length > 0; step++) {
      const next = mended(now, failures);
      if (next === undefined) break;
      const before = failures.map(idOf);
      failures = await failuresIn(next);
      const fresh = failures.map(idOf).filter((id) => !before.includes(id));
      expect(fresh).toEqual([]);
      expect(failures.length).toBeLessThan(before.length);
      now = next;
    }
    expect(failures.map(idOf)).toEqual([]);
  });
});
