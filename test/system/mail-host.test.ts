/** Mail hosts as they are: a Postfix set up well and one set up badly, with logins by Dovecot. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority, type KeyPair, missingForCertificates } from './certificates.ts';
import { type Dovecot, missingForDovecot, startDovecot } from './dovecot.ts';
import { audit, badIp, goodIp, type Ports } from './mail-host-audit.ts';
import { missingForPostfix, type Postfix, startPostfix } from './postfix.ts';

async function freePort(ip: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, ip, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const reasons = [missingForPostfix(), missingForDovecot(), missingForCertificates()];
const missing = reasons.find((reason) => reason !== undefined);
if (missing !== undefined) console.warn(`tests of Postfix as an audited host skipped: ${missing}`);

/** One smtpd of its own: address, port, settings of main.cf for it alone. */
function service(ip: string, port: number, settings: Readonly<Record<string, string>>): string {
  const options = Object.entries(settings).map(([key, value]) => `  -o { ${key} = ${value} }\n`);
  return `${ip}:${port} inet n - n - - smtpd\n${options.join('')}`;
}

/** What OpenSSL may sign and accept: no SHA-1, which Postfix would take. */
const strongSignatures = [
  'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512',
  'RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512',
  'RSA+SHA256:RSA+SHA384:RSA+SHA512',
  'ed25519:ed448',
].join(':');

const opensslConfig = `openssl_conf = own
[own]
ssl_conf = ssl
[ssl]
system_default = system_default_sect
[system_default_sect]
SignatureAlgorithms = ${strongSignatures}
`;

const tlsOf = ({ keyFile, certificateFile }: KeyPair): Readonly<Record<string, string>> => ({
  smtpd_tls_security_level: 'may',
  smtpd_tls_key_file: keyFile,
  smtpd_tls_cert_file: certificateFile,
});

