import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificateNames } from './certificate-names.ts';

test.each([
  [
    "stream_socket_enable_crypto(): Peer certificate CN=`*.example.net' did not match expected CN=`mail.example.org'",
    '*.example.net',
    'mail.example.org',
  ],
  [
    "Hostname/IP does not match certificate's altnames: Host: mail.example.org. is not in the cert's altnames: DNS:*.example.net, DNS:example.net",
    '*.example.net',
    'mail.example.org',
  ],
  [
    'x509: certificate is valid for host.example.net, www.example.net, not Mail.example.org',
    'host.example.net',
    'mail.example.org',
  ],
  [
    "ssl.CertificateError: hostname 'mail.example.org' doesn't match either of '*.example.net', 'example.net'",
    '*.example.net',
    'mail.example.org',
  ],
  [
    "certificate verify failed: Hostname mismatch, certificate is not valid for 'mail.example.org'. (_ssl.c:1006)",
    undefined,
    'mail.example.org',
  ],
  [
    "SSL: certificate subject name '*.example.net' does not match target host name 'mail.example.org'",
    '*.example.net',
    'mail.example.org',
  ],
  ['No subject alternative DNS name matching mail.example.org found.', undefined, 'mail.example.org'],
  [
    'The certificate is not trusted because it is valid only for *.example.net. The configuration related to mail.example.org must be corrected.',
    '*.example.net',
    'mail.example.org',
  ],
  ['The target principal name is incorrect.', undefined, undefined],
])('%s', (text, certificateName, expectedName) => {
  expect({ certificateName: undefined, expectedName: undefined, ...certificateNames({ text }) }).toEqual({
    certificateName,
    expectedName,
  });
});

test('other faults of certificates, and those that a mail server tells of another, name none', () => {
  expect(certificateNames({ text: 'x509: certificate has expired or is not yet valid' })).toBeUndefined();
  const text = 'x509: certificate is valid for a.example, not mx.example.org';
  expect(certificateNames({ text, via: 'mx' })).toBeUndefined();
  expect(certificateNames({ text, reportingHost: 'mail.example.net' })).toBeUndefined();
});

test('never throws, and the time is linear in a text of any kind', () => {
  fc.assert(fc.property(fc.string(), (text) => void certificateNames({ text })));
  const start = performance.now();
  certificateNames({ text: `certificate is valid for a${', b'.repeat(100_000)}` });
  expect(performance.now() - start).toBeLessThan(1_000);
});
