/** Certificate and key of HTTPS, read and tried before the server takes them, at the start and at SIGHUP. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { failed, ok, type Problem, type Result } from '../../base/result.ts';

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** What works but will not for long, or is not as it should be. */
  readonly warnings: readonly Problem[];
}

const MAX_BYTES = 1024 * 1024;
const SOON_MS = 14 * 24 * 60 * 60 * 1000;
/** Others may read. */
const OPEN_MODE = 0o004;

function read(name: string, path: string): Result<Buffer> {
  try {
    const stat = statSync(path);
    // A pipe nobody writes to would be read for ever.
    if (!stat.isFile())
      return failed('tls-unreadable', `${name} ${path} is no file; name the file with the PEM text.`, {
        how: 'no-file',
        name,
        path,
      });
    if (stat.size > MAX_BYTES)
      return failed(
        'tls-unreadable',
        `${name} ${path} is larger than 1 MiB: it is no ${name.slice(4)} file.`,
        { how: 'large', name, path, what: name.slice(4) },
      );
    return ok(readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const [how, why] =
      code === 'ENOENT'
        ? ['missing', 'does not exist']
        : code === 'EACCES'
          ? ['no-right', 'cannot be read by the user that Waypost runs as']
          : ['other', `cannot be read (${code})`];
    return failed('tls-unreadable', `${name} ${path} ${why}.`, { how, name, path, code });
  }
}

/** Reads both and tries them together. Problems: 'tls-unreadable', 'tls-broken', 'tls-mismatch', 'tls-expired'. */
export function readTlsFiles(
  paths: { readonly cert: string; readonly key: string },
  nowMs: number,
): Result<TlsFiles> {
  const cert = read('tls.cert', paths.cert);
  if (!cert.ok) return cert;
  const key = read('tls.key', paths.key);
  if (!key.ok) return key;
  let leaf: X509Certificate;
  try {
    leaf = new X509Certificate(cert.value);
  } catch {
    return failed(
      'tls-broken',
      `tls.cert ${paths.cert} holds no certificate in PEM (a line BEGIN CERTIFICATE).`,
      { how: 'no-certificate', path: paths.cert },
    );
  }
  try {
    if (!leaf.checkPrivateKey(createPrivateKey(key.value)))
      return failed(
        'tls-mismatch',
        `tls.key ${paths.key} is not the key of the first certificate in ${paths.cert}; the server's own certificate stands first.`,
        { path: paths.key, cert: paths.cert },
      );
    createSecureContext({ cert: cert.value, key: key.value });
  } catch (error) {
    const isLocked = /passphrase|bad decrypt|encrypted/i.test(error instanceof Error ? error.message : '');
    const why = isLocked
      ? 'is locked by a passphrase; write it without one: openssl pkey -in OLD -out NEW'
      : 'holds no private key in PEM that can be used (a line BEGIN PRIVATE KEY)';
    return failed('tls-broken', `tls.key ${paths.key} ${why}.`, {
      how: isLocked ? 'locked' : 'no-key',
      path: paths.key,
    });
  }
  const endMs = leaf.validToDate.getTime();
  const day = leaf.validToDate.toISOString().slice(0, 10);
  if (endMs < nowMs)
    return failed(
      'tls-expired',
      `The certificate in ${paths.cert} ended on ${day}. Renew it, then start again.`,
      { path: paths.cert, day },
    );
  const warnings: Problem[] = [];
  if (endMs - nowMs < SOON_MS)
    warnings.push({
      code: 'tls-ends-soon',
      message: `The certificate in ${paths.cert} ends on ${day}.`,
      data: { path: paths.cert, day },
    });
  if (process.platform !== 'win32' && (statSync(paths.key).mode & OPEN_MODE) !== 0)
    warnings.push({
      code: 'tls-key-open',
      message: `Everybody on this machine can read ${paths.key}; run chmod 640 on it.`,
      data: { path: paths.key },
    });
  return ok({ cert: cert.value, key: key.value, warnings });
}
