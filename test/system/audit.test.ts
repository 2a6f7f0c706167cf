/** The real program audits names on the DNS lab: answers in every form, bad input, saved evidence, exit codes. */
import { createPublicKey } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DnsLab, type LabZone, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';
import { runWaypost } from './program.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`audit tests skipped: ${missing.join(', ')} not installed`);

const zones: readonly LabZone[] = [
  {
    name: 'good.test',
    isSigned: true,
    records: `@ IN MX 10 mx
mx IN A 192.0.2.10
@ IN TXT "v=spf1 mx -all"
_dmarc IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@good.test"
_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls@good.test"
`,
  },
  {
    name: 'bad.test',
    isSigned: false,
    records: `@ IN MX 10 mx
mx IN A 192.0.2.20
@ IN TXT "v=spf1 mx -all"
@ IN TXT "v=spf1 ip4:198.51.100.7 ~all"
_dmarc IN TXT "v=DMARC1; p=none; pct=50"
`,
  },
];

interface AuditJson {
  readonly schema: string;
  readonly subject: { readonly kind: string; readonly name: string };
  readonly findings: readonly {
    readonly check: string;
    readonly message: string;
    readonly outcome: string;
    readonly severity?: string;
    readonly sources?: readonly { readonly title: string; readonly url?: string; readonly seen?: string }[];
    readonly subject: { readonly name: string };
  }[];
  readonly notChecked: readonly { readonly what: string; readonly option?: string }[];
  readonly plan: readonly { readonly id: string; readonly proof: { readonly state: string } }[];
  readonly words?: {
    readonly headline: string;
    readonly failed: readonly { readonly label: string; readonly detail: string; readonly word: string }[];
  };
}