describe.skipIf(missing !== undefined)('Postfix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-mail-host-'));
  const good: Ports = {};
  const bad: Ports = {};
  const strict: Ports = {};
  let authority: Authority;
  let dovecot: Dovecot | undefined;
  let postfix: Postfix | undefined;

  beforeAll(async () => {
    // Postfix asks Dovecot as its own user.
    chmodSync(folder, 0o755);
    authority = createAuthority(folder);
    dovecot = await startDovecot(folder, 'plain login cram-md5');
    for (const port of [25, 465, 587] as const) good[port] = await freePort(goodIp);
    for (const port of [25, 465, 587] as const) bad[port] = await freePort(badIp);
    strict[25] = await freePort(goodIp);
    const fine = tlsOf(authority.issue({ name: 'mx.example.org' }));
    const expired = tlsOf(authority.issue({ name: 'bad.example.org', fromDays: -20, forDays: 10 }));
    const alien = tlsOf(authority.issue({ name: 'other.example.net', isSelfSigned: true, key: 'rsa:1024' }));
    const login = { smtpd_sasl_auth_enable: 'yes', smtpd_sasl_path: dovecot.socket };
    const users = {
      ...login,
      smtpd_sasl_mechanism_filter: 'plain, login',
      smtpd_tls_auth_only: 'yes',
      smtpd_client_restrictions: 'permit_sasl_authenticated, reject',
    };
    const opensslFile = join(folder, 'openssl.cnf');
    writeFileSync(opensslFile, opensslConfig);
    postfix = startPostfix(1, {
      main: {
        import_environment: `LANG=C MAIL_CONFIG OPENSSL_CONF=${opensslFile}`,
        inet_interfaces: 'all',
        myhostname: 'mx.example.org',
        virtual_mailbox_domains: 'example.org',
        virtual_mailbox_maps:
          'inline:{ { postmaster@example.org = maildir/ }, { me@example.org = maildir/ } }',
        virtual_mailbox_limit: '0',
        message_size_limit: '52428800',
        mynetworks: '127.0.0.2/32',
        notify_classes: '',
        smtpd_sasl_type: 'dovecot',
        smtpd_tls_protocols: '>=TLSv1.2',
        // What counts where TLS is demanded; Postfix 3.7 takes TLS 1.0 there.
        smtpd_tls_mandatory_protocols: '>=TLSv1.2',
        mydestination: 'mx.example.org',
        local_recipient_maps: 'inline:{ { postmaster = here } }',
        virtual_alias_maps: 'inline:{ { postmaster@mx.example.org = postmaster@example.org } }',
        disable_vrfy_command: 'yes',
      },
      master: [
        'tlsmgr unix - - n 1000? 1 tlsmgr\n',
        service(goodIp, good[25] ?? 0, fine),
        service(goodIp, good[465] ?? 0, { ...fine, ...users, smtpd_tls_wrappermode: 'yes' }),
        service(goodIp, good[587] ?? 0, { ...fine, ...users, smtpd_tls_security_level: 'encrypt' }),
        service(goodIp, strict[25] ?? 0, { ...fine, smtpd_forbid_bare_newline: 'yes' }),
        service(badIp, bad[25] ?? 0, {
          ...expired,
          ...login,
          smtpd_banner: 'localhost ESMTP Postfix',
          mynetworks: '127.0.0.0/8',
          disable_vrfy_command: 'no',
          smtpd_null_access_lookup_key: 'nobody',
          smtpd_sender_restrictions: 'check_sender_access inline:{ { nobody = 550 5.7.1 no bounces here } }',
          smtpd_delay_reject: 'no',
          message_size_limit: '1000000',
        }),
        service(badIp, bad[465] ?? 0, { smtpd_tls_security_level: 'none' }),
        service(badIp, bad[587] ?? 0, { ...alien, ...login }),
      ].join(''),
    });
  });
  afterAll(async () => {
    postfix?.close();
    await dovecot?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('set up well: nothing fails', async () => {
    const { findings, said } = await audit('mx.example.org', good, { trustedRoots: [authority.root] });
    expect(findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === 'unknown')).toEqual([]);
    // Programs that guard a host shut out who is refused five times.
    expect(postfix?.log().match(/reject: /g)).toHaveLength(4);
    for (const [check, expected] of [
      ['reachable', 'answers'],
      ['greeting', 'own-name'],
      ['open-relay', 'refused'],
      ['null-sender', 'taken'],
      ['postmaster', 'taken'],
      ['vrfy', 'tells-nothing'],
      ['starttls-offered', 'offered'],
      ['implicit-tls', 'works'],
      ['tls-versions', 'current'],
      ['tls-ciphers', 'forward-secret'],
      ['tls-key-exchange-hash', 'strong'],
      ['tls-extended-master-secret', 'offered'],
      ['tls-secure-renegotiation', 'offered'],
      ['tls-client-renegotiation', 'refused'],
      ['tls-early-data', 'not-offered'],
      ['tls-compression', 'none'],
      ['certificate-trusted', 'trusted'],
      ['certificate-name', 'matches'],
      ['certificate-expiry', 'valid'],
      ['auth-needs-tls', 'only-under-tls'],
      ['auth-not-on-25', 'not-offered'],
      ['auth-mechanisms', 'common'],
      ['submission-offered', 'offered'],
      ['submission-auth', 'required'],
    ] as const) {
      expect(said(check)[0], check).toBe(`pass ${expected}`);
    }
  });

  test('without the authority it is not trusted, and the chain is told', async () => {
    const { evidence, said } = await audit('mx.example.org', good);
    expect(said('certificate-trusted')).toEqual([
      'fail incomplete-chain',
      'fail submission-incomplete-chain',
    ]);
    const shelf = evidence.mailHost;
    const chain =
      shelf?.state === 'present' ? shelf.value.endpoints.find(({ port }) => port === 25)?.tls?.chain : [];
    expect(chain).toMatchObject([
      {
        names: ['mx.example.org'],
        keyType: 'rsa',
        keyBits: 2048,
        signatureAlgorithm: 'sha256WithRSAEncryption',
      },
    ]);
  });

  test('set up badly: each fault by its name', async () => {
    const { said } = await audit('bad.example.org', bad, { trustedRoots: [authority.root] });
    for (const [check, ...expected] of [
      ['greeting', 'fail no-name'],
      ['open-relay', 'fail open', 'pass refused'],
      ['null-sender', 'fail refused'],
      ['vrfy', 'fail tells'],
      ['size', 'fail small', 'pass offered'],
      ['implicit-tls', 'fail in-the-clear'],
      ['certificate-expiry', 'fail expired', 'pass valid'],
      ['certificate-trusted', 'not-applicable expired', 'fail submission-self-signed'],
      ['certificate-name', 'pass matches', 'fail submission-other-name'],
      ['certificate-key', 'pass long-enough', 'fail too-short'],
      ['auth-needs-tls', 'fail password-in-the-clear'],
      ['auth-not-on-25', 'fail offered'],
      ['auth-mechanisms', 'fail weak'],
      ['submission-auth', 'fail not-required'],
    ] as const) {
      expect(said(check), check).toEqual(expected);
    }
  });

  test('as Debian gives it, it signs with SHA-1 where a client offers nothing better; the setting is named', async () => {
    const port = await freePort(goodIp);
    const plain = startPostfix(1, {
      main: { inet_interfaces: 'all', myhostname: 'mx.example.org' },
      master: `tlsmgr unix - - n 1000? 1 tlsmgr\n${service(goodIp, port, tlsOf(authority.issue({ name: 'mx.example.org' })))}`,
    });
    try {
      const { findings, said } = await audit('mx.example.org', { 25: port });
      expect(said('tls-key-exchange-hash')).toEqual(['fail weak-accepted']);
      const { data, fixes } = findings.find(({ check }) => check === 'mail-host/tls-key-exchange-hash') ?? {};
      expect(data).toMatchObject({ algorithm: 'rsa_pkcs1_sha1' });
      expect(fixes).toMatchObject([{ key: 'SignatureAlgorithms', value: strongSignatures }]);
    } finally {
      plain.close();
    }
  });

  test('a message that ends early is told, from the mailbox it went to; a strict host refuses it', async () => {
    const more = { smugglingRecipient: 'me@example.org' };
    const loose = await audit('mx.example.org', { 25: good[25] ?? 0 }, more);
    expect(loose.said('smuggling')).toEqual(['fail ends-early']);
    expect(loose.findings.find(({ check }) => check === 'mail-host/smuggling')?.data['ended']).toContain(
      '<LF>.<LF>',
    );
    const { said } = await audit('mx.example.org', strict, more);
    expect(said('smuggling')).toEqual(['pass keeps-together']);
    const kept = (postfix?.returned() ?? []).map((file) => readFileSync(file, 'utf8'));
    expect(kept.every((text) => text.includes('To: <me@example.org>'))).toBe(true);
  });

  test('its log holds no failed login, no message that was not asked for, no connection left without a word', () => {
    const log = postfix?.log() ?? '';
    expect(log).toMatch(/connect from/);
    expect(log).not.toMatch(/authentication (failed|aborted)/i);
    const delivered = log.split('\n').filter((line) => line.includes(' status='));
    expect(delivered.length).toBeGreaterThan(0);
    expect(delivered.filter((line) => !line.includes('to=<me@example.org>'))).toEqual([]);
    // A handshake that fails ends without QUIT; so does one in a port that does not begin with TLS.
    expect(log).not.toMatch(/lost connection after (?!CONNECT|STARTTLS)/);
  });
});
