import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDkimSignatures } from './signature.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('signatures are found with their place, folded or not', () => {
  const raw = [
    'Received: from a by b',
    'DKIM-Signature: v=1; a=rsa-sha256; d=Example.org;',
    '\ts=sel1; h=From:To; bh=x=; b=y=; l=10;',
    ' x=1700000000; i=@news.example.org',
    'dkim-signature: v=1; a=ed25519-sha256; d=example.net; s=two; b=',
    'DKIM-Signature: v=1; a=rsa-sha256; b=',
    'From: a@example.org',
    '',
    'DKIM-Signature: d=body.example; s=no',
  ].join('\r\n');
  const found = findDkimSignatures(bytes(raw));
  expect(found.map(({ domain, selector }) => [domain, selector])).toEqual([
    ['example.org', 'sel1'],
    ['example.net', 'two'],
  ]);
  expect(found[0]).toMatchObject({
    signedFields: ['from', 'to'],
    hasLengthLimit: true,
    expiresAt: 1_700_000_000,
    identity: '@news.example.org',
  });
  const range = found[0]?.range;
  expect(raw.slice(range?.start, range?.end)).toMatch(/^DKIM-Signature: .*news\.example\.org\r\n$/s);
});

test('any bytes are read without a throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (raw) => Array.isArray(findDkimSignatures(raw))));
  fc.assert(
    fc.property(
      fc.string(),
      (tail) => findDkimSignatures(bytes(`DKIM-Signature: d=a.b; s=c; ${tail}`)).length <= 1,
    ),
  );
});
