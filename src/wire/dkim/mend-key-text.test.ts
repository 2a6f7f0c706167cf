import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutTags, withTag } from './edit-tags.ts';
import { parseDkimKeyRecord } from './key-record.ts';
import { keyTextFaults, mendKeyText } from './mend-key-text.ts';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  type: 'spki',
  format: 'pem',
});
const p = String(pem).split('\n').slice(1, -2).join('');
const sound = `v=DKIM1; k=rsa; p=${p}`;

describe('mistakes of publishing', () => {
  test.each<[string, readonly string[]]>([
    [sound, []],
    [`v=DKIM1; k=rsa; p=${p.slice(0, 200)} ${p.slice(200)}`, []],
    [`"v=DKIM1; k=rsa; p=${p}"`, ['quotes']],
    [`v=DKIM1; k=rsa; p=${p.slice(0, 200)}" "${p.slice(200)}`, ['quotes']],
    [`v=DKIM1\\; k=rsa\\; p=${p}`, ['escaped-semicolon']],
    [`v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----${p}-----END PUBLIC KEY-----`, ['pem-lines']],
    [`sel._domainkey IN TXT ( "v=DKIM1; k=rsa; p=${p}" )`, ['quotes', 'zone-line']],
    [`v=DKIM1; k=rsa;\u00a0p=${p}`, ['odd-characters']],
    [`v=DKIM1 k=rsa p=${p}`, ['no-semicolon']],
  ])('%#: %j', (text, codes) => {
    expect(keyTextFaults(text).map(({ code }) => code)).toEqual(codes);
    expect(mendKeyText(text)).toBe(sound);
  });

  test.each(['v=spf1 -all', '"v=DKIM1; k=rsa"', 'hello', ''])('%j cannot be mended', (text) => {
    expect(mendKeyText(text)).toBeUndefined();
  });
});

test.each([
  [withoutTags('v=DKIM1;t=y ; p=', ['t']), 'v=DKIM1; p='],
  [withTag('v=DMARC1; p=none; sp=none', 'p', 'reject'), 'v=DMARC1; p=reject; sp=none'],
  [
    withTag('v=DMARC1; p=none; fo=1', 'rua', 'mailto:d@example.org', 'p'),
    'v=DMARC1; p=none; rua=mailto:d@example.org; fo=1',
  ],
  [withTag('v=DMARC1', 'p', 'none'), 'v=DMARC1; p=none'],
])('an edited list: %s', (made, expected) => {
  expect(made).toBe(expected);
});

test('limits of a key are no fault of its text', () => {
  const limited = `v=DKIM1; h=sha1; s=tlsrpt; p=${p}`;
  expect(mendKeyText(`"${limited}"`)).toBe(limited);
});

test('what is mended is sound; nothing throws', () => {
  const part = fc.constantFrom(
    'v=DKIM1',
    'k=rsa',
    `p=${p}`,
    ';',
    ' ',
    '"',
    '\\',
    't=y',
    'IN TXT (',
    '\u00e9',
    '=',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const mended = mendKeyText(text);
      for (const { start } of keyTextFaults(text)) expect(start).toBeLessThan(text.length);
      if (mended !== undefined) expect(parseDkimKeyRecord(mended).ok).toBe(true);
    }),
  );
});
