/** HTTPS by files, what is wrong with them, their renewal at SIGHUP; and what a trusted proxy may say. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority, type KeyPair, missingForCertificates } from './certificates.ts';
import { clear, runCommand, type ServeRun, startServe, tempFolder } from './server.ts';

const folder = tempFolder();
afterAll(() => clear(folder));

const why = missingForCertificates();
const config = join(folder, 'waypost.toml');

function use({ certificateFile, keyFile }: KeyPair): void {
  copyFileSync(certificateFile, join(folder, 'cert.pem'));
  copyFileSync(keyFile, join(folder, 'key.pem'));
}

/** The serial number of the certificate that is shown. */
function shownSerial(run: ServeRun): Promise<string> {
  const port = Number(/:(\d+)$/.exec(run.url())?.[1]);
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe.skipIf(why !== undefined)(`HTTPS${why === undefined ? '' : ` (${why})`}`, () => {
  let authority: Authority;
  beforeAll(() => {
    authority = createAuthority(folder);
    writeFileSync(config, 'listen = "127.0.0.1:0"\n[tls]\ncert = "cert.pem"\nkey = "key.pem"\n');
  });

  test('is spoken, and a renewed certificate is taken over while it runs', async () => {
    use(authority.issue({ name: 'waypost.example.org' }));
    const run = await startServe(folder, []);
    expect(run.url()).toMatch(/^https:/);
    const first = await shownSerial(run);
    use(authority.issue({ name: 'waypost.example.org' }));
    run.child.kill('SIGHUP');
    await run.says(/server: reloaded/);
    expect(await shownSerial(run)).not.toBe(first);
    writeFileSync(join(folder, 'cert.pem'), 'broken');
    run.child.kill('SIGHUP');
    await run.says(/not taken over.*tls-broken/);
    expect(await shownSerial(run)).not.toBe(first);
    expect(await run.stop()).toBe(0);
  });

  test.each<[what: string, prepare: (authority: Authority) => void, code: number, words: string]>([
    [
      'the key of another certificate',
      (all) => {
        use(all.issue({ name: 'a.example.org' }));
        copyFileSync(all.issue({ name: 'b.example.org' }).keyFile, join(folder, 'key.pem'));
      },
      2,
      'is not the key of the first certificate',
    ],
    [
      'an expired certificate',
      (all) => use(all.issue({ name: 'a.example.org', fromDays: -20, forDays: 10 })),
      1,
      'Renew it',
    ],
    [
      'no certificate in the file',
      () => writeFileSync(join(folder, 'cert.pem'), 'x'),
      2,
      'holds no certificate',
    ],
  ])('%s is told', async (_, prepare, code, words) => {
    prepare(authority);
    const run = await runCommand(['serve', '--config', config], folder);
    expect([run.code, run.stderr.includes(words), run.stderr]).toEqual([code, true, run.stderr]);
  });
});

describe('behind a proxy', () => {
  const plain = tempFolder();
  afterAll(() => clear(plain));

  test.each([
    ['', '127.0.0.1'],
    ['127.0.0.1', '198.51.100.7'],
    ['192.0.2.0/24', '127.0.0.1'],
  ])('with trusted "%s" the client is %s', async (trusted, ip) => {
    const run = await startServe(plain, ['--listen', '127.0.0.1:0'], {
      WAYPOST_LOG_FORM: 'json',
      WAYPOST_PROXY_TRUSTED: trusted,
    });
    await fetch(`${run.url()}/api/v1/meta`, { headers: { 'x-forwarded-for': '203.0.113.1, 198.51.100.7' } });
    await run.says(/"route":"\/api\/v1\/meta"/);
    expect(await run.stop()).toBe(0);
    const line =
      run
        .stderr()
        .split('\n')
        .find((one) => one.includes('/api/v1/meta')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ part: 'http', status: 200, ip });
  });
});
