import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintDmarcRecord } from './lint.ts';
import { mendDmarcRecord } from './mend.ts';

test.each([
  ['v=DMARC1; p=reject', 'v=DMARC1; p=reject'],
  [' v=DMARC1;p=reject;', 'v=DMARC1; p=reject'],
  ['v=dmarc1; p=reject', 'v=DMARC1; p=reject'],
  ['p=reject; v=DMARC1', 'v=DMARC1; p=reject'],
  ['"v=DMARC1; p=reject"', 'v=DMARC1; p=reject'],
  ['v=DMARC1\\; p=reject\\; sp=none', 'v=DMARC1; p=reject; sp=none'],
  ['v=DMARC1, p=reject, rua=mailto:d@example.org', 'v=DMARC1; p=reject; rua=mailto:d@example.org'],
  ['v=DMARC1 p=reject rua=mailto:d@example.org', 'v=DMARC1; p=reject; rua=mailto:d@example.org'],
  [
    'v=DMARC1; p=none; rua=mailto:a@example.org; mailto:b@example.org',
    'v=DMARC1; p=none; rua=mailto:a@example.org,mailto:b@example.org',
  ],
  ['v=DMARC1; p=none; rua=d@example.org!10m', 'v=DMARC1; p=none; rua=mailto:d@example.org'],
  ['v=DMARC1; P=Reject; aspf=relaxed; adkim=s', 'v=DMARC1; p=reject; adkim=s'],
  ['v=DMARC1; p=none; p=reject; pct=50; ri=3600', 'v=DMARC1; p=none'],
  ['v=DMARC1; p=rejekt; rua=mailto:d@example.org', 'v=DMARC1; p=none; rua=mailto:d@example.org'],
  ['v=DMARC1; rua=https://example.org/', 'v=DMARC1; p=none'],
])('%s becomes %s', (text, mended) => {
  expect(mendDmarcRecord(text)).toBe(mended);
});

test('what is mended is clean and stays as it is', () => {
  const part = fc.constantFrom(
    'v=DMARC1',
    'p=',
    'reject',
    ';',
    ' ',
    ',',
    'rua=',
    'mailto:',
    'a@b.example',
    '"',
    '\\',
    't=y',
    'fo=1:d',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (text) => {
        const mended = mendDmarcRecord(text);
        if (mended === undefined) return;
        expect(lintDmarcRecord(mended)).toMatchObject({ faults: [], removed: [] });
        expect(mendDmarcRecord(mended)).toBe(mended);
      },
    ),
  );
});
