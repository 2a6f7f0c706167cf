/** Test support: an HTTPS server on loopback with a certificate made on the spot, and an authority that signed it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  /** The authority in PEM. */
  readonly ca: string;
}

/** True where the certificates can be made. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const keyArguments = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** `names`: DNS names of the certificate; none: only a common name. A negative `days`: it ran out. */
export function makeCertificate(
  names: readonly string[],
  commonName = names[0] ?? 'x',
  days = 2,
): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-cert-'));
  const run = (args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  try {
    run([
      'req',
      '-x509',
      ...keyArguments,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=Test CA',
      '-days',
      '5',
    ]);
    run([
      'req',
      '-new',
      ...keyArguments,
      '-keyout',
      'own.key',
      '-out',
      'own.csr',
      '-subj',
      `/CN=${commonName}`,
    ]);
    const alternative = names.map((name) => `DNS:${name}`).join(',');
    writeFileSync(
      join(folder, 'own.ext'),
      names.length === 0 ? 'basicConstraints=CA:FALSE\n' : `subjectAltName=${alternative}\n`,
    );
    const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'own.ext'];
    run(['x509', '-req', '-in', 'own.csr', ...signing, '-out', 'own.pem', '-days', String(days)]);
    return { key: read('own.key'), cert: read('own.pem'), ca: read('ca.pem') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface TestHttps {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1. */
export function startHttps(certificate: TestCertificate, listener: RequestListener): Promise<TestHttps> {
  const server = createServer({ key: certificate.key, cert: certificate.cert }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.closeAllConnections();
          server.close(() => done());
        });
      resolve({ port, close });
    });
  });
}
