import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectDkimKey, parseDkimKeyRecord } from './key-record.ts';

const rsa = (bits: number, type: 'spki' | 'pkcs1') =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type, format: 'der' })
    .toString('base64');
const rsa1024 = rsa(1024, 'spki');
const ed25519 = Buffer.alloc(32, 7).toString('base64');

describe('keys', () => {
  test.each([
    [`v=DKIM1; k=rsa; p=${rsa1024}`, { keyType: 'rsa', bits: 1024, isRevoked: false }],
    [`p=${rsa(1024, 'pkcs1')}`, { keyType: 'rsa', bits: 1024 }],
    [`v=DKIM1; k=ed25519; p=${ed25519}`, { keyType: 'ed25519', bits: 256 }],
    [
      `v=DKIM1; t=y:s; h=sha256; s=email; p=${rsa1024}`,
      { isTesting: true, isStrictIdentity: true, hashes: ['sha256'] },
    ],
    ['v=DKIM1; p=', { isRevoked: true, bits: 0 }],
    [`v=DKIM1; p=${rsa1024.slice(0, 40)} ${rsa1024.slice(40)}`, { bits: 1024 }],
  ])('%s', (text, expected) => {
    const parsed = parseDkimKeyRecord(text);
    expect(parsed.ok && parsed.value).toMatchObject(expected);
  });
});

describe('faults', () => {
  test.each([
    ['v=DKIM2; p=', 'bad-version'],
    ['p=; v=DKIM1', 'bad-version'],
    ['v=DKIM1; k=rsa', 'no-key'],
    ['v=DKIM1; k=dsa; p=AAAA', 'bad-key-type'],
    ['v=DKIM1; p=AAAA', 'bad-key'],
    ['v=DKIM1; p=!!', 'bad-key'],
    ['v=DKIM1; s=tlsrpt; p=', 'not-for-mail'],
    ['v=DKIM1; p=; p=', 'syntax'],
    ['hello', 'syntax'],
    [`v=DKIM1; p=${rsa(512, 'spki')}`, 'short-key'],
  ])('%s: %s', (text, code) => {
    const parsed = parseDkimKeyRecord(text);
    expect(parsed.ok ? 'ok' : parsed.problem.code).toBe(code);
  });
});

test('any text is read without a throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => typeof parseDkimKeyRecord(`v=DKIM1; p=${text}`).ok === 'boolean'),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const p = Buffer.from([0x30, ...bytes]).toString('base64');
      return typeof parseDkimKeyRecord(`p=${p}`).ok === 'boolean';
    }),
  );
});

describe('vectors of the RFCs', () => {
  // RFC 8463 §A.2: the two keys of the example message.
  test.each([
    ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=', 'ed25519', 256],
    [
      'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
      'rsa',
      1024,
    ],
    // RFC 6376 §C.2: the record of the example key.
    [
      'v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB',
      'rsa',
      1024,
    ],
  ])('%#: %s', (text, keyType, bits) => {
    const parsed = parseDkimKeyRecord(text);
    expect(parsed.ok && parsed.value).toMatchObject({ keyType, bits });
  });
});

describe('an inspection goes on after a fault', () => {
  test.each([
    [`v=DKIM1; t=y; h=sha1; p=${rsa1024}`, ['no-usable-hash'], { flags: ['y'] }],
    [`v=DKIM1; s=tlsrpt; p=${rsa(512, 'spki')}`, ['not-for-mail', 'short-key'], {}],
    [`v=DKIM1; p=${rsa1024.slice(0, 80)}`, ['bad-key'], { material: { state: 'bad', why: 'cut-off' } }],
    [`v=DKIM1; p=${rsa1024}AAAA`, ['bad-key'], { material: { state: 'bad', why: 'trailing' } }],
    [`v=DKIM1; x=1; p=${rsa1024}`, [], { unknownTags: ['x'] }],
    [`k=RSA; p=${rsa1024}`, [], { keyType: 'rsa' }],
  ] as const)('%#: %j', (text, codes, expected) => {
    const found = inspectDkimKey(text);
    expect(found.faults.map(({ code }) => code)).toEqual(codes);
    expect(found).toMatchObject(expected);
  });
});
