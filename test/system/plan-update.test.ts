/**
 * A change plan is carried out: nsupdate(1) sends the script to a writable BIND, and exactly the records of the plan stand
 * there after it; the zone lines load with named-checkzone(1), whatever octets the zone held.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { createResolver } from '../../src/gather/dns/index.ts';
import { runWaypost } from './program.ts';

const programs = ['named', 'nsupdate', 'named-checkzone'] as const;
type Program = (typeof programs)[number];

function find(program: Program): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

const missing = programs.filter((program) => find(program) === undefined);
if (missing.length > 0) console.warn(`plan updates skipped: ${missing.join(', ')} not installed`);

const p = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');
const start = `$TTL 300
@ IN SOA ns hostmaster (1 3600 600 86400 60)
@ IN NS ns
ns IN A 127.0.0.1
@ IN MX 10 mx
mx IN A 192.0.2.10
`;

/** Faults in strings that are parted where nobody would part them; `test` answers for what is above them. */
const zones: Readonly<Record<string, string>> = {
  'parted.test': `@ IN TXT "v=spf1 mx " "ip4:198.51.100.7 ipv4:198.51.100.8 " "~all"
@ IN TXT "site-verification=1"
_dmarc IN TXT "v=DMARC1; p=none; pct=5" "0; rua=mailto:d@parted.test"
sel._domainkey IN TXT "\\"v=DKIM1; k=rsa; " "p=${p.slice(0, 100)}" "${p.slice(100, 300)}" "${p.slice(300)}\\""
`,
  'twice.test': `@ IN TXT "v=spf1 mx " "-all"
@ IN TXT "v=spf1 m" "x -all"
@ IN TXT "v=spf1 ip4:198.51.100.7 ~all"
_dmarc IN TXT "v=DMARC1; p=reject"
_dmarc IN TXT "v=DMARC1; " "p=none"
@ IN MX 0 .
`,
  'hostile.test': `@ IN TXT "v=spf1 mx ip4:198.51.100.7 \\010-all"
@ IN TXT "caf\\233 \\; \\"x\\" \\027[2J"
_dmarc IN TXT "v=DMARC1; p=none; x=\\010; remove: \\"a\\" \\233\\000\\\\; pct=50"
_smtp._tls IN TXT "v=TLSRPT1; rua=mailto:t@hostile.test\\010evil IN A 192.0.2.66"
`,
};

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

