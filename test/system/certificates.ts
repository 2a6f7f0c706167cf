/** Keys and certificates for mail hosts of tests, made on the spot by openssl: an authority, and what it signs. Test support. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeyPair {
  readonly keyFile: string;
  readonly certificateFile: string;
}

export interface Authority extends KeyPair {
  /** The authority's own certificate (PEM). */
  readonly root: string;
  readonly issue: (options: CertificateOptions) => KeyPair;
}

export interface CertificateOptions {
  readonly name: string;
  /** Days from now; negative: before now. From two days ago and for 90 days where not given. */
  readonly fromDays?: number;
  readonly forDays?: number;
  /** 'rsa:2048' where not given. */
  readonly key?: string;
  /** 'sha256' where not given. */
  readonly digest?: string;
  /** Signed by itself instead of the authority. */
  readonly isSelfSigned?: boolean;
}

/** Why there can be none; undefined where there can. */
export function missingForCertificates(): string | undefined {
  const isThere = ['/usr/bin/openssl', '/usr/local/bin/openssl'].some((path) => existsSync(path));
  return isThere ? undefined : 'openssl is not installed (Debian: openssl)';
}

const dayMs = 86_400_000;

/** '20260101000000Z' (ASN.1 GeneralizedTime). */
const asn1Time = (days: number): string =>
  `${new Date(Date.now() + days * dayMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;

function openssl(args: readonly string[], cwd: string): void {
  execFileSync('openssl', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Files go into `folder`, which must exist. */
export function createAuthority(folder: string): Authority {
  const home = join(folder, 'authority');
  mkdirSync(home);
  const subject = ['-subj', '/O=Waypost tests/CN=Waypost test authority'];
  const own = { keyFile: join(home, 'root.key'), certificateFile: join(home, 'root.pem') };
  openssl(
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '30',
      ...subject,
      '-keyout',
      own.keyFile,
      '-out',
      own.certificateFile,
    ],
    home,
  );
  writeFileSync(join(home, 'index'), '');
  writeFileSync(join(home, 'serial'), '1000\n');
  writeFileSync(
    join(home, 'ca.cnf'),
    `[ca]
default_ca = it
[it]
database = ${home}/index
serial = ${home}/serial
new_certs_dir = ${home}
unique_subject = no
policy = any
[any]
commonName = supplied
`,
  );
  let count = 0;
  const issue = (options: CertificateOptions): KeyPair => {
    count += 1;
    return issueOne(home, `host${count}`, own, options);
  };
  return { ...own, root: readFileSync(own.certificateFile, 'utf8'), issue };
}

function issueOne(home: string, file: string, authority: KeyPair, options: CertificateOptions): KeyPair {
  const { name, fromDays = -2, forDays = 90, key = 'rsa:2048', digest = 'sha256' } = options;
  const pair = { keyFile: join(home, `${file}.key`), certificateFile: join(home, `${file}.pem`) };
  const request = join(home, `${file}.csr`);
  const extensions = join(home, `${file}.ext`);
  writeFileSync(extensions, `subjectAltName = DNS:${name}\nbasicConstraints = CA:FALSE\n`);
  openssl(
    ['req', '-newkey', key, '-nodes', '-subj', `/CN=${name}`, '-keyout', pair.keyFile, '-out', request],
    home,
  );
  const signer =
    options.isSelfSigned === true
      ? ['-selfsign', '-keyfile', pair.keyFile]
      : ['-keyfile', authority.keyFile, '-cert', authority.certificateFile];
  openssl(
    [
      ...[
        'ca',
        '-config',
        join(home, 'ca.cnf'),
        '-batch',
        '-notext',
        '-rand_serial',
        '-md',
        digest,
        ...signer,
      ],
      ...['-startdate', asn1Time(fromDays), '-enddate', asn1Time(fromDays + forDays)],
      ...['-extfile', extensions, '-in', request, '-out', pair.certificateFile],
    ],
    home,
  );
  return pair;
}
