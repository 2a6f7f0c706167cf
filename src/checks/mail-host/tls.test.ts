import { describe, expect, test } from 'vitest';
import type { HostEndpoint, TlsFacts, TlsVersionTry } from '../../findings/facts/mail-host.ts';
import { implicitTls } from './implicit-tls.ts';
import { starttlsIntact } from './starttls-intact.ts';
import { starttlsOffered } from './starttls-offered.ts';
import { closed, findingsOf, mx, said, submission, submissions, tls, withTls } from './testing.ts';
import { tlsCiphers } from './tls-ciphers.ts';
import { tlsVersions } from './tls-versions.ts';
import { tlsWorks } from './tls-works.ts';

/** As an endpoint is where STARTTLS did not come to stand. */
function failing(startTls: HostEndpoint['startTls'], more: Partial<HostEndpoint> = {}): HostEndpoint {
  const { tls: _, tlsKeywords: __, startTls: ___, ...rest } = mx;
  return { ...rest, ...(startTls !== undefined && { startTls }), ...more };
}

describe('STARTTLS', () => {
  const masked = failing('stripped', { plainKeywords: ['XXXXXXXA', 'SIZE 1'] });
  const refused = failing('stripped', { replies: { starttls: '502 5.5.1 Unknown' } });
  const notNow = failing('failed', { replies: { starttls: '454 4.7.0 Not now' } });
  const broken = failing('failed', { startTlsDetail: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' });
  const none = failing('not-offered');
  test.each<[string, HostEndpoint, string[], string[], string[]]>([
    ['works', mx, ['pass offered'], ['pass intact'], ['pass works']],
    ['not offered', none, ['fail not-offered'], [], []],
    ['not offered to users', { ...none, port: 587 }, ['fail submission-not-offered'], [], []],
    ['overwritten', masked, ['pass offered'], ['fail overwritten'], []],
    ['refused', refused, ['pass offered'], ['fail refused-after-offer'], []],
    ['not now', notNow, ['pass offered'], ['pass intact'], ['fail not-now']],
    ['no handshake', broken, ['pass offered'], ['pass intact'], ['fail handshake-failed']],
    [
      'only with what is outdated',
      { ...mx, startTlsDetail: 'ERR_SSL_UNSUPPORTED_PROTOCOL' },
      ['pass offered'],
      ['pass intact'],
      ['fail outdated-only'],
    ],
    ['not asked', failing(undefined), [], [], []],
    ['implicit', submissions, [], [], ['pass works']],
    ['implicit, no handshake', closed(submissions, 'tls-failed'), [], [], ['fail handshake-failed']],
  ])('%s', (_, endpoint, offered, intact, works) => {
    expect(said(starttlsOffered, [endpoint])).toEqual(offered);
    expect(said(starttlsIntact, [endpoint])).toEqual(intact);
    expect(said(tlsWorks, [endpoint])).toEqual(works);
  });
});

test('port 465 begins with TLS', () => {
  expect(said(implicitTls, [submissions])).toEqual(['pass works']);
  expect(said(implicitTls, [{ ...failing('works'), port: 465 }])).toEqual(['fail in-the-clear']);
  expect(said(implicitTls, [mx, submission, closed(submissions)])).toEqual([]);
});

describe('versions', () => {
  const tried = (...states: [TlsVersionTry['version'], TlsVersionTry['state']][]): TlsVersionTry[] =>
    states.map(([version, state]) => ({ version, state }));
  test.each<[string, Partial<TlsFacts>, string]>([
    ['current ones alone', {}, 'pass current'],
    [
      'old ones too',
      { versions: tried(['TLSv1.2', 'accepted'], ['TLSv1.1', 'accepted'], ['TLSv1', 'refused']) },
      'fail retired-accepted',
    ],
    [
      '1.0 alone of the old',
      { versions: tried(['TLSv1.2', 'accepted'], ['TLSv1.1', 'refused'], ['TLSv1', 'accepted']) },
      'fail retired-accepted',
    ],
    ['nothing newer', { version: 'TLSv1', versions: tried(['TLSv1', 'accepted']) }, 'fail only-retired'],
    [
      'no time to try',
      { versions: tried(['TLSv1.3', 'accepted'], ['TLSv1.1', 'not-tried'], ['TLSv1', 'not-tried']) },
      'unknown not-tried',
    ],
    ['nothing tried', { versions: [] }, 'unknown not-tried'],
  ])('%s', (_, spoilt, expected) => {
    expect(said(tlsVersions, [withTls(mx, spoilt)])).toEqual([expected]);
  });

  test('the versions are named', () => {
    const versions = tried(['TLSv1.2', 'accepted'], ['TLSv1.1', 'accepted'], ['TLSv1', 'accepted']);
    expect(findingsOf(tlsVersions, [withTls(mx, { versions })])[0]?.data).toMatchObject({
      old: ['TLSv1.1', 'TLSv1'],
    });
  });
});

describe('ciphers', () => {
  const { ephemeralKey: _, ...withoutKey } = tls;
  test.each<[string, TlsFacts, string]>([
    ['forward secrecy throughout', tls, 'pass forward-secret'],
    [
      'RSA key exchange',
      { ...withoutKey, version: 'TLSv1.2', cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' },
      'fail no-forward-secrecy',
    ],
    [
      'RSA key exchange in an older version',
      {
        ...tls,
        versions: [{ version: 'TLSv1.2', state: 'accepted', cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' }],
      },
      'fail no-forward-secrecy',
    ],
    ['RC4', { ...tls, cipher: 'TLS_ECDHE_RSA_WITH_RC4_128_SHA' }, 'fail broken'],
    ['3DES', { ...tls, cipher: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA' }, 'fail broken'],
    ['no encryption', { ...tls, cipher: 'TLS_RSA_WITH_NULL_SHA' }, 'fail broken'],
    ['nobody authenticated', { ...tls, cipher: 'TLS_DH_anon_WITH_AES_128_CBC_SHA' }, 'fail broken'],
    ['a small group', { ...tls, ephemeralKey: 'DH 1024 bits' }, 'fail small-group'],
    ['a group of 2048 bits', { ...tls, ephemeralKey: 'DH 2048 bits' }, 'pass forward-secret'],
  ])('%s', (_, facts, expected) => {
    expect(said(tlsCiphers, [{ ...mx, tls: facts }])).toEqual([expected]);
  });

  test('without TLS nothing is said', () => {
    for (const check of [tlsCiphers, tlsVersions]) expect(said(check, [failing('not-offered')])).toEqual([]);
  });
});