describe.skipIf(missing.length > 0)('waypost audit', () => {
  let lab: DnsLab;
  let resolver: string;
  const folder = mkdtempSync(join(tmpdir(), 'waypost-audit-'));
  const run = (...args: readonly string[]) =>
    runWaypost(['audit', '--resolver', resolver, '--no-progress', '--no-connect', '--no-lists', ...args]);
  const json = async (...args: readonly string[]): Promise<AuditJson> =>
    JSON.parse((await run('--json', ...args)).stdout) as AuditJson;
  const failuresOf = ({ findings }: AuditJson) =>
    findings.filter(({ outcome }) => outcome === 'fail').map(({ check, message }) => `${check} ${message}`);
  beforeAll(async () => {
    lab = await startDnsLab(zones);
    resolver = `${lab.recursive.host}:${lab.recursive.port}`;
  });
  afterAll(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a sound domain has no failure that weighs', async () => {
    const audit = await json('good.test');
    expect(audit).toMatchObject({
      schema: 'waypost/audit/1',
      subject: { kind: 'domain', name: 'good.test' },
    });
    const heavy = audit.findings.filter(({ severity }) => severity === 'critical' || severity === 'error');
    // The lab knows no reverse zone for 192.0.2.10.
    expect(heavy.filter(({ check }) => !/^(dns|sending-ip|provider)\//.test(check))).toEqual([]);
    expect(audit.notChecked.map(({ option }) => option)).toEqual(
      expect.arrayContaining(['--selector', '--helo', '--connect', '--lists']),
    );
  });

  test('a bad one is told worst first, each failure in words', async () => {
    const audit = await json('bad.test');
    expect(failuresOf(audit)).toEqual(
      expect.arrayContaining(['spf/single-record several-records', 'dmarc/removed-tags pct-partial']),
    );
    const order = ['critical', 'error', 'warning', 'notice'];
    const ranks = audit.findings.flatMap(({ severity }) =>
      severity === undefined ? [] : order.indexOf(severity),
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    const failing = audit.findings.filter(({ outcome }) => outcome === 'fail');
    expect(failing.filter(({ sources = [] }) => sources.length === 0).map(({ check }) => check)).toEqual([]);
    expect(failing.find(({ check }) => check === 'spf/single-record')?.sources).toContainEqual({
      title: 'RFC 7208 §4.5',
    });
    for (const { label, detail, word } of audit.words?.failed ?? [])
      expect(
        [label, detail, word].every((text) => text !== '' && !/[{}]|undefined/.test(text)),
        label,
      ).toBe(true);
  });

  test('a mail host, an address of a person and an IP are told apart', async () => {
    expect((await json('mx.good.test')).subject.kind).toBe('host');
    expect((await json('user@good.test')).subject).toEqual({ kind: 'domain', name: 'good.test' });
    expect((await json('192.0.2.10')).subject).toEqual({ kind: 'ip', name: '192.0.2.10' });
    expect((await json('2001:db8::1')).subject).toEqual({ kind: 'ip', name: '2001:db8::1' });
  });

  test('the address of a message is judged at its own return path, and the way back to it is looked at', async () => {
    const path = join(folder, 'service.eml');
    const message = (returnPath: string) => `Return-Path: <b@${returnPath}>
Received: from out.esp.test (out.esp.test [198.51.100.77]) by mx.example.net; Thu, 26 Nov 2026 10:00:00 +0000
From: News <news@good.test>
Subject: hi

Hello
`;
    writeFileSync(path, message('gone.test'));
    const audit = await json('good.test', '--message', path);
    const spf = audit.findings.filter(({ check }) => check === 'spf/authorises-ip');
    expect(spf.map(({ subject }) => subject.name)).toContain('gone.test');
    expect(failuresOf(audit)).toContain('routing/message-domains no-such-domain');
    expect(audit.words?.failed.filter(({ detail }) => /198\.51\.100\.77.*good\.test/.test(detail))).toEqual(
      [],
    );
    // The address that the SPF record names is another server: what it says at HELO is not known.
    expect(audit.findings.filter(({ check }) => check === 'dns/helo-resolves')).toMatchObject([
      { outcome: 'fail', subject: { name: '198.51.100.77' } },
    ]);
    expect(audit.notChecked.map(({ what }) => what)).not.toContain('helo');
    writeFileSync(path, message('good.test'));
    expect(failuresOf(await json('good.test', '--message', path))).toContain(
      'spf/authorises-ip not-authorised',
    );
  });

  test('selectors come from the log of what signs', async () => {
    const path = join(folder, 'mail.log');
    writeFileSync(path, 'Nov 26 opendkim[1]: 4A: DKIM-Signature field added (s=from-log, d=good.test)\n');
    const audit = await json('good.test', '--log', path);
    expect(failuresOf(audit)).toContain('dkim/key-found not-found');
    expect(audit.notChecked.map(({ what }) => what)).not.toContain('selector');
    writeFileSync(path, 'Nov 26 postfix/qmgr[1]: 4A: removed\n');
    expect((await run('--lang', 'de', 'good.test', '--log', path)).stderr).toContain('signiert');
  });

  test('SPF is evaluated for the address that was given', async () => {
    const audit = await json('good.test', '--sending-ip', '198.51.100.1');
    expect(audit.findings).toContainEqual(
      expect.objectContaining({
        check: 'spf/authorises-ip',
        message: 'not-authorised',
        severity: 'critical',
      }),
    );
  });

  test('a bogus zone is told as that, and nothing in it is "missing"', async () => {
    const audit = await json('bogus.test');
    expect(audit.findings).toContainEqual(
      expect.objectContaining({ check: 'routing/dnssec', message: 'bogus' }),
    );
    // Its TXT records do not validate: nobody knows whether there is an SPF record.
    expect(failuresOf(audit).filter((text) => text.startsWith('spf/'))).toEqual([]);
    expect(audit.findings).toContainEqual(
      expect.objectContaining({ check: 'spf/single-record', outcome: 'unknown' }),
    );
  });

  test('the plan is proven, and comes as zone lines, nsupdate and a table', async () => {
    const { plan } = await json('bad.test', '--plan');
    expect(plan).toContainEqual(
      expect.objectContaining({ id: 'spf/record', proof: expect.objectContaining({ state: 'proven' }) }),
    );
    const zone = (await run('bad.test', '--plan', 'zone')).stdout;
    expect(zone).toMatch(
      /^bad\.test\. \d+ IN TXT "v=spf1 (mx ip4:198\.51\.100\.7|ip4:198\.51\.100\.7 mx) ~all"$/m,
    );
    const update = (await run('bad.test', '--plan', 'nsupdate')).stdout;
    expect(update).toContain('update delete bad.test. TXT "v=spf1 mx -all"\n');
    expect(update.endsWith('send\n')).toBe(true);
    expect((await run('bad.test', '--plan', 'csv')).stdout).toContain(
      'step,state,name,type,ttl,before,after\r\n',
    );
  });

  test('files of the plan: keys are readable by their owner alone and used again', async () => {
    const files = join(folder, 'files');
    expect((await run('good.test', '--plan', '--plan-files', files)).code).toBe(0);
    const pem = join(files, 'good.test');
    const found = readFileSync(join(pem, 'mta-sts.txt'), 'utf8');
    expect(found).toContain('mx: mx.good.test');
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const key = join(pem, `w${day}r.good.test.private.pem`);
    expect(existsSync(key) && (statSync(key).mode & 0o077) === 0).toBe(true);
    const kept = readFileSync(key, 'utf8');
    const shown = (await run('good.test', '--plan', 'zone', '--plan-files', files)).stdout;
    const again = await run('good.test', '--plan', 'zone', '--plan-files', files);
    expect(again).toMatchObject({ code: 0, stdout: shown });
    expect(again.stderr).toContain(`${key}: there already, the same`);
    expect(readFileSync(key, 'utf8')).toBe(kept);
    // The public half that is shown belongs to the key in the folder.
    const spki = createPublicKey(kept).export({ type: 'spki', format: 'der' }).toString('base64');
    expect(shown.replaceAll('" "', '')).toContain(
      `w${day}r._domainkey.good.test. 3600 IN TXT "v=DKIM1; k=rsa; p=${spki}"`,
    );
  });

  test('files of the plan: another text stays and is told, links are not followed, no key stops before printing', async () => {
    const files = join(folder, 'other-files');
    const own = join(files, 'good.test');
    mkdirSync(own, { recursive: true });
    const policy = join(own, 'mta-sts.txt');
    writeFileSync(policy, 'mine\n');
    const first = await run('good.test', '--plan', '--plan-files', files);
    expect(first.code).toBe(0);
    expect(first.stderr).toContain(`${policy}: kept as it is`);
    expect(readFileSync(policy, 'utf8')).toBe('mine\n');
    rmSync(policy);
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'precious\n');
    symlinkSync(victim, policy);
    await run('good.test', '--plan', '--plan-files', files);
    expect(readFileSync(victim, 'utf8')).toBe('precious\n');
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const key = join(own, `w${day}r.good.test.private.pem`);
    writeFileSync(key, 'no key\n');
    expect(await run('good.test', '--plan', '--plan-files', files)).toMatchObject({ code: 2, stdout: '' });
    expect(readFileSync(key, 'utf8')).toBe('no key\n');
    rmSync(key);
    symlinkSync(victim, key);
    expect(await run('good.test', '--plan', '--plan-files', files)).toMatchObject({ code: 2, stdout: '' });
    const linked = join(folder, 'linked-files');
    mkdirSync(linked);
    symlinkSync(own, join(linked, 'good.test'));
    expect(await run('good.test', '--plan', '--plan-files', linked)).toMatchObject({ code: 2, stdout: '' });
  });

  test('--fail-on gives exit code 4 where something weighs so much', async () => {
    expect((await run('bad.test', '--fail-on', 'critical')).code).toBe(4);
    expect((await run('bad.test')).code).toBe(0);
  });

  test('JUnit and a page are whole documents', async () => {
    const junit = (await run('bad.test', '--format', 'junit')).stdout;
    expect(junit).toMatch(/^<\?xml [^>]+>\n<testsuites>/);
    expect(junit).toContain('<failure type="critical"');
    expect(junit).not.toContain('<failure type="notice"');
    const page = (await run('bad.test', 'good.test', '--format', 'html')).stdout;
    expect(page).toMatch(/^<!doctype html>/);
    expect(page.match(/<article>/g)?.length).toBe(2);
    expect(page).not.toMatch(/<script|https?:\/\/[^"<]*\.(js|css)/);
  });

  test('saved evidence is judged again, offline, to the same findings', async () => {
    const file = join(folder, 'evidence.json');
    const fresh = await json('bad.test', '--save-evidence', file);
    const saved = await runWaypost(['audit', '--evidence', file, '--json']);
    expect(saved.code).toBe(0);
    expect(failuresOf(JSON.parse(saved.stdout) as AuditJson)).toEqual(failuresOf(fresh));
    writeFileSync(file, '{"schema":"other"}');
    expect(await runWaypost(['audit', '--evidence', file])).toMatchObject({ code: 2, stdout: '' });
  });

  test('many names from a file: ordered, bad lines told, the rest goes on', async () => {
    const list = join(folder, 'list.txt');
    writeFileSync(list, '# domains\ngood.test\n\nno name here\nbad.test\nco.uk\nmx.good.test\n');
    const { code, stdout, stderr } = await run('--file', list, '--json');
    expect(code).toBe(1);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as AuditJson).subject.name);
    expect(names).toEqual(['good.test', 'bad.test', 'mx.good.test']);
    expect(stderr).toContain('list.txt:4:');
    expect(stderr).toContain('list.txt:6:');
  });

  test('in German', async () => {
    const { stdout } = await run('bad.test', '--lang', 'de');
    expect(stdout).toContain('kritisch');
    expect(stdout).not.toMatch(/[{}]|undefined/);
  });

  test.each([
    [['no name'], 'no domain name'],
    [['localhost'], 'single label'],
    [['com'], 'single label'],
    [['co.uk'], 'public suffix'],
    [['10.0.0.1'], 'private'],
    [['::1'], 'private'],
    [['printer.local'], 'local name'],
    [[`${'a'.repeat(64)}.test`], 'no domain name'],
    [['-x.example.org'], 'unknown option'],
    [[], 'Name what to audit'],
    [['good.test', '--file', 'x'], 'exclude each other'],
    [['good.test', '--sending-ip', 'x'], 'not an IP address'],
    [['good.test', '--sending-ip', '192.168.1.1'], 'private'],
    [['good.test', '--selector', 'a b'], 'not a selector'],
    [['good.test', '--format', 'pdf'], 'not one of'],
    [['good.test', '--fail-on', 'all'], 'not one of'],
    [['good.test', '--message', '/nowhere.eml'], 'cannot be read'],
    [['good.test', '--message', '/dev/zero'], 'no regular file'],
    [['good.test', '--log', '/dev/zero'], 'no regular file'],
    [['good.test', '--message', '/etc/hostname'], 'no mail'],
    [['good.test', '--save-evidence', '/nowhere/x'], 'cannot be written'],
    [['999.1.1.1'], 'no IP address'],
    [['--evidence', '/dev/zero'], 'no regular file'],
    [['--file', '/dev/null'], 'no regular file'],
    [['--file', '/nowhere.txt'], 'cannot be read'],
    [['--evidence', '/nowhere.json'], 'cannot be read'],
  ])('%j: exit code 2 and a sentence', async (args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('an internationalised name is asked by its A-label', async () => {
    const audit = await json('bücher.test');
    expect(audit.subject.name).toBe('xn--bcher-kva.test');
    expect(audit.words?.headline).toContain('bücher.test (xn--bcher-kva.test)');
  });

  test('a resolver that is silent: everything is "could not check", nothing is missing, within 30 s', async () => {
    const { code, stdout, elapsedMs } = await runWaypost([
      'audit',
      '--resolver',
      '127.0.0.1:9',
      '--json',
      'example.org',
    ]);
    const audit = JSON.parse(stdout) as AuditJson;
    expect(code).toBe(1);
    expect(failuresOf(audit)).toEqual([]);
    expect(audit.findings.some(({ outcome }) => outcome === 'pass')).toBe(false);
    expect(audit.words?.headline).toContain('127.0.0.1:9');
    expect(elapsedMs).toBeLessThan(30_000);
  });
});
