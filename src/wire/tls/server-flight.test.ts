import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWeakSignature, signatureName, versionName } from './numbers.ts';
import { createFlightReader } from './server-flight.ts';
import { formatAlert, formatServerFlight } from './testing.ts';
import type { FlightReading, ServerFlight } from './types.ts';

/**
 * What servers sent in answer to our hellos, in the clear: OpenSSL 3.0.19 (s_server; as it is, with TLS 1.1 alone, with AES128-SHA
 * alone, with DHE alone) and GnuTLS 3.7.9 (gnutls-serv with %DISABLE_SAFE_RENEGOTIATION and %NO_SESSION_HASH; the second time to a
 * hello that offers SHA-1 and MD5 alone).
 */
/** The Certificate message (self-signed, mx.example.org). */
const ecCertificate = [
  'CwABkgABjwABjDCCAYgwggEtoAMCAQICFCs4n+SA/d3DOiQvsXHyV1AHj9rBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMMDm14',
  'LmV4YW1wbGUub3JnMB4XDTI2MTEyNjEyMzMzM1oXDTM2MTEyMzEyMzMzM1owGTEXMBUGA1UEAwwObXguZXhhbXBsZS5vcmcw',
  'WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS2MTxvwiCDLMZ0lF/u4yzRdBegiXqlJxILyJX2X2mGw1Of/3MOEDuGvb07hqbX',
  'w9BY7IFs7vI8hn/1okxzBTZCo1MwUTAdBgNVHQ4EFgQU8cMl/czDsJe/rFenBJTOLQpKczkwHwYDVR0jBBgwFoAU8cMl/czD',
  'sJe/rFenBJTOLQpKczkwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAgRZZRtVhrEt5v90wr3bTEVwSxqHG',
  'Ucr14V+c2GjnWa8CIQDn22sO7ngn/MruwWnQ1yXTH1AKuMCi3vT2/kamu8RrdQ==',
].join('');
/** The Certificate message (self-signed, mx.example.org). */
const rsaCertificate = [
  'CwACGAACFQACEjCCAg4wggF3oAMCAQICFBFf24T6HPMtIXr5xlHoR9a2SChzMA0GCSqGSIb3DQEBCwUAMBkxFzAVBgNVBAMM',
  'Dm14LmV4YW1wbGUub3JnMB4XDTI2MTEyNjEyMzQzMVoXDTM2MTEyMzEyMzQzMVowGTEXMBUGA1UEAwwObXguZXhhbXBsZS5v',
  'cmcwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBANG46x4toaEEWc4QSCKSQAEdiBDMammIjB3l4mc7rxKaapgV5Za7Sq+o',
  'bmMwwxWQIO4BSSHkMqznLakBp+EslUEdzLJHek0AU9JNmu4UTNm5eYdhXPHk36tKayMzkOaiNDk7GJAX61u1bN0TPwzOSAl+',
  'muGJQdYk/nbCosw+opfxAgMBAAGjUzBRMB0GA1UdDgQWBBQcKEuyRuIvMoLIM4r6oVnxjidarzAfBgNVHSMEGDAWgBQcKEuy',
  'RuIvMoLIM4r6oVnxjidarzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAM7xWOuLJ2B03yfq9ALD/Q7dCG2k',
  '6eKIPVVGk4P5hOP6MS0+OZINqfbj5f+N4CFpI4myfyBxy48fe95pvIoEFeHRcGSM/gEGyePvueBuhHVu+AmpUhjc5cvsTH4F',
  'iy7Iyf+8Wt6FCarHgbK1WasgpGhOnvk+PypESeHG+LpIQslt',
].join('');
const captured = {
  openssl: [
    [
      'FgMDAF0CAABZAwObWx2RGgwKgtQ0bvdun0wX+AalfO9RlGtET1dOR1JEASAwxbFeNRAWIN5TOyzD7lzgwWmGCovBhqVbHSa8',
      'l3c2LMArAAAR/wEAAQAACwAEAwABAgAXAAAWAwMBlg==',
    ].join(''),
    ecCertificate,
    [
      'FgMDAHIMAABuAwAdIK8QZGsUXm4iNM3wfTSGG2td1pkjvlrlrTeerfZ8pF4LBAMARjBEAiA/qbN8AHpGxVGLpYlDRwCDhM7C',
      'jpWlmI6Upkt29vgiKAIgQ8000H4kQZCnmzU+5sJUp89ZbgOY6vTFqtSj7+gsSR0WAwMABA4AAAA=',
    ].join(''),
  ],
  tls11: [
    [
      'FgMCAF0CAABZAwIcqv4CeVu7okF2YZtzz/oSkt+tuE1zLWvn2ZolVUBHAyCvS3z5X1iglb+pL/g+hAeS5auG+VU+G2RDz4XT',
      'SUURYcAJAAAR/wEAAQAACwAEAwABAgAXAAAWAwIBlg==',
    ].join(''),
    ecCertificate,
    [
      'FgMCAHIMAABuAwAdIDhI+ChES7J9b3RNSTXm+B/vbYqCLzCbAsA/A20Lt09iAEgwRgIhAKwxocQpyxmUFUMS+dBB5HvKJmu9',
      '6jpZ8bCo5/LVvETuAiEAk/4/92QG/4OrOL3Jx1AU5zSwSSsVClf63j/M4O6Wp/gWAwIABA4AAAA=',
    ].join(''),
  ],
  gnutls: [
    [
      'FgMDAFICAABOAwPKH9gjiSz8fgOgLRSFE7Hbt67cVesAhj9ET1dOR1JEASDIPzp2bCWZ9Kih6HRHMaXa/5vB747nrTOrgDTp',
      'mygr2MArAAAGAAsAAgEAFgMDAZY=',
    ].join(''),
    ecCertificate,
    [
      'FgMDAHIMAABuAwAdIDTI8JATY18/+Wd4s0sr9qHDlwcaBRnyTonYqfzlkWBOBAMARjBEAiA0cOjTlJKyILcCQ4UmSKxFL/XG',
      'GEMpMHYGGMNshw8UcwIgNZIZOrf+DRqzjuYO5Ei9U/P7WJpQT7K9PwFwWrCjZRoWAwMAKw0AACcCAUAAIAQBCAkIBAQDCAcF',
      'AQgKCAUFAwgIBgEICwgGBgMCAQIDAAAWAwMABA4AAAA=',
    ].join(''),
  ],
  gnutlsWeak: [
    [
      'FgMDAFICAABOAwPrFo0MsodbmaXUZ3zlgJhtuKIuN5YSh95ET1dOR1JEASAK7wZkhGk1amNG58QSDgZUQL2W/AMIdbkfpkkx',
      'p7PbOcArAAAGAAsAAgEAFgMDAZY=',
    ].join(''),
    ecCertificate,
    [
      'FgMDAHMMAABvAwAdIIuwHeHR8Gqx9GoGV20iyS9saTCTLvKPqLxZwrrhmesMAgMARzBFAiAqnNSjDwgpbimG18JTrhKjG5WP',
      '656BGg7B37sPfntgFgIhAL0Ltke/jzJ3HClAV5jPxx53iHQg6HU+h3Ws3f5BtULTFgMDACsNAAAnAgFAACAEAQgJCAQEAwgH',
      'BQEICggFBQMICAYBCAsIBgYDAgECAwAAFgMDAAQOAAAA',
    ].join(''),
  ],
  staticRsa: [
    [
      'FgMDAFUCAABRAwOsUyHE61oB2XywJB0H4E/QMnvjVyZsOzFET1dOR1JEASD+78Af1+tGI833EGNmYstdwBWwKX+iG/ZDRrr9',
      'q2JCHgAvAAAJ/wEAAQAAFwAAFgMDAhw=',
    ].join(''),
    rsaCertificate,
    'FgMDAAQOAAAA',
  ],
  dhe: [
    [
      'FgMDAFUCAABRAwO9TGAclGVBqE1L6+diZeyRuX+iUn321IlET1dOR1JEASCQWmQpQ/l5vi1bPIy2as/Md10TRPQV1fHcXhb/',
      'M2uj2wAzAAAJ/wEAAQAAFwAAFgMDAhw=',
    ].join(''),
    rsaCertificate,
    [
      'FgMDAY8MAAGLAID//////////8kP2qIhaMI0xMZii4DcHNEpAk4IimfMdAILvqY7E5siUUoIeY40BN3vlRmzzTpDGzArCm3y',
      'XxQ3T+E1bW1RwkXkhbV2Yl5+xvRMQummN+1rC/9ctvQGt+3uOGv7Womfpa6fJBF8Sx/mSShmUezmU4H//////////wABAgCA',
      'iwosvtXlaCuRjhJxKwXgkF68FVZNbzmFBEjBvCs/k+FF3zJZyE25U6yriQJx+GUAUdr17Y+MT6K4owVvO7G08m5oirVYzg3u',
      'C56oiZNr2LkhcKrZJT9nTMvSeOK6vgewtcQ1WwjmpP5MdTAjCCm0z+RlWWYXDALjcvV65+34z9kIBACAWcx39SJ9sO+PPWZC',
      'U6MahYlzs6Uzf3eM87PNbzFfakE0yKo69ND9X/Do0nJ0Dq9nfGUE6M9LBm+8/k2ODWYJNKXLUHwAEqzeIN5tlzS4tEorEzs+',
      'IZBTU7frAxPEbEZ+YVHrsQWkrVLrLSkP76q/9kFaUbA9blzg82D1mVBTUu4WAwMABA4AAAA=',
    ].join(''),
  ],
} as const;

