import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTlsRptRecord, isTlsRptRecord, parseTlsRptRecord } from './record.ts';

test.each<[string, readonly string[], readonly string[]]>([
  ['v=TLSRPTv1; rua=mailto:tls@example.com', ['mailto example.com'], []],
  [
    'v=TLSRPTv1;rua=mailto:a@example.com , https://reports.example.net/v1;',
    ['mailto example.com', 'https reports.example.net'],
    [],
  ],
  ['v=TLSRPTv1; rua=mailto:a@example.com?subject=x; ext=1', ['mailto example.com'], []],
  ['v=TLSRPTv1; rua=tls@example.com', ['scheme'], []],
  ['v=TLSRPTv1; rua=http://example.com/', ['scheme'], []],
  ['v=TLSRPTv1; rua=mailto:example.com', ['address'], []],
  ['v=TLSRPTv1; rua=https:', ['address'], []],
  ['v=TLSRPTv1; rua=mailto:a!10m@example.com', ['character'], []],
  ['v=TLSRPTv1; rua=mailto:a b@example.com', ['character'], []],
  ['v=TLSRPTv1; rua=', [], ['no-rua']],
  ['v=TLSRPTv1', [], ['no-rua']],
  ['v=TLSRPTv1; ruf=mailto:a@example.com', [], ['no-rua']],
  ['v=TLSRPTv1; rua', [], ['no-rua', 'no-equals']],
  ['v=tlsrptv1; rua=mailto:a@example.com', [], ['version']],
  ['v=TLSRPTv1 rua=mailto:a@example.com', [], ['version']],
])('%s', (text, targets, problems) => {
  const record = parseTlsRptRecord(text);
  expect(record.targets.map(({ scheme, domain, problem }) => problem ?? `${scheme} ${domain}`)).toEqual(
    targets,
  );
  expect(record.problems).toEqual(problems);
});

test('at most twenty addresses', () => {
  const many = Array.from({ length: 50 }, (_, n) => `mailto:a${n}@example.org`).join(',');
  expect(parseTlsRptRecord(`v=TLSRPTv1; rua=${many}`).targets).toHaveLength(20);
});

test('is written so that it is read', () => {
  const mailbox = fc.stringMatching(/^[a-z0-9.+!,; ]{1,12}$/).map((local) => `mailto:${local}@example.org`);
  fc.assert(
    fc.property(fc.array(mailbox, { minLength: 1, maxLength: 5 }), (uris) => {
      const { targets, problems } = parseTlsRptRecord(formatTlsRptRecord(uris));
      expect(problems).toEqual([]);
      expect(targets.map(({ uri }) => decodeURIComponent(uri))).toEqual(uris);
      expect(targets.every(({ problem }) => problem === undefined)).toBe(true);
    }),
  );
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => !isTlsRptRecord(text) || parseTlsRptRecord(text) !== undefined),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => parseTlsRptRecord(`v=TLSRPTv1;rua=${text}`) !== undefined,
    ),
  );
});
