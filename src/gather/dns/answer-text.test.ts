import { expect, test } from 'vitest';
import { answerText } from './answer-text.ts';
import { recordOf } from './record-text.ts';
import type { DnsType } from './types.ts';

const records = (type: DnsType, ...values: readonly string[]) =>
  values.map((value) => recordOf('example.org', type, value, 60));

test.each<[DnsType, readonly string[], readonly string[]]>([
  ['A', ['192.0.2.1', '192.0.2.2'], ['192.0.2.1', '192.0.2.2']],
  ['MX', ['10 mx.example.org.'], ['10 mx.example.org']],
  ['TXT', ['v=spf1 -all'], ['v=spf1 -all']],
  ['SOA', ['ns.example.org. host.example.org. 7 3600'], ['ns.example.org host.example.org 7']],
  ['DS', ['4711 13 2 abcdef'], ['4711 13 2']],
  ['DNSKEY', ['257 3 13 AAAA'], []],
])('%s', (type, values, expected) => {
  expect(answerText({ chain: [], records: records(type, ...values) })).toEqual(expected);
});

test('octets that command a terminal are escaped', () => {
  expect(answerText({ chain: [], records: records('TXT', 'a\u001b[31mb') })).toEqual(['a\\027[31mb']);
});

test('aliases stand before what they lead to', () => {
  const chain = records('CNAME', 'mx.example.net');
  expect(answerText({ chain, records: records('A', '192.0.2.1') })).toEqual([
    'CNAME mx.example.net',
    '192.0.2.1',
  ]);
});

test('long values and long lists are cut off', () => {
  const many = Array.from({ length: 10 }, (_, i) => `192.0.2.${i}`);
  expect(answerText({ chain: [], records: records('A', ...many) }).at(-1)).toBe('… 4 more');
  const [text = ''] = answerText({ chain: [], records: records('TXT', 'x'.repeat(4000)) });
  expect(text).toHaveLength(160);
});