describe.skipIf(missing.length > 0)('a plan that is carried out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-plan-'));
  let named: ChildProcess | undefined;
  let port = 0;
  const pathOf = (program: Program): string => find(program) ?? program;
  const resolverOf = () =>
    createResolver({
      servers: [{ host: '127.0.0.1', port }],
      clock: systemClock,
      cacheSize: 0,
      timeoutMs: 500,
      tries: 1,
    });

  async function textsAt(name: string): Promise<readonly string[]> {
    const resolver = resolverOf();
    const answer = await resolver.lookup(name, 'TXT');
    resolver.close();
    return answer.state === 'present'
      ? answer.value.records.flatMap((record) => (record.type === 'TXT' ? [record.text] : []))
      : [answer.state];
  }

  const plan = async (zone: string, form: string) => {
    const { code, stdout, stderr } = await runWaypost([
      ...['audit', zone, '--plan', form, '--resolver', `127.0.0.1:${port}`, '--selector', 'sel'],
      ...['--no-connect', '--no-lists', '--no-progress'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };

  const update = (script: string): void => {
    const input = `server 127.0.0.1 ${port}\n${script}`;
    execFileSync(pathOf('nsupdate'), { input, timeout: 20_000, stdio: ['pipe', 'pipe', 'pipe'] });
  };

  beforeAll(async () => {
    port = await freePort();
    writeFileSync(join(folder, 'test'), start);
    for (const [name, records] of Object.entries(zones)) writeFileSync(join(folder, name), start + records);
    const entries = ['test', ...Object.keys(zones)].map(
      (name) => `zone "${name}" { type primary; file "${name}"; allow-update { 127.0.0.1; }; };\n`,
    );
    writeFileSync(
      join(folder, 'named.conf'),
      `options {
  directory "${folder}"; pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key";
  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; notify no; allow-transfer { none; };
};
controls { };
${entries.join('')}`,
    );
    const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : [];
    named = spawn(pathOf('named'), ['-g', '-c', join(folder, 'named.conf'), ...asRoot], { stdio: 'ignore' });
    for (let attempt = 0; attempt < 100; attempt++) {
      if ((await textsAt('parted.test')).length > 1) return;
      await sleep(50);
    }
    throw new Error('BIND did not come up');
  });

  afterAll(async () => {
    const child = named;
    if (child !== undefined && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(zones))('zone lines of %s load with named-checkzone', async (zone) => {
    const lines = await plan(zone, 'zone');
    expect(lines).toMatch(/^[ -~\n]*$/);
    const file = join(folder, `${zone}.plan`);
    writeFileSync(file, `${start}${lines}`);
    const dumped = join(folder, `${zone}.dump`);
    const said = execFileSync(pathOf('named-checkzone'), ['-D', '-o', dumped, zone, file], {
      encoding: 'utf8',
    });
    expect(said).toMatch(/OK\n$/);
    const active = lines.split('\n').filter((line) => line !== '' && !line.startsWith(';'));
    expect(active.length).toBeGreaterThan(0);
    // Nothing got out of a comment or a string: every line is a record of the zone, its name written whole.
    for (const line of active)
      expect(line).toMatch(new RegExp(`^([a-z0-9_.-]+\\.)?${zone.replace('.', '\\.')}\\. `));
  });

  test.each(['text', 'html'])('the plan as %s holds no control octet of a stranger', async (format) => {
    const { stdout } = await runWaypost([
      ...['audit', 'hostile.test', '--plan', '--format', format, '--resolver', `127.0.0.1:${port}`],
      ...['--no-connect', '--no-lists', '--no-progress'],
    ]);
    expect(stdout).toContain('\\010');
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    // What is copied stands below the head of the plan.
    expect(stdout.slice(stdout.indexOf('Change plan'))).not.toMatch(/^\s*(evil|; remove)/m);
  });

  test('records in parted strings: the old one is gone, exactly one is left', async () => {
    update(await plan('parted.test', 'nsupdate'));
    const spf = (await textsAt('parted.test')).filter((text) => text.startsWith('v=spf1'));
    expect(spf).toEqual(['v=spf1 mx ip4:198.51.100.7 ip4:198.51.100.8 ~all']);
    expect(await textsAt('parted.test')).toContain('site-verification=1');
    expect(await textsAt('_dmarc.parted.test')).toEqual(['v=DMARC1; p=none; rua=mailto:d@parted.test']);
    expect(await textsAt('sel._domainkey.parted.test')).toEqual([`v=DKIM1; k=rsa; p=${p}`]);
  });

  test('several records, two of them with one text in other strings', async () => {
    update(await plan('twice.test', 'nsupdate'));
    const spf = (await textsAt('twice.test')).filter((text) => text.startsWith('v=spf1'));
    // BIND gives the records of a set in any order, and the joined one follows it.
    expect(spf).toHaveLength(1);
    expect(spf[0]).toMatch(/^v=spf1 (mx ip4:198\.51\.100\.7|ip4:198\.51\.100\.7 mx) ~all$/);
    expect(await textsAt('_dmarc.twice.test')).toEqual([
      'v=DMARC1; p=none; rua=mailto:postmaster@twice.test',
    ]);
    const resolver = resolverOf();
    const mx = await resolver.lookup('twice.test', 'MX');
    resolver.close();
    expect(mx).toMatchObject({ value: { records: [{ exchange: 'mx.twice.test' }] } });
  });

  test('hostile octets: the old records go whole, and nothing else comes', async () => {
    update(await plan('hostile.test', 'nsupdate'));
    expect((await textsAt('hostile.test')).filter((text) => text.startsWith('v=spf1'))).toEqual([
      'v=spf1 mx ip4:198.51.100.7 -all',
    ]);
    expect(await textsAt('hostile.test')).toContain('caf\u00e9 ; "x" \u001b[2J');
    expect(await textsAt('_dmarc.hostile.test')).toHaveLength(1);
    const tls = await textsAt('_smtp._tls.hostile.test');
    expect(tls.filter((text) => text.startsWith('v=TLSRPTv1'))).toHaveLength(1);
    expect(await textsAt('evil.hostile.test')).toEqual(['absent']);
  });

  test('a second plan has nothing left to change', async () => {
    for (const zone of ['parted.test', 'twice.test'])
      expect(await plan(zone, 'nsupdate')).not.toMatch(/spf1|p=none; pct|"v=DKIM1/);
  });
});
