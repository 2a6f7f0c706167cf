import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDmarcRecord, parseDmarcRecord } from './record.ts';

describe('records', () => {
  test.each([
    ['v=DMARC1; p=reject', { policy: 'reject', psd: 'u', isTesting: false, isStrictSpf: false }],
    ['V = DMARC1 ;p=None', { policy: 'none' }],
    [
      'v=DMARC1; p=reject; sp=quarantine; np=none; psd=n; t=y',
      { subdomainPolicy: 'quarantine', nonExistentPolicy: 'none', psd: 'n', isTesting: true },
    ],
    ['v=DMARC1; p=none; aspf=s; adkim=s', { isStrictSpf: true, isStrictDkim: true }],
    ['v=DMARC1; p=none; pct=50; ri=3600; rf=afrf', { removedTags: ['pct', 'ri', 'rf'] }],
    ['v=DMARC1; p=none; hello=1', { unknownTags: ['hello'] }],
    [
      'v=DMARC1; p=rejekt; rua=mailto:d@example.org',
      { policy: 'none', problems: ['p-invalid'], reportTo: ['mailto:d@example.org'] },
    ],
    ['v=DMARC1; rua=mailto:d@example.org, mailto:e@example.org', { policy: 'none', problems: ['p-missing'] }],
  ])('%s', (text, expected) => {
    const parsed = parseDmarcRecord(text);
    expect(parsed.ok && parsed.value).toMatchObject(expected);
  });
});

describe('no records', () => {
  test.each([
    ['v=DMARC1', 'no-policy'],
    ['v=DMARC1; p=rejekt', 'no-policy'],
    ['v=DMARC1; p=none; sp=x', 'no-policy'],
    ['v=DMARC1; p=none; p=reject', 'duplicate-tag'],
    ['v=dmarc1; p=none', 'not-dmarc'],
    ['v=DMARC10; p=none', 'not-dmarc'],
    ['p=none; v=DMARC1', 'not-dmarc'],
    ['', 'not-dmarc'],
  ])('%s: %s', (text, code) => {
    const parsed = parseDmarcRecord(text);
    expect(parsed.ok ? 'ok' : parsed.problem.code).toBe(code);
  });
});

test('any text is read without a throw', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (tail) => parseDmarcRecord(`v=DMARC1;${tail}`).ok !== undefined && !isDmarcRecord(`x${tail}`),
    ),
  );
});
