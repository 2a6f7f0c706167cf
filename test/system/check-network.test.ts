/** `waypost check` looks a message up in the lab: unbound, rbldnsd under the names of real lists; and with nobody to ask. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DnsLab, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';
import { runWaypost } from './program.ts';

const missing = missingPrograms();
if (missing.length > 0)
  console.warn(`tests of looking messages up skipped: ${missing.join(', ')} not installed`);

interface JsonFinding {
  readonly check: string;
  readonly message: string;
  readonly outcome: string;
  readonly class: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly place?: { readonly snippet: string };
  readonly engineRules?: readonly { readonly engine: string; readonly rule: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'waypost-check-network-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const mail = join(folder, 'mail.eml');
writeFileSync(
  mail,
  [
    'From: Ann <ann@signed.test>',
    'To: reader@example.com',
    'Subject: Hello',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'Message-ID: <1.2@signed.test>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please look at https://shop.listed.example/offer before you answer.',
    '',
  ].join('\n'),
);

async function check(...args: readonly string[]): Promise<readonly JsonFinding[]> {
  const { stdout, stderr, code } = await runWaypost(['check', mail, '--json', ...args]);
  if (stdout === '') throw new Error(`ended with ${code}: ${stderr}`);
  return JSON.parse(stdout)[0].findings;
}
const of = (findings: readonly JsonFinding[], check: string) => findings.filter((one) => one.check === check);
const network = /^(auth|dkim|spf|dmarc|arc|listing|dns)\//;

describe.skipIf(missing.length > 0)('a message looked up', () => {
  let lab: DnsLab;
  let resolver: string;
  beforeAll(async () => {
    lab = await startDnsLab();
    resolver = `${lab.recursive.host}:${lab.recursive.port}`;
  });
  afterAll(() => lab?.close());

  test('a listed link stands at its place with the rules of filters; lists that refuse are no pass', async () => {
    const findings = await check('--resolver', resolver);
    const [listed] = of(findings, 'listing/shown-domain').filter(({ outcome }) => outcome === 'fail');
    expect(listed).toMatchObject({
      class: 'score',
      data: { zone: 'dbl.spamhaus.org', subject: 'listed.example' },
      place: { snippet: 'https://shop.listed.example/offer' },
    });
    expect(listed?.engineRules?.map(({ rule }) => rule)).toEqual(['DBL_SPAM', 'URIBL_DBL_SPAM']);
    const refusing = of(findings, 'listing/domain-on-list').filter(({ message }) => message === 'refused');
    expect(refusing.map(({ outcome, data }) => `${outcome} ${data['operator']}`)).toEqual([
      'unknown SURBL, URIBL',
    ]);
  });

  test('SPF for the given address, and that nobody signed yet', async () => {
    const passing = await check(
      '--resolver',
      resolver,
      '--sender-ip',
      '192.0.2.10',
      '--mail-from',
      'ann@signed.test',
    );
    expect(of(passing, 'spf/authorises-ip')).toMatchObject([{ outcome: 'pass' }]);
    expect(of(passing, 'auth/accepted')).toMatchObject([{ outcome: 'pass', message: 'authenticated' }]);
    expect(of(passing, 'auth/signed')).toMatchObject([{ message: 'not-signed', class: 'information' }]);
    const failing = await check(
      '--resolver',
      resolver,
      '--sender-ip',
      '192.0.2.9',
      '--mail-from',
      'ann@signed.test',
    );
    expect(of(failing, 'auth/accepted')).toMatchObject([
      { message: 'unauthenticated-unsigned', class: 'refused' },
    ]);
  });

  test('the reply that Google publishes stands in the report', async () => {
    const args = ['--resolver', resolver, '--sender-ip', '192.0.2.9', '--mail-from', 'ann@signed.test'];
    const { stdout } = await runWaypost(['check', mail, ...args, '--fail-on', 'refused']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.',
    );
  });
});

describe('with nothing to ask', () => {
  test('--offline: not looked at, and nothing of the network passes', async () => {
    const found = (await check('--offline')).filter(({ check: id }) => network.test(id));
    expect(found.map(({ check: id, message, outcome }) => `${id} ${message} ${outcome}`)).toEqual([
      'auth/accepted not-asked unknown',
    ]);
  });

  test('a DNS server that is not there: not known, and nothing of the network passes', async () => {
    const found = (await check('--resolver', '127.0.0.1:9')).filter(({ check: id }) => network.test(id));
    expect(found.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
    expect(of(found, 'auth/accepted')).toMatchObject([{ outcome: 'unknown' }]);
  });
});
