/**
 * DKIM keys, DMARC and BIMI as the audit gathers them, against BIND and unbound, and against a DNS server that fails in
 * every way it can: nothing that was not answered may ever be called missing.
 */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { bimiChecks } from '../../src/checks/bimi/audit-checks.ts';
import { dkimAuditChecks } from '../../src/checks/dkim/audit-checks.ts';
import { dmarcAuditChecks } from '../../src/checks/dmarc/audit-checks.ts';
import type { Evidence } from '../../src/findings/evidence.ts';
import { runChecks } from '../../src/findings/run-checks.ts';
import type { AuditContext, KnownSelector } from '../../src/gather/audit/index.ts';
import { gatherBimi } from '../../src/gather/bimi/gather-bimi.ts';
import { gatherDkimKey } from '../../src/gather/dkim-key/gather-dkim-key.ts';
import { gatherDmarcTree } from '../../src/gather/dmarc-tree/gather-dmarc-tree.ts';
import { createResolver } from '../../src/gather/dns/index.ts';
import { type DnsFault, startFaultServer } from '../dns/fault-server.ts';
import { type DnsLab, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';

const missing = missingPrograms();
if (missing.length > 0)
  console.warn(`mail authentication tests skipped: ${missing.join(', ')} not installed`);

const p = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');
const split = `"v=DKIM1; k=rsa; p=${p.slice(0, 200)}" "${p.slice(200)}"`;
const domain = 'auth.test';
const records = `split._domainkey IN TXT ${split}
escaped._domainkey IN TXT "v=DKIM1\\\\; k=rsa\\\\; p=${p.slice(0, 200)}" "${p.slice(200)}"
gone._domainkey IN CNAME gone.dkim.${domain}.
moved._domainkey IN CNAME key.dkim
key.dkim IN TXT ${split}
twice._domainkey IN TXT "v=DKIM1; p="
twice._domainkey IN TXT ${split}
doubled._domainkey.${domain} IN TXT ${split}
_dmarc IN TXT "v=DMARC1; p=reject; rua=mailto:d@auth.test,mailto:e@unsigned.test; pct=50"
@ IN MX 10 mx
mx IN A 192.0.2.30
auth.test._report._dmarc IN TXT "v=DMARC1"
default._bimi IN TXT "v=BIMI1; l=https://auth.test/logo.svg"
`;

describe.skipIf(missing.length > 0)('with BIND and unbound', () => {
  let lab: DnsLab;
  let context: AuditContext;
  let close = () => {};
  beforeAll(async () => {
    lab = await startDnsLab([{ name: domain, records, isSigned: false }]);
    const resolver = createResolver({ servers: [lab.recursive], clock: systemClock });
    close = () => resolver.close();
    context = { resolver, clock: systemClock } as unknown as AuditContext;
  }, 30_000);
  afterAll(async () => {
    close();
    await lab.close();
  });

  const failuresOf = (evidence: Partial<Evidence>) =>
    runChecks([...dkimAuditChecks, ...dmarcAuditChecks, ...bimiChecks], evidence as Evidence)
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ check, message }) => `${check} ${message}`);

  test.each<[string, readonly string[]]>([
    ['split', []],
    ['moved', []],
    ['escaped', ['dkim/key-text escaped-semicolon', 'dkim/key-syntax bad-version']],
    ['gone', ['dkim/key-alias leads-nowhere']],
    ['twice', ['dkim/key-single several']],
    ['doubled', ['dkim/key-found misplaced']],
    ['none', ['dkim/key-found not-found']],
  ])('the key of %s: %j', async (selector, failures) => {
    const known: KnownSelector = { selector, origin: 'given' };
    const found = failuresOf(await gatherDkimKey(domain, known, context));
    // Of several records any one may come first.
    expect(selector === 'twice' ? found.filter((one) => !one.endsWith('revoked')) : found).toEqual(failures);
  });

  test('DMARC: its walk, an outdated tag, a report address of another domain', async () => {
    const evidence = await gatherDmarcTree(domain, context);
    expect(evidence.dmarcTree).toMatchObject({
      state: 'present',
      value: { organizationalDomain: domain, effectivePolicy: 'reject' },
    });
    expect(failuresOf(evidence)).toEqual([
      'dmarc/report-authorised not-authorised',
      'dmarc/removed-tags pct-partial',
    ]);
  });

  test('BIMI: the record, and nothing of what was not fetched', async () => {
    const evidence = { ...(await gatherBimi(domain, context)), ...(await gatherDmarcTree(domain, context)) };
    expect(failuresOf({ bimi: evidence.bimi, dmarcTree: evidence.dmarcTree } as Evidence)).not.toContain(
      'bimi/logo-valid missing',
    );
    expect(failuresOf({ bimi: evidence.bimi } as Evidence)).toEqual(['bimi/certificate-valid none']);
  });
});

const faults: readonly DnsFault[] = [
  'silence',
  'servfail',
  'refused',
  'notimp',
  'truncated-tcp-closes',
  'wrong-id',
  'wrong-question',
  'garbage',
  'lame',
  'bogus',
];
test.each(faults)('a server that answers with %s makes nothing missing', async (fault) => {
  const names = [
    'sel._domainkey.example.org',
    '_dmarc.example.org',
    'default._bimi.example.org',
    'example.org',
    '_dmarc.org',
  ];
  const server = await startFaultServer({}, Object.fromEntries(names.map((name) => [name, fault])));
  const resolver = createResolver({ servers: [server], clock: systemClock, timeoutMs: 100, tries: 1 });
  const context = { resolver, clock: systemClock } as unknown as AuditContext;
  const shelves = await Promise.all([
    gatherDkimKey('example.org', { selector: 'sel', origin: 'given' }, context),
    gatherDmarcTree('example.org', context),
    gatherBimi('example.org', context),
  ]);
  resolver.close();
  await server.close();
  const evidence: Partial<Evidence> = Object.assign({}, ...shelves);
  expect([evidence.dkimKey?.state, evidence.dmarcTree?.state, evidence.bimi?.state]).toEqual([
    'unknown',
    'unknown',
    'unknown',
  ]);
  const findings = runChecks([...dkimAuditChecks, ...dmarcAuditChecks, ...bimiChecks], evidence as Evidence);
  expect(findings.filter(({ outcome }) => outcome !== 'unknown')).toEqual([]);
  expect(findings.length).toBeGreaterThan(20);
});
