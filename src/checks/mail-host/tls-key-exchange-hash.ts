/** Is the host's part of the key exchange signed with a hash that cannot be forged (RFC 9155)? */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { judgeHellos, notTried } from './handshake.ts';
import { ncscGuidelines } from './ncsc-guidelines.ts';
import { settingsFor } from './settings.ts';

const hashes = ['SHA256', 'SHA384', 'SHA512'];
const strongOnly = ['ECDSA', 'RSA-PSS', 'RSA']
  .flatMap((key) => hashes.map((hash) => `${key}+${hash}`))
  .concat('ed25519', 'ed448')
  .join(':');

/** Of the library, for all programs that use it. A security level would not do: Postfix sets its own, 0, for old clients. */
const openssl: Fix = {
  kind: 'setting',
  where: 'openssl.cnf [system_default_sect]',
  key: 'SignatureAlgorithms',
  value: strongOnly,
};

/** Debian's Exim is built with GnuTLS, which takes SHA-1 unless it is told otherwise. */
const gnutls = {
  exim: [['tls_require_ciphers', 'NORMAL:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:-SIGN-DSA-SHA1']],
} as const;

/** The other programs that we know are built with OpenSSL. */
function fixesFor(banner: string | undefined): readonly Fix[] {
  if (/postfix|dovecot/i.test(banner ?? '')) return [openssl];
  return [...settingsFor(banner, gnutls), openssl];
}

export const tlsKeyExchangeHash: Check<'mailHost'> = {
  id: 'mail-host/tls-key-exchange-hash',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9155 §4' }, ncscGuidelines],
  run: (evidence) =>
    judgeHellos(evidence, (hello, { weakHello }, { banner }) => {
      const { version, signature } = hello;
      if (version !== 'TLSv1.2') {
        return { outcome: 'not-applicable', message: 'fixed-by-version', data: { version } };
      }
      if (hello.isWeaklySigned) {
        return {
          outcome: 'fail',
          message: 'weak-chosen',
          data: { ...(signature !== undefined && { algorithm: signature }) },
          fixes: fixesFor(banner),
        };
      }
      if (weakHello === undefined) return notTried(undefined);
      if (weakHello.state === 'not-tried') return notTried(weakHello.detail);
      if (weakHello.state === 'answered' && weakHello.isWeaklySigned) {
        return {
          outcome: 'fail',
          message: 'weak-accepted',
          data: { algorithm: weakHello.signature ?? '' },
          fixes: fixesFor(banner),
        };
      }
      if (signature === undefined) return { outcome: 'not-applicable', message: 'not-signed' };
      return { outcome: 'pass', message: 'strong', data: { algorithm: signature } };
    }),
};
