import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../../gather/dns/record-text.ts';
import { tlsaFit } from './fit.ts';
import { formatTlsa, tlsaForCertificate, tlsaForKey } from './text.ts';
import { tlsaProblem } from './usable.ts';

const sha256 = 'aa'.repeat(32);
const sha512 = 'bb'.repeat(64);
const record = (usage: number, selector: number, matchingType: number, data: string) => ({
  usage,
  selector,
  matchingType,
  data,
});

test.each([
  [record(3, 1, 1, sha256), undefined],
  [record(2, 0, 2, sha512), undefined],
  [record(3, 0, 0, '30820100'), undefined],
  [record(0, 1, 1, sha256), 'pkix-usage'],
  [record(1, 1, 1, sha256), 'pkix-usage'],
  [record(4, 1, 1, sha256), 'usage'],
  [record(3, 2, 1, sha256), 'selector'],
  [record(3, 1, 3, sha256), 'matching-type'],
  [record(3, 1, 1, sha512), 'digest-length'],
  [record(3, 1, 2, sha256), 'digest-length'],
  [record(3, 1, 1, ''), 'data'],
  [record(3, 1, 0, 'abc'), 'data'],
  [record(3, 1, 1, 'zz'.repeat(32)), 'data'],
])('%o: %s', (tlsa, problem) => {
  expect(tlsaProblem(tlsa)).toBe(problem);
});

describe('what fits a chain', () => {
  const digest = (algorithm: string, hex: string): string =>
    createHash(algorithm).update(Buffer.from(hex, 'hex')).digest('hex');
  const own = { sha256: digest('sha256', '3001'), spkiSha256: digest('sha256', '3002') };
  const authority = {
    sha256: digest('sha256', '3003'),
    spkiSha256: digest('sha256', '3004'),
    sha512: digest('sha512', '3003'),
    spkiSha512: digest('sha512', '3004'),
  };
  const shown = { chain: [own, authority], isNameMatching: true };

  test.each([
    ['key of the host', record(3, 1, 1, own.spkiSha256), shown, 'fits'],
    ['in capitals', record(3, 1, 1, own.spkiSha256.toUpperCase()), shown, 'fits'],
    ['certificate of the host', record(3, 0, 1, own.sha256), shown, 'fits'],
    ['whole certificate', record(3, 0, 0, '3001'), shown, 'fits'],
    ['whole key', record(3, 1, 0, '3002'), shown, 'fits'],
    ['another key', record(3, 1, 1, sha256), shown, 'no'],
    ['the authority is not the host', record(3, 1, 1, authority.spkiSha256), shown, 'no'],
    [
      'DANE-EE without the name',
      record(3, 1, 1, own.spkiSha256),
      { ...shown, isNameMatching: false },
      'fits',
    ],
    ['authority', record(2, 1, 1, authority.spkiSha256), shown, 'fits'],
    ['authority, SHA-512', record(2, 0, 2, authority.sha512), shown, 'fits'],
    [
      'authority without the name',
      record(2, 1, 1, authority.spkiSha256),
      { ...shown, isNameMatching: false },
      'name',
    ],
    ['authority not shown', record(2, 1, 1, authority.spkiSha256), { ...shown, chain: [own] }, 'no'],
    ['the host is no authority of a longer chain', record(2, 1, 1, own.spkiSha256), shown, 'no'],
    ['signed by itself', record(2, 1, 1, own.spkiSha256), { ...shown, chain: [own] }, 'fits'],
    ['SHA-512 not at hand', record(3, 1, 2, sha512), shown, 'unknown'],
    ['nothing shown', record(3, 1, 1, sha256), { chain: [], isNameMatching: false }, 'unknown'],
    ['unusable', record(1, 1, 1, own.spkiSha256), shown, 'unusable'],
  ])('%s', (_, tlsa, chain, fit) => {
    expect(tlsaFit(tlsa, chain)).toBe(fit);
  });
});

test('is written as zone files are read', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const data = fc
    .uint8Array({ minLength: 1, maxLength: 70 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
  fc.assert(
    fc.property(fc.record({ usage: octet, selector: octet, matchingType: octet, data }), (tlsa) => {
      expect(recordOf('x', 'TLSA', formatTlsa(tlsa), 60)).toMatchObject(tlsa);
    }),
  );
});

test('never throws for a record or certificate of any kind', () => {
  const tlsa = fc.record({ usage: fc.nat(), selector: fc.nat(), matchingType: fc.nat(), data: fc.string() });
  fc.assert(fc.property(tlsa, (one) => tlsaFit(one, { chain: [], isNameMatching: true }) !== undefined));
  fc.assert(fc.property(fc.uint8Array(), (octets) => !tlsaForCertificate(octets).ok));
});

test('the record of a certificate is the digest of its public key, as openssl says', () => {
  let pem: string;
  try {
    pem = execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
        ...['-keyout', '/dev/null', '-subj', '/CN=mx.example.org', '-days', '2'],
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } catch {
    console.warn('skipped: openssl is not installed');
    return;
  }
  const key = execFileSync('openssl', ['x509', '-noout', '-pubkey'], { input: pem, encoding: 'utf8' });
  const der = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'DER'], { input: key });
  const expected = tlsaForKey(createHash('sha256').update(der).digest('hex'));
  expect(tlsaForCertificate(pem)).toEqual({ ok: true, value: expected });
  expect(tlsaForCertificate(Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64'))).toEqual({
    ok: true,
    value: expected,
  });
  expect(formatTlsa(expected)).toMatch(/^3 1 1 [0-9a-f]{64}$/);
  expect(tlsaForCertificate('no certificate')).toMatchObject({
    ok: false,
    problem: { code: 'not-a-certificate' },
  });
});
