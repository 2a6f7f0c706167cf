/** `waypost audit` asks the lab's lists (rbldnsd behind unbound): working, dead, refusing, parked, emptied, keyed ones. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dnsblData } from '../../src/gather/dnsbl/testing.ts';
import { askedBelowClosed } from '../dns-lists/worlds.ts';
import { type DnsLab, labListKey, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';
import { runWaypost } from './program.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`listing tests skipped: ${missing.join(', ')} not installed`);

interface JsonFinding {
  readonly check: string;
  readonly message: string;
  readonly outcome: string;
  readonly severity?: string;
  readonly subject: { readonly kind: string; readonly name: string };
  readonly data: Readonly<Record<string, unknown>>;
}

describe.skipIf(missing.length > 0)('waypost audit and DNS lists', () => {
  let lab: DnsLab;
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const run = (...args: readonly string[]) =>
    runWaypost([
      'audit',
      '--resolver',
      `${lab.recursive.host}:${lab.recursive.port}`,
      '--no-connect',
      ...args,
    ]);
  const audit = async (...args: readonly string[]) => {
    const outcome = await run('--json', ...args);
    const findings: readonly JsonFinding[] = JSON.parse(outcome.stdout).findings;
    return findings.filter(({ check }) => check.startsWith('listing/'));
  };
  /** 'message zone' of every failure. */
  const failures = (findings: readonly JsonFinding[]) =>
    findings
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ message, subject, data }) => `${message} ${subject.name} ${data['zone']}`)
      .sort();
  const unknowns = (findings: readonly JsonFinding[]) =>
    new Map(
      findings
        .filter(({ outcome }) => outcome === 'unknown')
        .map(({ message, data }) => [String(data['operator'] ?? message), message]),
    );

  beforeAll(async () => {
    lab = await startDnsLab();
    folder = mkdtempSync(join(tmpdir(), 'waypost-listings-'));
    writeFileSync(at('keys.toml'), `"combined.mail.abusix.zone" = "${labListKey}"\n`, { mode: 0o600 });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await lab?.close();
  });

  test('an IPv4 address: listed, by policy, clean', async () => {
    const [listed, policy, clean] = await Promise.all([
      audit('192.0.2.7'),
      audit('192.0.2.8'),
      audit('192.0.2.9'),
    ]);
    expect(failures(listed)).toEqual([
      'listed-everywhere 192.0.2.7 zen.spamhaus.org',
      'listed-small 192.0.2.7 dnsbl-1.uceprotect.net',
    ]);
    expect(failures(policy)).toEqual(['listed-policy 192.0.2.8 zen.spamhaus.org']);
    expect(failures(clean)).toEqual([]);
    expect(clean.find(({ message }) => message === 'not-listed')?.data).toMatchObject({
      zones: expect.stringContaining('zen.spamhaus.org'),
    });
    expect(listed.find(({ data }) => data['zone'] === 'zen.spamhaus.org')).toMatchObject({
      severity: 'critical',
      data: { codes: '127.0.0.4', meaning: 'XBL', reason: 'exploited 192.0.2.7', cause: 'exploit' },
    });
  });

  test('what only informs is no failure: the lists of networks, marks, colours', async () => {
    const findings = await audit('192.0.2.9');
    const informing = findings.filter(({ message }) => message === 'listed-informs' || message === 'marked');
    expect(
      informing.map(({ outcome, data }) => `${outcome} ${data['zone']}: ${data['meaning']}`).sort(),
    ).toEqual([
      'pass dnsbl-3.uceprotect.net: listed',
      'pass hostkarma.junkemailfilter.com: uses QUIT (info)',
      'pass rep.mailspike.net: good',
    ]);
  });

  test('dead, refusing, parked and emptied lists say nothing, each with its reason', async () => {
    const reasons = unknowns(await audit('192.0.2.7'));
    expect(Object.fromEntries(reasons)).toMatchObject({
      SpamCop: 'lists-everything',
      Barracuda: 'refused',
      Mailspike: 'no-list',
      PSBL: 'test-entry-gone',
      Spamhaus: 'needs-key',
      Abusix: 'needs-key',
    });
  });

  test('an IPv6 address, asked in nibbles', async () => {
    const findings = await audit('2001:db8:0:7::25');
    expect(failures(findings)).toEqual(['listed-everywhere 2001:db8:0:7::25 zen.spamhaus.org']);
    expect(failures(await audit('2001:db8:0:8::25'))).toEqual([]);
  });

  test('a domain, and the name of its HELO; big lists that refuse are a hint at the resolver, given once', async () => {
    const findings = await audit(
      'unsigned.test',
      '--sending-ip',
      '192.0.2.9',
      '--helo',
      'mail.listed.example',
    );
    expect(failures(findings)).toEqual(['listed-everywhere listed.example dbl.spamhaus.org']);
    expect(findings.find(({ outcome }) => outcome === 'fail')?.data).toMatchObject({
      roles: 'HELO',
      meaning: 'spam domain',
    });
    const hints = findings.filter(({ check }) => check === 'listing/resolver');
    expect(hints).toMatchObject([{ message: 'public-resolver', data: { operators: 'SURBL, URIBL' } }]);
  });

  test('a rule of a provider about one list is judged by that list alone', async () => {
    const rule = async (ip: string) => {
      const { stdout } = await run('--json', 'unsigned.test', '--sending-ip', ip);
      const findings: readonly JsonFinding[] = JSON.parse(stdout).findings;
      return findings.find(({ data }) => data['rule'] === 'yahoo/not-listed')?.message;
    };
    expect(await Promise.all([rule('192.0.2.7'), rule('192.0.2.9')])).toEqual(['missing', 'met']);
  });

  test('with a key its list is asked; the key is nowhere to be seen', async () => {
    const outcome = await run(
      ...['--json', '--list-keys', at('keys.toml'), '--save-evidence', at('evidence.json'), '192.0.2.7'],
    );
    const saved = readFileSync(at('evidence.json'), 'utf8');
    expect(outcome.stdout).toContain('combined.mail.abusix.zone');
    expect(failures(JSON.parse(outcome.stdout).findings)).toContain(
      'listed-widely 192.0.2.7 combined.mail.abusix.zone',
    );
    expect(saved).toContain('7.2.0.192.<key>.combined.mail.abusix.zone');
    const told = [outcome.stdout, outcome.stderr, saved];
    const verbose = await run('--verbose', '--list-keys', at('keys.toml'), '192.0.2.7');
    for (const text of [...told, verbose.stdout, verbose.stderr]) {
      expect(text.toLowerCase()).not.toContain(labListKey.toLowerCase());
    }
    expect(outcome.stderr).toBe('');
    const again = await runWaypost(['audit', '--json', '--evidence', at('evidence.json')]);
    expect(JSON.parse(again.stdout).findings).toEqual(JSON.parse(outcome.stdout).findings);
  });

  test('a key that the operator does not know is told as that', async () => {
    writeFileSync(at('wrong.toml'), 'combined.mail.abusix.zone = "another0key0than0that"\n', { mode: 0o600 });
    const reasons = unknowns(await audit('--list-keys', at('wrong.toml'), '192.0.2.7'));
    expect(reasons.get('Abusix')).toBe('key-refused');
  });

  test('a file of keys that others can read, and one that is none', async () => {
    writeFileSync(at('open.toml'), `"combined.mail.abusix.zone" = "${labListKey}"\n`, { mode: 0o644 });
    expect(statSync(at('open.toml')).mode & 0o044).not.toBe(0);
    const open = await run('--list-keys', at('open.toml'), '192.0.2.9');
    expect([open.code, open.stderr]).toEqual([0, expect.stringContaining('chmod 600')]);
    writeFileSync(at('bad.toml'), `zen.spamhaus.org: ${labListKey}\n`, { mode: 0o600 });
    const bad = await run('--list-keys', at('bad.toml'), '192.0.2.9');
    expect([bad.code, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toContain('--list-keys');
    expect(bad.stderr).not.toContain(labListKey);
    const gone = await run('--list-keys', at('gone.toml'), '192.0.2.9');
    expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('cannot be read')]);
  });

  test('nothing is asked below a dead zone, and each self-test once for many subjects', async () => {
    writeFileSync(
      at('subjects.txt'),
      ['192.0.2.7', '192.0.2.8', '192.0.2.9', '2001:db8:0:7::25', 'unsigned.test'].join('\n'),
    );
    const { code } = await run(
      ...[
        '--json',
        '--lists',
        '--file',
        at('subjects.txt'),
        '--save-evidence',
        at('many.json'),
        '--no-progress',
      ],
    );
    expect(code).toBe(0);
    const saved = readFileSync(at('many.json'), 'utf8');
    const questions = [...saved.matchAll(/"question": ?"([^"]+?)\.? ([A-Z]+)"/g)].map(
      ([, name]) => `${name} A`,
    );
    expect(questions.length).toBeGreaterThan(200);
    expect(askedBelowClosed(questions, dnsblData)).toEqual([]);
    // Sources of one self-test stand in the evidence of each subject, as one and the same observation.
    const selfTests = [
      ...saved.matchAll(/"question": ?"2\.0\.0\.127\.zen\.spamhaus\.org\. A"[^}]*?"elapsedMs": ?([\d.]+)/g),
    ];
    expect(selfTests.length).toBeGreaterThan(1);
    expect(new Set(selfTests.map(([, elapsed]) => elapsed)).size).toBe(1);
  });

  test('for many subjects lists are not asked unless it is said', async () => {
    writeFileSync(at('one.txt'), 'unsigned.test\n');
    const { stdout } = await run('--json', '--file', at('one.txt'), '--no-progress');
    expect(stdout).not.toContain('"check":"listing/');
    expect(stdout).toContain('--lists');
  });

  test('in words: what to find out first, then the way off; in German too', async () => {
    const [english, german] = await Promise.all([run('192.0.2.7'), run('--lang', 'de', '192.0.2.7')]);
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    expect(flat(english.stdout)).toMatch(
      /First find the infected machine.*Then open https:\/\/check\.spamhaus\.org\//,
    );
    expect(flat(english.stdout)).toContain('mailcow postscreen 6/6');
    expect(flat(german.stdout)).toMatch(
      /Finden Sie zuerst den befallenen Rechner.*Öffnen Sie dann https:\/\/check/,
    );
  });
});
