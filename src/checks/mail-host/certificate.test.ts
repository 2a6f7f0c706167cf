import { describe, expect, test } from 'vitest';
import type { CertificateFacts, HostEndpoint, TlsFacts } from '../../findings/facts/mail-host.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { certificateKey } from './certificate-key.ts';
import { certificateName } from './certificate-name.ts';
import { certificateSignature } from './certificate-signature.ts';
import { certificateTrusted } from './certificate-trusted.ts';
import {
  certificate,
  closed,
  findingsOf,
  mx,
  said,
  submissions,
  withCertificate,
  withTls,
} from './testing.ts';

/** Evidence of tests is seen on 2026-01-01. */
const on = (day: string): string => `${day}T00:00:00.000Z`;

describe('trusted', () => {
  const untrusted = (trustProblem: string, ...chain: Partial<CertificateFacts>[]): Partial<TlsFacts> => ({
    isTrusted: false,
    trustProblem,
    chain: chain.map((spoilt) => ({ ...certificate, ...spoilt })),
  });
  const selfSigned = untrusted('DEPTH_ZERO_SELF_SIGNED_CERT', { isSelfIssued: true });
  test.each<[string, Partial<TlsFacts>, string]>([
    ['a known root', {}, 'pass trusted'],
    ['signed by itself', selfSigned, 'fail self-signed'],
    ['alone', untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}), 'fail incomplete-chain'],
    [
      'a root of its own',
      untrusted('SELF_SIGNED_CERT_IN_CHAIN', {}, { isSelfIssued: true }),
      'fail unknown-issuer',
    ],
    ['over', untrusted('CERT_HAS_EXPIRED', { notAfter: on('2025-12-31') }), 'not-applicable expired'],
    [
      'its issuer over',
      untrusted('CERT_HAS_EXPIRED', {}, { notAfter: on('2025-12-31') }),
      'fail unknown-issuer',
    ],
  ])('%s', (_, spoilt, expected) => {
    expect(said(certificateTrusted, [withTls(mx, spoilt)])).toEqual([expected]);
  });

  test('at a port of users it is another failure', () => {
    expect(said(certificateTrusted, [withTls(mx, selfSigned), withTls(submissions, selfSigned)])).toEqual([
      'fail self-signed',
      'fail submission-self-signed',
    ]);
  });
});

test.each<[HostEndpoint, string]>([
  [mx, 'pass matches'],
  [withTls(mx, { isNameMatching: false }), 'fail other-name'],
  [withTls(submissions, { isNameMatching: false }), 'fail submission-other-name'],
])('names %#', (endpoint, expected) => {
  expect(said(certificateName, [endpoint])).toEqual([expected]);
});

describe('dates', () => {
  test.each([
    [on('2026-03-01'), 'pass valid'],
    [on('2026-01-15'), 'pass valid'],
    [on('2026-01-14'), 'fail expires-soon'],
    [on('2026-01-01'), 'fail expires-soon'],
    [on('2025-12-31'), 'fail expired'],
  ])('until %s', (notAfter, expected) => {
    expect(said(certificateExpiry, [withCertificate(mx, { notAfter })])).toEqual([expected]);
  });

  test('not yet', () => {
    expect(said(certificateExpiry, [withCertificate(mx, { notBefore: on('2026-02-01') })])).toEqual([
      'fail not-yet-valid',
    ]);
  });

  test('the days are counted', () => {
    expect(
      findingsOf(certificateExpiry, [withCertificate(mx, { notAfter: on('2025-12-22') })])[0],
    ).toMatchObject({
      data: { days: 10, until: '2025-12-22' },
      fixes: [{ kind: 'command', line: 'certbot renew --cert-name mx.example.org' }],
    });
  });
});

test.each([
  ['rsa', 2048, 'pass long-enough'],
  ['rsa', 1024, 'fail too-short'],
  ['ec', 256, 'pass long-enough'],
  ['ec', 192, 'fail too-short'],
  ['ed25519', 256, 'pass long-enough'],
  ['ml-dsa-65', 0, 'unknown unknown-kind'],
])('a key of kind %s with %d bits', (keyType, keyBits, expected) => {
  expect(said(certificateKey, [withCertificate(mx, { keyType, keyBits })])).toEqual([expected]);
});

describe('signatures', () => {
  test.each([
    ['sha256WithRSAEncryption', 'pass strong'],
    ['ecdsa-with-SHA384', 'pass strong'],
    ['ED25519', 'pass strong'],
    ['sha1WithRSAEncryption', 'fail weak'],
    ['ecdsa-with-SHA1', 'fail weak'],
    ['md5WithRSAEncryption', 'fail weak'],
  ])('%s', (signatureAlgorithm, expected) => {
    expect(said(certificateSignature, [withCertificate(mx, { signatureAlgorithm })])).toEqual([expected]);
  });

  test('an intermediate counts, a root does not', () => {
    const issuer = (isSelfIssued: boolean) =>
      withTls(mx, {
        chain: [certificate, { ...certificate, signatureAlgorithm: 'sha1WithRSAEncryption', isSelfIssued }],
      });
    expect(said(certificateSignature, [issuer(false)])).toEqual(['fail weak']);
    expect(said(certificateSignature, [issuer(true)])).toEqual(['pass strong']);
  });
});

test('without a certificate nothing is said', () => {
  const checks = [
    certificateExpiry,
    certificateKey,
    certificateName,
    certificateSignature,
    certificateTrusted,
  ];
  for (const check of checks) expect(said(check, [closed(mx)])).toEqual([]);
});
