/** Mail hosts that nobody would build, or that somebody built long ago: old TLS, stripped STARTTLS, silence, greetings without end. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailPort } from '../../src/findings/facts/mail-host.ts';
import { type FakeHost, type FakeScript, startFakeHost } from '../../src/gather/mail-host/testing.ts';
import { createAuthority, type KeyPair, missingForCertificates } from './certificates.ts';
import { audit, hosts } from './mail-host-audit.ts';

const missing = missingForCertificates();
if (missing !== undefined) console.warn(`tests of odd mail hosts skipped: ${missing}`);

describe.skipIf(missing !== undefined)('hosts that nobody would build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-fake-host-'));
  const running: FakeHost[] = [];
  let pair: { key: Buffer; cert: Buffer };
  let sha1: { key: Buffer; cert: Buffer };
  beforeAll(() => {
    const authority = createAuthority(folder);
    const read = ({ keyFile, certificateFile }: KeyPair) => ({
      key: readFileSync(keyFile),
      cert: readFileSync(certificateFile),
    });
    pair = read(authority.issue({ name: 'fake.example.org' }));
    sha1 = read(authority.issue({ name: 'fake.example.org', digest: 'sha1' }));
  });
  afterAll(async () => {
    await Promise.all(running.map((host) => host.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const seen = async (script: FakeScript, port: MailPort = 25) => {
    const fake = await startFakeHost(script, hosts['fake.example.org']);
    running.push(fake);
    const started = performance.now();
    const answer = await audit('fake.example.org', { [port]: fake.port });
    return { ...answer, fake, elapsedMs: performance.now() - started };
  };

  test('only the versions that were retired', async () => {
    const tls = {
      ...pair,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    const { said, findings } = await seen({ tls });
    expect(said('tls-works')).toEqual(['fail outdated-only']);
    expect(said('tls-versions')).toEqual(['fail only-retired']);
    expect(findings.find(({ check }) => check === 'mail-host/tls-versions')?.data).toMatchObject({
      accepted: ['TLSv1.1', 'TLSv1'],
    });
  });

  test('retired versions beside the current ones, key exchange without forward secrecy, an old signature', async () => {
    const tls = {
      ...sha1,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.2',
      ciphers: 'AES128-SHA:AES128-SHA256:@SECLEVEL=0',
    } as const;
    const { said, fake } = await seen({ tls });
    expect(said('tls-versions')).toEqual(['fail retired-accepted']);
    expect(said('tls-ciphers')).toEqual(['fail no-forward-secrecy']);
    expect(said('certificate-signature')).toEqual(['fail weak']);
    expect(fake.most()).toBeLessThanOrEqual(3);
  });

  test('TLS from the start with the versions of today', async () => {
    const { said } = await seen({ tls: pair, isImplicitTls: true }, 465);
    expect(said('implicit-tls')).toEqual(['pass works']);
    expect(said('tls-versions')).toEqual(['pass current']);
  });

  test('what was said before TLS is not taken for an answer under TLS (CVE-2011-0411)', async () => {
    const script = { tls: pair, beforeTls: '220 Ready\r\n250-fake.example.org\r\n250 AUTH PLAIN\r\n' };
    const { evidence } = await seen(script);
    const facts = evidence.mailHost?.state === 'present' ? evidence.mailHost.value : undefined;
    expect(facts?.endpoints.find(({ port }) => port === 25)).toMatchObject({
      startTls: 'works',
      tlsKeywords: ['SIZE 20000000', '8BITMIME'],
    });
  });

  test.each<[string, FakeScript, string, string]>([
    [
      'STARTTLS overwritten',
      { reply: (line) => (line.startsWith('EHLO') ? '250-fake\r\n250 XXXXXXXA\r\n' : undefined) },
      'starttls-intact',
      'fail overwritten',
    ],
    ['hanging up', { talk: (socket) => socket.destroy() }, 'reachable', 'fail hung-up'],
    ['another protocol', { greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n' }, 'reachable', 'fail not-smtp'],
    [
      'greylisting',
      { reply: (line) => (line.startsWith('RCPT') ? '450 4.2.0 Greylisted\r\n' : undefined) },
      'open-relay',
      'unknown not-telling',
    ],
  ])('%s', async (_, script, check, expected) => {
    expect((await seen(script)).said(check)).toEqual([expected]);
  });

  test('silence, a greeting without end, one byte at a time: each ends within its limit and none is called closed', async () => {
    const every = (text: string, ms: number): FakeScript => ({
      talk: (socket) => {
        const timer = setInterval(() => socket.writable && socket.write(text), ms);
        socket.on('close', () => clearInterval(timer));
      },
    });
    const slow = await Promise.all([
      seen({ greeting: '' }),
      seen(every('220-wait\r\n', 1000)),
      seen(every('2', 10_000)),
    ]);
    for (const { said, elapsedMs } of slow) {
      expect(said('reachable')).toEqual(['unknown silent']);
      expect(elapsedMs).toBeLessThan(17_000);
    }
    const { said, elapsedMs } = await seen(every('220-more\r\n'.repeat(100), 1));
    expect(said('reachable')).toEqual(['fail not-smtp']);
    expect(elapsedMs).toBeLessThan(2000);
  });
});
