import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import type { HandshakeFacts, HelloAnswer, HostEndpoint, TlsFacts } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import { createProfile } from '../../findings/profile.ts';
import { findingsOf, handshake, hello, mx, said, submissions, tls, withTls } from './testing.ts';
import { tlsClientRenegotiation } from './tls-client-renegotiation.ts';
import { tlsCompression } from './tls-compression.ts';
import { tlsEarlyData } from './tls-early-data.ts';
import { tlsExtendedMasterSecret } from './tls-extended-master-secret.ts';
import { tlsKeyExchangeHash } from './tls-key-exchange-hash.ts';
import { tlsSecureRenegotiation } from './tls-secure-renegotiation.ts';

const seen = (spoilt: Partial<HandshakeFacts>): HostEndpoint =>
  withTls(mx, { handshake: { ...handshake, ...spoilt } });

const answering = (spoilt: Partial<Extract<HelloAnswer, { state: 'answered' }>>): HostEndpoint =>
  seen({ hello: { ...hello, ...spoilt } });

const { signature: _, ...unsigned } = hello;
const sha1 = { ...hello, signature: 'rsa_pkcs1_sha1', isWeaklySigned: true };
const { handshake: __, ...notAsked } = tls;
const { earlyData: ___, ...noTicket } = tls;
const [newest] = tls.versions;
const only13: TlsFacts = {
  ...notAsked,
  versions: [
    ...(newest === undefined ? [] : [newest]),
    { version: 'TLSv1.2', state: 'refused' },
    { version: 'TLSv1.1', state: 'refused' },
  ],
};

const byHello = [
  tlsKeyExchangeHash,
  tlsExtendedMasterSecret,
  tlsSecureRenegotiation,
  tlsCompression,
] as const;

test.each<[string, Check, HostEndpoint, string]>([
  ['strong hash', tlsKeyExchangeHash, mx, 'pass strong'],
  ['SHA-1 taken', tlsKeyExchangeHash, seen({ weakHello: sha1 }), 'fail weak-accepted'],
  ['SHA-1 chosen', tlsKeyExchangeHash, seen({ hello: sha1, weakHello: sha1 }), 'fail weak-chosen'],
  ['SHA-256 whatever is offered', tlsKeyExchangeHash, seen({ weakHello: hello }), 'pass strong'],
  ['no forward secrecy', tlsKeyExchangeHash, seen({ hello: unsigned }), 'not-applicable not-signed'],
  [
    'no forward secrecy, but SHA-1 where it is asked for',
    tlsKeyExchangeHash,
    seen({ hello: unsigned, weakHello: sha1 }),
    'fail weak-accepted',
  ],
  [
    'an old version',
    tlsKeyExchangeHash,
    seen({ hello: { ...unsigned, version: 'TLSv1.1' } }),
    'not-applicable fixed-by-version',
  ],
  [
    'no time for SHA-1',
    tlsKeyExchangeHash,
    seen({ weakHello: { state: 'not-tried', detail: 'given up' } }),
    'unknown not-tried',
  ],
  ['extended master secret', tlsExtendedMasterSecret, mx, 'pass offered'],
  ['none', tlsExtendedMasterSecret, answering({ hasExtendedMasterSecret: false }), 'fail not-offered'],
  ['secure renegotiation', tlsSecureRenegotiation, mx, 'pass offered'],
  ['none', tlsSecureRenegotiation, answering({ hasSecureRenegotiation: false }), 'fail not-offered'],
  [
    'none, and clients renegotiate',
    tlsSecureRenegotiation,
    seen({ hello: { ...hello, hasSecureRenegotiation: false }, renegotiation: { state: 'accepted' } }),
    'fail insecure-accepted',
  ],
  ['clients are refused', tlsClientRenegotiation, mx, 'pass refused'],
  [
    'clients renegotiate',
    tlsClientRenegotiation,
    seen({ renegotiation: { state: 'accepted' } }),
    'fail accepted',
  ],
  ['no answer', tlsClientRenegotiation, seen({ renegotiation: { state: 'silent' } }), 'unknown not-tried'],
  ['no time', tlsClientRenegotiation, seen({ renegotiation: { state: 'not-tried' } }), 'unknown not-tried'],
  ['no early data', tlsEarlyData, mx, 'pass not-offered'],
  ['no tickets', tlsEarlyData, withTls(mx, { earlyData: { tickets: 0, maxBytes: 0 } }), 'pass not-offered'],
  ['early data', tlsEarlyData, withTls(mx, { earlyData: { tickets: 2, maxBytes: 16_384 } }), 'fail offered'],
  ['TLS 1.2', tlsEarlyData, { ...mx, tls: { ...noTicket, version: 'TLSv1.2' } }, 'not-applicable no-tls13'],
  ['nothing heard', tlsEarlyData, { ...mx, tls: noTicket }, 'unknown not-tried'],
  ['no compression', tlsCompression, mx, 'pass none'],
  ['DEFLATE', tlsCompression, answering({ compression: 'DEFLATE' }), 'fail accepted'],
])('%s', (_name, check, endpoint, expected) => {
  expect(said(check, [endpoint])).toEqual([expected]);
});