const bytesOf = (pieces: readonly string[]): Uint8Array =>
  Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));

const read = (bytes: Uint8Array): FlightReading | undefined => createFlightReader().take(bytes);

/** One byte after another. */
function readSlowly(bytes: Uint8Array): FlightReading | undefined {
  const reader = createFlightReader();
  let reading: FlightReading | undefined;
  for (const byte of bytes) reading = reader.take(Uint8Array.of(byte));
  return reading;
}

describe('what real servers sent', () => {
  const secure = { compression: 0, hasExtendedMasterSecret: true, hasSecureRenegotiation: true };
  const insecure = { compression: 0, hasExtendedMasterSecret: false, hasSecureRenegotiation: false };
  test.each<[keyof typeof captured, ServerFlight]>([
    ['openssl', { ...secure, version: 0x0303, suite: 0xc02b, hasKeyExchange: true, signature: 0x0403 }],
    ['tls11', { ...secure, version: 0x0302, suite: 0xc009, hasKeyExchange: true }],
    ['gnutls', { ...insecure, version: 0x0303, suite: 0xc02b, hasKeyExchange: true, signature: 0x0403 }],
    ['gnutlsWeak', { ...insecure, version: 0x0303, suite: 0xc02b, hasKeyExchange: true, signature: 0x0203 }],
    ['staticRsa', { ...secure, version: 0x0303, suite: 0x002f, hasKeyExchange: false }],
    ['dhe', { ...secure, version: 0x0303, suite: 0x0033, hasKeyExchange: true, signature: 0x0804 }],
  ])('%s', (name, flight) => {
    const bytes = bytesOf(captured[name]);
    const expected = { state: 'answered', flight };
    expect(read(bytes)).toEqual(expected);
    expect(readSlowly(bytes)).toEqual(expected);
  });

  test('refusals: OpenSSL to SHA-1 alone, and where it speaks only TLS 1.3', () => {
    expect(read(Buffer.from('FQMDAAICKA==', 'base64'))).toEqual({
      state: 'refused',
      alert: 'handshake_failure',
    });
    expect(read(formatAlert(70))).toEqual({ state: 'refused', alert: 'protocol_version' });
  });
});

