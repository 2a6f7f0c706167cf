import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneResolver } from '../dns/testing.ts';
import { verifyDkim } from './dkim.ts';

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
