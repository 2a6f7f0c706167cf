import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_TLS_REPORT_BYTES, parseTlsReport } from './parse-tls-report.ts';

const read = (value: unknown) =>
  parseTlsReport(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

/** After the example of RFC 8460 appendix B, with names for documentation. */
const whole = {
  'organization-name': 'Receiver',
  'date-range': { 'start-datetime': '2026-01-01T00:00:00Z', 'end-datetime': '2026-01-01T23:59:59Z' },
  'contact-info': 'tls@receiver.example',
  'report-id': 'a@b',
  policies: [
    {
      policy: {
        'policy-type': 'STS',
        'policy-string': ['version: STSv1', 'mode: testing'],
        'policy-domain': 'Example.org',
        'mx-host': ['*.mail.example.org'],
      },
      summary: { 'total-successful-session-count': 5326, 'total-failure-session-count': 303 },
      'failure-details': [
        {
          'result-type': 'certificate-expired',
          'sending-mta-ip': '2001:DB8::1',
          'receiving-mx-hostname': 'MX1.mail.example.org',
          'receiving-mx-helo': 'mx1',
          'receiving-ip': '192.0.2.1',
          'failed-session-count': 100,
          'additional-information': 'https://receiver.example/1',
          'failure-reason-code': 'X509',
        },
        { 'result-type': 'starttls-not-supported', 'failed-session-count': '203' },
      ],
    },
  ],
};

test('reads all of RFC 8460 §4.4', () => {
  expect(read(whole)).toEqual({
    ok: true,
    value: {
      organisation: 'Receiver',
      contact: 'tls@receiver.example',
      reportId: 'a@b',
      begin: '2026-01-01T00:00:00.000Z',
      end: '2026-01-01T23:59:59.000Z',
      policies: [
        {
          policyType: 'sts',
          policyDomain: 'example.org',
          policyText: ['version: STSv1', 'mode: testing'],
          mxHosts: ['*.mail.example.org'],
          successes: 5326,
          failures: 303,
          details: [
            {
              resultType: 'certificate-expired',
              sessions: 100,
              sendingIp: '2001:db8::1',
              receivingMx: 'mx1.mail.example.org',
              receivingHelo: 'mx1',
              receivingIp: '192.0.2.1',
              additionalInformation: 'https://receiver.example/1',
              reason: 'X509',
            },
            { resultType: 'starttls-not-supported', sessions: 203 },
          ],
        },
      ],
    },
  });
});

describe('what writers do to it', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['a single mx-host', 'mx.example.org', ['mx.example.org']],
    ['a list', ['a.example.org', 'b.example.org'], ['a.example.org', 'b.example.org']],
    ['none', undefined, []],
    ['something else', [1, null, { a: 1 }], []],
  ])('erratum 6241: %s', (_, mxHost, hosts) => {
    const report = read({ policies: [{ policy: { 'mx-host': mxHost } }] });
    expect(report.ok && report.value.policies[0]?.mxHosts).toEqual(hosts);
  });

  test('members that are missing or of another kind', () => {
    expect(
      read({
        policies: [
          {},
          1,
          null,
          { 'failure-details': [{}, 2] },
          { 'failure-details': { 'result-type': 'X' } },
        ],
      }),
    ).toEqual({
      ok: true,
      value: {
        policies: [[], [], [{ resultType: 'x', sessions: 0 }]].map((details) => ({
          policyType: '',
          policyText: [],
          mxHosts: [],
          successes: 0,
          failures: 0,
          details,
        })),
      },
    });
  });
});

test.each<[string, unknown, string]>([
  ['another JSON', { a: 1 }, 'not-a-report'],
  ['a list', '[]', 'not-a-report'],
  ['half of it', JSON.stringify(whole).slice(0, 200), 'json-invalid'],
  ['depth', `{"policies":${'['.repeat(50)}`, 'json-too-deep'],
  ['many objects', `{"policies":[${'{},'.repeat(70_000)}{}]}`, 'json-too-large'],
  ['many members', `{"policies":[${'1,'.repeat(700_000)}1]}`, 'json-too-large'],
  ['many policies', { policies: Array.from({ length: 1_001 }, () => ({})) }, 'json-too-large'],
  ['size', ' '.repeat(MAX_TLS_REPORT_BYTES + 1), 'too-large'],
])('refused: %s', (_, value, code) => {
  const result = read(value);
  expect(result.ok ? 'ok' : result.problem.code).toBe(code);
});

test('brackets in strings are no depth', () => {
  expect(read({ policies: [], 'contact-info': '[[[[[[[[[[[[[[[[[["\\{{{{' }).ok).toBe(true);
});

test('never throws on any bytes', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof parseTlsReport(bytes).ok === 'boolean'));
  fc.assert(fc.property(fc.json(), (text) => typeof read(text).ok === 'boolean'));
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) => typeof read({ policies: [{ policy: value, 'failure-details': [value] }] }).ok === 'boolean',
    ),
  );
});