describe('what nobody should send', () => {
  const good = formatServerFlight({
    version: 0x0303,
    suite: 0xc02f,
    compression: 1,
    hasExtendedMasterSecret: false,
    hasSecureRenegotiation: true,
    hasKeyExchange: true,
    signature: 0x0401,
  });
  const record = (type: number, content: readonly number[]) =>
    Uint8Array.from([type, 3, 3, content.length >> 8, content.length & 0xff, ...content]);
  test.each<[string, Uint8Array, FlightReading | undefined]>([
    ['nothing', new Uint8Array(0), undefined],
    ['a beginning', good.subarray(0, good.length - 60), undefined],
    ['SMTP', Buffer.from('220 go on\r\n'), { state: 'bad', detail: 'no TLS' }],
    ['SSL 2', Uint8Array.of(0x80, 0x2e, 4, 0, 1), { state: 'bad', detail: 'no TLS' }],
    [
      'a warning before the hello',
      Buffer.concat([formatAlert(112, 1), formatAlert(40)]),
      { state: 'refused', alert: 'handshake_failure' },
    ],
    ['close_notify', formatAlert(0, 1), { state: 'refused', alert: 'close_notify' }],
    ['an alert nobody knows', formatAlert(99), { state: 'refused', alert: 'alert 99' }],
    ['an alert of one byte', record(21, [2]), { state: 'bad', detail: 'an alert that cannot be read' }],
    ['data of the application', record(23, [1, 2]), { state: 'bad', detail: 'an unexpected record (23)' }],
    [
      'a record of 65,535 bytes',
      Uint8Array.of(22, 3, 3, 255, 255),
      { state: 'bad', detail: 'a record that is too long' },
    ],
    [
      'a message of 16 MB',
      record(22, [2, 255, 255, 255]),
      { state: 'bad', detail: 'a message that is too long' },
    ],
    ['a certificate first', record(22, [11, 0, 0, 0]), { state: 'bad', detail: 'no ServerHello' }],
    [
      'a ServerHello of two bytes',
      record(22, [2, 0, 0, 2, 3, 3]),
      { state: 'bad', detail: 'a ServerHello that cannot be read' },
    ],
    [
      'empty records without end',
      Buffer.concat(Array.from({ length: 100 }, () => record(22, []))),
      { state: 'bad', detail: 'more than 64 records' },
    ],
    [
      'certificates without end',
      Buffer.concat([
        good.subarray(0, 60),
        ...Array.from({ length: 10 }, () => record(22, new Array<number>(8000).fill(11))),
      ]),
      { state: 'bad', detail: 'a message that is too long' },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(read(bytes)).toEqual(expected);
  });

  test('what comes after the answer changes nothing', () => {
    const reader = createFlightReader();
    const answer = reader.take(good);
    expect(answer?.state).toBe('answered');
    expect(reader.take(Buffer.from('rubbish'))).toBe(answer);
  });
});

const flights = fc
  .record({
    version: fc.constantFrom(0x0301, 0x0302, 0x0303),
    suite: fc.constantFrom(0xc02f, 0xcca8, 0x0033, 0x002f),
    compression: fc.constantFrom(0, 1, 64),
    hasExtendedMasterSecret: fc.boolean(),
    hasSecureRenegotiation: fc.boolean(),
    signature: fc.constantFrom(0x0201, 0x0401, 0x0804),
  })
  .map(({ signature, ...flight }): ServerFlight => {
    const hasKeyExchange = flight.suite !== 0x002f;
    const isSigned = hasKeyExchange && flight.version === 0x0303;
    return { ...flight, hasKeyExchange, ...(isSigned && { signature }) };
  });

test('a flight that was written is read, in records and pieces of any size', () => {
  fc.assert(
    fc.property(
      flights,
      fc.integer({ min: 8, max: 300 }),
      fc.integer({ min: 1, max: 50 }),
      (flight, a, b) => {
        const bytes = formatServerFlight(flight, a);
        const reader = createFlightReader();
        let reading: FlightReading | undefined;
        for (let at = 0; at < bytes.length; at += b) reading = reader.take(bytes.subarray(at, at + b));
        expect(reading).toEqual({ state: 'answered', flight });
      },
    ),
  );
});

test('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void read(bytes)));
  // A true flight with bytes changed goes deeper than chance does.
  const genuine = bytesOf(captured.dhe);
  const changes = fc.array(fc.tuple(fc.nat(genuine.length - 1), fc.nat(255)), { maxLength: 8 });
  fc.assert(
    fc.property(changes, fc.nat(genuine.length), (places, length) => {
      const bytes = Uint8Array.from(genuine);
      for (const [at, byte] of places) bytes[at] = byte;
      read(bytes.subarray(0, length));
      readSlowly(bytes.subarray(0, Math.min(length, 200)));
    }),
  );
});

test('names', () => {
  expect([0x0201, 0x0804, 0x0a01].map(signatureName)).toEqual([
    'rsa_pkcs1_sha1',
    'rsa_pss_rsae_sha256',
    '0x0a01',
  ]);
  expect([0x0101, 0x0203, 0x0401, 0x0804, 0x0807].map(isWeakSignature)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect([0x0300, 0x0303, 0x0200].map(versionName)).toEqual(['SSLv3', 'TLSv1.2', '0x0200']);
});