describe('where the hello tells nothing', () => {
  const all = [...byHello, tlsClientRenegotiation];
  test.each(all.map((check) => [check.id, check] as const))('%s', (_id, check) => {
    // Another port of the address was asked.
    expect(said(check, [{ ...submissions, tls: notAsked }])).toEqual([]);
    expect(said(check, [{ ...mx, tls: only13 }])).toEqual(['not-applicable only-tls13']);
    const { tls: _tls, ...inTheClear } = mx;
    expect(said(check, [inTheClear])).toEqual([]);
  });

  test.each(byHello.map((check) => [check.id, check] as const))('%s: refused, or not tried', (_id, check) => {
    const refused = (detail: string) => seen({ hello: { state: 'refused', detail } });
    const isUntried = { ...tls, versions: [] };
    expect(said(check, [refused('handshake_failure')])).toEqual(['unknown not-tried']);
    // TLS 1.2 was agreed on before: then this is no matter of the version.
    expect(said(check, [refused('protocol_version')])).toEqual(['unknown not-tried']);
    expect(
      said(check, [
        {
          ...mx,
          tls: {
            ...isUntried,
            handshake: { ...handshake, hello: { state: 'refused', detail: 'protocol_version' } },
          },
        },
      ]),
    ).toEqual(['not-applicable only-tls13']);
    expect(said(check, [seen({ hello: { state: 'not-tried', detail: 'given up' } })])).toEqual([
      'unknown not-tried',
    ]);
  });
});

test('the setting is that of the software which the greeting names', () => {
  const fixesAt = (check: Check, endpoint: HostEndpoint, banner: string) =>
    findingsOf(check, [{ ...endpoint, banner }])[0]?.fixes.map((fix) =>
      fix.kind === 'setting' ? `${fix.key} = ${fix.value}` : fix.kind,
    );
  const renegotiating = seen({ renegotiation: { state: 'accepted' } });
  expect(fixesAt(tlsClientRenegotiation, renegotiating, 'mx ESMTP Postfix')).toEqual([
    'tls_ssl_options = NO_RENEGOTIATION',
  ]);
  expect(fixesAt(tlsCompression, answering({ compression: 'DEFLATE' }), 'mx ESMTP Exim 4.98')).toEqual([
    'openssl_options = +no_compression',
  ]);
  const taken = seen({ weakHello: sha1 });
  expect(fixesAt(tlsKeyExchangeHash, taken, 'mx ESMTP Postfix')?.map((fix) => fix.split(' ')[0])).toEqual([
    'SignatureAlgorithms',
  ]);
  expect(fixesAt(tlsKeyExchangeHash, taken, 'mx ESMTP Exim')?.map((fix) => fix.split(' ')[0])).toEqual([
    'tls_require_ciphers',
    'SignatureAlgorithms',
  ]);
});

test('what a Postfix as it is installed does is advice; what no current library does weighs', () => {
  const profile = createProfile([parse(readFileSync('data/profiles/default/mail-host.toml', 'utf8'))]);
  const weight = (message: string) =>
    profile.severityOf({ check: tlsKeyExchangeHash.id, message, outcome: 'fail' });
  expect([weight('weak-accepted'), weight('weak-chosen')]).toEqual(['notice', 'error']);
});
