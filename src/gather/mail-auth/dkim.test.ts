import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, test } from 'vitest';
import { findDkimSignatures } from '../../wire/dkim/index.ts';
import { zoneResolver } from '../dns/testing.ts';
import { verifyDkim } from './dkim.ts';
import { verifiableCopy } from './verifiable-copy.ts';

const resolver = zoneResolver({
  'bad._domainkey.example.org': { TXT: ['v=DKIM1; p=AAAA'] },
  'lame._domainkey.example.org': 'SERVFAIL',
});
const field = (selector: string, more = '') =>
  `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=${selector}; h=from; bh=AAAA; b=AAAA${more}\r\n`;
const verify = (text: string, isWhole = true) =>
  verifyDkim({ message: Buffer.from(text, 'latin1'), isWhole, atMs: 0 }, resolver);

test.each([
  [field('bad'), 'bad', 'fail'],
  [field('gone'), 'missing', 'fail'],
  [field('lame'), 'unknown', 'fail'],
  [field('gone', '; l=x'), 'missing', 'neutral'],
])('%s has key %s and result %s', async (header, key, result) => {
  expect(await verify(`${header}From: a@example.org\r\n\r\nHello\r\n`)).toMatchObject([{ key, result }]);
});

test('at most three signatures are looked at', async () => {
  expect(await verify(`${field('a')}${field('b')}${field('c')}${field('d')}\r\n`)).toHaveLength(3);
});

describe('what is handed to the verifier', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const signing = zoneResolver({ 's._domainkey.example.net': { TXT: [`v=DKIM1; p=${key}`] } });
  const signed = async (body: string) => {
    const message = `From: a@example.net\r\nSubject: x\r\n\r\n${body}`;
    const signer = {
      signingDomain: 'example.net',
      selector: 's',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    const { signatures } = await dkimSign(message, { ...signer, signatureData: [signer] });
    return signatures + message;
  };
  const judge = (text: string) =>
    verifyDkim({ message: Buffer.from(text, 'latin1'), isWhole: true, atMs: Date.now() }, signing);

  test('three of three hundred signatures, and a good one among them still passes', async () => {
    const text = field('a') + (await signed('Hello\r\n'));
    const many = text.replace('Subject: x', `${field('z').repeat(300)}Subject: x`);
    const found = await judge(many);
    expect(found.map(({ result }) => result)).toEqual(['fail', 'pass', 'fail']);
    const raw = Buffer.from(many, 'latin1');
    const handed = verifiableCopy(raw, findDkimSignatures(raw).slice(0, 3))?.toString('latin1') ?? '';
    expect(handed.split('DKIM-Signature:').length - 1).toBe(3);
    expect(handed.replaceAll(field('z'), '')).toBe(text);
  });

  test.each([
    ['a body over 4 MB', 'x'.repeat(78).concat('\r\n').repeat(50_001), ''],
    ['a header over 256 kB', 'Hello\r\n', `X-Long: ${'x'.repeat(300_000)}\r\n`],
  ])('%s is not verified', async (_, body, header) => {
    const text = `${field('s')}${header}From: a@example.net\r\n\r\n${body}`;
    expect(await judge(text)).toMatchObject([{ result: 'not-verifiable', reason: 'too large' }]);
  });
});

test('any message is judged without a throw', async () => {
  const bytes = fc.string({ unit: 'binary', maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(bytes, bytes, bytes, async (tags, header, body) => {
      const found = await verify(`${field('gone', `;${tags}`)}${header}\r\n\r\n${body}`);
      expect(found.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 60 },
  );
});
