import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earlyDataOf } from './openssl-session.ts';

/** A session that Node 24 (OpenSSL 3.5) kept of gnutls-serv 3.7.9 with --earlydata --maxearlydata=1234. */
const session = Buffer.from(
  [
    'AG5vZGVqczp0bHM6c2Vzc2lvbjoxAAAJMTI3LjAuMC4xMIIDGwIBAQICAwQEAhMCBCAEECkoo+lOKwAtK0bvsil46njy7He+OCTB',
    'z9bWWmSDLQQwb/ICQUtt9AwLwSTp6iyRpUAZy9tTGRH2IbfdhvmYqc+dj5w4NWLKxsYMibC5Zc40oQYCBGsIJ6GiBAICHCCjggGM',
    'MIIBiDCCAS2gAwIBAgIUKzif5ID93cM6JC+xcfJXUAeP2sEwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwObXguZXhhbXBsZS5vcmcw',
    'HhcNMjYxMTI2MTIzMzMzWhcNMzYxMTIzMTIzMzMzWjAZMRcwFQYDVQQDDA5teC5leGFtcGxlLm9yZzBZMBMGByqGSM49AgEGCCqG',
    'SM49AwEHA0IABLYxPG/CIIMsxnSUX+7jLNF0F6CJeqUnEgvIlfZfaYbDU5//cw4QO4a9vTuGptfD0FjsgWzu8jyGf/WiTHMFNkKj',
    'UzBRMB0GA1UdDgQWBBTxwyX9zMOwl7+sV6cElM4tCkpzOTAfBgNVHSMEGDAWgBTxwyX9zMOwl7+sV6cElM4tCkpzOTAPBgNVHRMB',
    'Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCBFllG1WGsS3m/3TCvdtMRXBLGocZRyvXhX5zYaOdZrwIhAOfbaw7ueCf8yu7B',
    'adDXJdMfUAq4wKLe9Pb+Rqa7xGt1pAIEAKUDAgESqQQCAlRgqoH5BIH2pUX4qoGWRGUrciWzB55qiLhkYZ2MtxP27+awopaLI/sA',
    'wBDOsus9MQR7GFoLvqzVFQXggQfwCDfjpxFMkW9keMKPOhfYa0U+Vum44+KlCIm+JzMe6+eRMwIw2Qlfy/6l2bGmCJjYm53puFBs',
    'ZurKFAXJj8lk1DkJrfwKx3fc6VMBKfMRSqu9LatR9yHpNlO0EglrQr0R4Ke6baiUNM+LDtaODlXsfQJnbM1bllvvN8DLBp2JRmtd',
    'lPeDP2Z4VW/i2kLmGBw3OZVIjhHjPM1cPMZW2refi7LRtF/bRxhusKI39havnNOPcTeDkIOfvVMK0/NApX5krgYCBEgvj9mvBAIC',
    'BNKzAwIBHQ==',
  ].join(''),
  'base64',
);
/** Node's mark, the length of the host name and the name. */
const nodePart = 22 + 2 + '127.0.0.1'.length;
const der = session.subarray(nodePart);
/** The same without the last elements but one: [15] is 04d2, six bytes before the flags of the end. */
const place = session.indexOf(Buffer.from('af04020204d2', 'hex'));

test('a ticket says how much early data it allows', () => {
  expect(earlyDataOf(session)).toBe(1234);
  expect(earlyDataOf(der)).toBe(1234);
});

test('a ticket without the element allows none', () => {
  const other = Uint8Array.from(der);
  // [18], which OpenSSL gives to other data.
  other[place - nodePart] = 0xb2;
  expect(earlyDataOf(other)).toBe(0);
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array(0)],
  ['no session', Buffer.from('hello')],
  ['one that was cut', der.subarray(0, 100)],
  ['a length without a number', Uint8Array.of(0x30, 0x80, 0, 0)],
  ['a length of five bytes', Uint8Array.of(0x30, 0x85, 0, 0, 0, 0, 1, 0)],
  ['Node without a session', session.subarray(0, nodePart)],
  ['no number in the element', Uint8Array.of(0x30, 4, 0xaf, 2, 4, 0)],
])('%s is not read', (_, bytes) => {
  expect(earlyDataOf(bytes)).toBeUndefined();
});

test('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void earlyDataOf(bytes)));
  const changes = fc.array(fc.tuple(fc.nat(session.length - 1), fc.nat(255)), { maxLength: 6 });
  fc.assert(
    fc.property(changes, (places) => {
      const bytes = Uint8Array.from(session);
      for (const [at, byte] of places) bytes[at] = byte;
      earlyDataOf(bytes);
    }),
  );
});
