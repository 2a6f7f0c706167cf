/** What a handshake shows: openssl s_server with the flags that make each fault, Node's TLS, and scripts for what no library of today does. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FakeScript, startFakeHost } from '../../src/gather/mail-host/testing.ts';
import { formatAlert, formatServerFlight } from '../../src/wire/tls/testing.ts';
import { createAuthority, type KeyPair, missingForCertificates } from './certificates.ts';
import { audit, hosts } from './mail-host-audit.ts';
import { startOpensslHost } from './openssl-host.ts';

const missing = missingForCertificates();
if (missing !== undefined) console.warn(`tests of handshakes skipped: ${missing}`);

const address = hosts['fake.example.org'];

describe.skipIf(missing !== undefined)('a handshake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-handshake-'));
  const closing: (() => Promise<void>)[] = [];
  let pair: KeyPair;
  let tls: { key: Buffer; cert: Buffer };

  beforeAll(() => {
    pair = createAuthority(folder).issue({ name: 'fake.example.org' });
    tls = { key: readFileSync(pair.keyFile), cert: readFileSync(pair.certificateFile) };
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Said {
    readonly hash: string;
    readonly ems: string;
    readonly secure: string;
    readonly client: string;
    readonly early: string;
    readonly compression: string;
  }
  const good: Said = {
    hash: 'pass strong',
    ems: 'pass offered',
    secure: 'pass offered',
    client: 'pass refused',
    early: 'pass not-offered',
    compression: 'pass none',
  };
  const only13 = 'not-applicable only-tls13';

  async function saidOf(port: number, timeoutMs = 15_000) {
    const probe = { ehloName: 'audit.example.net', timeoutMs };
    const { said, evidence } = await audit('fake.example.org', { 25: port }, { probe });
    const facts = evidence.mailHost?.state === 'present' ? evidence.mailHost.value : undefined;
    const seen: Said = {
      hash: said('tls-key-exchange-hash').join(),
      ems: said('tls-extended-master-secret').join(),
      secure: said('tls-secure-renegotiation').join(),
      client: said('tls-client-renegotiation').join(),
      early: said('tls-early-data').join(),
      compression: said('tls-compression').join(),
    };
    return { seen, tls: facts?.endpoints.find(({ port: one }) => one === 25)?.tls };
  }

  describe('of openssl s_server', () => {
    test.each<[string, readonly string[], Partial<Said>]>([
      ['as it is', [], {}],
      ['with client-initiated renegotiation', ['-client_renegotiation'], { client: 'fail accepted' }],
      ['with renegotiation switched off', ['-no_renegotiation'], {}],
      [
        'with SHA-1 among its signatures',
        ['-cipher', 'DEFAULT@SECLEVEL=0', '-sigalgs', 'RSA-PSS+SHA256:RSA+SHA1'],
        { hash: 'fail weak-accepted' },
      ],
      [
        'with SHA-1 alone',
        ['-cipher', 'DEFAULT@SECLEVEL=0', '-sigalgs', 'RSA+SHA1', '-tls1_2'],
        { hash: 'fail weak-chosen', early: 'not-applicable no-tls13' },
      ],
      [
        'with TLS 1.3 alone',
        ['-tls1_3'],
        { hash: only13, ems: only13, secure: only13, client: only13, compression: only13 },
      ],
      ['with early data', ['-early_data', '-max_early_data', '4096'], { early: 'fail offered' }],
      ['without tickets', ['-num_tickets', '0'], {}],
      [
        'with TLS 1.2 alone and no forward secrecy',
        ['-tls1_2', '-cipher', 'AES128-SHA256'],
        { hash: 'not-applicable not-signed', early: 'not-applicable no-tls13' },
      ],
      [
        'with TLS 1.1 alone',
        ['-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0'],
        { hash: 'not-applicable fixed-by-version', early: 'not-applicable no-tls13' },
      ],
    ])('%s', async (_, flags, spoilt) => {
      const host = await startOpensslHost(pair, address, flags);
      closing.push(host.close);
      expect((await saidOf(host.port)).seen).toEqual({ ...good, ...spoilt });
    });

    test('the number of bytes of early data is told', async () => {
      const host = await startOpensslHost(pair, address, ['-early_data', '-max_early_data', '4096']);
      closing.push(host.close);
      expect((await saidOf(host.port)).tls?.earlyData).toEqual({ tickets: 2, maxBytes: 4096 });
    });

    test('without extended master secret', async () => {
      const config = join(folder, 'openssl.cnf');
      writeFileSync(
        config,
        'openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nOptions = -ExtendedMasterSecret\n',
      );
      const host = await startOpensslHost(pair, address, [], config);
      closing.push(host.close);
      expect((await saidOf(host.port)).seen).toEqual({ ...good, ems: 'fail not-offered' });
    });
  });

  const flight = {
    version: 0x0303,
    suite: 0xc02f,
    compression: 0,
    hasExtendedMasterSecret: true,
    hasSecureRenegotiation: true,
    hasKeyExchange: true,
    signature: 0x0804,
  };
  const refusing = formatAlert(40);
  const unknown = 'unknown not-tried';

  describe('that a script gives', () => {
    // The TLS of Node lets its clients renegotiate.
    const base: Said = { ...good, client: 'fail accepted' };
    test.each<[string, NonNullable<FakeScript['answerHello']>, Partial<Said>]>([
      ['a good one', (isWeak) => (isWeak ? refusing : formatServerFlight(flight)), {}],
      [
        'compression is taken up',
        (isWeak) => (isWeak ? refusing : formatServerFlight({ ...flight, compression: 1 })),
        { compression: 'fail accepted' },
      ],
      [
        'no secure renegotiation',
        (isWeak) => (isWeak ? refusing : formatServerFlight({ ...flight, hasSecureRenegotiation: false })),
        { secure: 'fail insecure-accepted' },
      ],
      [
        'no extended master secret',
        (isWeak) => (isWeak ? refusing : formatServerFlight({ ...flight, hasExtendedMasterSecret: false })),
        { ems: 'fail not-offered' },
      ],
      [
        'SHA-1 although better is offered',
        () => formatServerFlight({ ...flight, signature: 0x0201 }),
        { hash: 'fail weak-chosen' },
      ],
      [
        'SHA-256 although SHA-1 alone is offered',
        () => formatServerFlight({ ...flight, signature: 0x0401 }),
        {},
      ],
      ['hanging up at SHA-1', (isWeak) => (isWeak ? 'hang-up' : formatServerFlight(flight)), {}],
      ['silence at SHA-1', (isWeak) => (isWeak ? '' : formatServerFlight(flight)), { hash: unknown }],
      [
        'hanging up at every hello',
        () => 'hang-up',
        { hash: unknown, ems: unknown, secure: unknown, compression: unknown },
      ],
      [
        'SMTP in place of TLS',
        () => Buffer.from('220 2.0.0 Ready\r\n'),
        { hash: unknown, ems: unknown, secure: unknown, compression: unknown },
      ],
      [
        'a flight without end',
        () => Buffer.concat([formatServerFlight(flight).subarray(0, 58), Buffer.alloc(200_000, 22)]),
        { hash: unknown, ems: unknown, secure: unknown, compression: unknown },
      ],
    ])('%s', async (_, answerHello, spoilt) => {
      const fake = await startFakeHost({ tls, answerHello }, address);
      closing.push(fake.close);
      const { seen } = await saidOf(fake.port, 3000);
      expect(seen).toEqual({ ...base, ...spoilt });
      expect(fake.most()).toBeLessThanOrEqual(3);
    });
  });
});
