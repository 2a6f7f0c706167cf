import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDkimKeyRecord } from './key-record.ts';

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
