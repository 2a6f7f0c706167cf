import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { formatAutoconfig } from '../../wire/client-config/index.ts';
import type { AuditContext, HttpsAnswer } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherClientConfig } from './gather-client-config.ts';

const zone: Zone = {
  'example.org': { MX: ['10 mail.example.org'] },
  'mail.example.org': { A: ['192.0.2.1'] },
  'alias.example.org': { CNAME: ['mail.example.org'] },
  '_submissions._tcp.example.org': {
    SRV: [
      '20 1 465 gone.example.org.',
      '10 1 465 mail.example.org.',
      '30 1 465 alias.example.org',
      '40 1 465 silent.example.org',
    ],
  },
  '_submission._tcp.example.org': { SRV: ['0 0 0 .'] },
  '_imaps._tcp.example.org': 'SERVFAIL',
  'silent.example.org': 'TIMEOUT',
};

const gather = async (given: Zone, more: Partial<AuditContext> = {}, asked: string[] = []) => {
  const resolver = zoneResolver(given, asked);
  const context = {
    resolver,
    clock: systemClock,
    connect: false,
    allowPrivate: false,

    ...more,
  };
  return (await gatherClientConfig('example.org', context)).clientConfig;
};

describe('SRV', () => {
  test('targets in order, each with what it leads to', async () => {
    expect(await gather(zone)).toMatchObject({
      state: 'present',
      value: {
        services: [
          {
            service: '_submissions._tcp',
            state: 'present',
            targets: [
              { host: 'mail.example.org', port: 465, priority: 10, isResolving: true },
              { host: 'gone.example.org', isResolving: false },
              { host: 'alias.example.org', isResolving: true, alias: 'mail.example.org' },
              { host: 'silent.example.org', isResolving: 'unknown' },
            ],
          },
          { service: '_submission._tcp', state: 'present', targets: [{ host: '.', isResolving: false }] },
        ],
      },
    });
  });

  test('records only: two questions', async () => {
    const asked: string[] = [];
    const found = await gather({ 'example.org': {} }, {}, asked);
    expect(found).toMatchObject({ value: { services: [{ state: 'absent' }, { state: 'absent' }] } });
    expect(asked.sort()).toEqual(['_submission._tcp.example.org SRV', '_submissions._tcp.example.org SRV']);
    expect(found?.state === 'present' && Object.keys(found.value)).toEqual(['domain', 'services']);
  });

  test('thorough: the reading services and autodiscover too', async () => {
    const given: Zone = { ...zone, 'autodiscover.example.org': { CNAME: ['gone.example.net'] } };
    const found = await gather(given, { connect: true });
    expect(found).toMatchObject({
      value: {
        autodiscover: { srv: { state: 'absent' }, addresses: [], danglingAlias: 'gone.example.net' },
      },
    });
    expect(found?.state === 'present' && found.value.services.map(({ state }) => state)).toEqual([
      ...['present', 'present', 'unknown', 'absent', 'absent', 'absent'],
    ]);
  });

  test('nothing answered is not known', async () => {
    expect(
      await gather({
        'example.org': {},
        '_tcp.example.org': {},
        '_submissions._tcp.example.org': 'REFUSED',
        '_submission._tcp.example.org': 'TIMEOUT',
      }),
    ).toMatchObject({
      state: 'unknown',
      why: { code: expect.stringMatching(/refused|time-out/) },
    });
  });
});

describe('autoconfig', () => {
  const text = formatAutoconfig({
    domain: 'example.org',
    displayName: 'Example',
    services: [
      {
        protocol: 'imap',
        host: 'mail.example.org',
        port: 993,
        security: 'implicit-tls',
        authentication: ['password'],
        login: 'address',
      },
      {
        protocol: 'smtp',
        host: 'gone.example.org',
        port: 465,
        security: 'implicit-tls',
        authentication: ['password'],
        login: 'address',
      },
    ],
  });
  const page = (body: string, status = 200): HttpsAnswer => ({
    state: 'answered',
    status,
    contentType: 'text/xml',
    body: Buffer.from(body),
  });
  const failed = (code: string): HttpsAnswer => ({ state: 'failed', code, why: code });
  const html = '<!DOCTYPE html><html><body>Welcome</body></html>';
  const absent = { state: 'absent' };

  test.each<[string, HttpsAnswer, HttpsAnswer, object, object]>([
    [
      'found and nothing',
      page(text),
      page('', 404),
      { state: 'fetched', problems: [], servers: [{ isResolving: true }, { isResolving: false }] },
      absent,
    ],
    ['no host, a web page', failed('no-address'), page(html), absent, absent],
    [
      'a web page where a document belongs',
      page(html),
      failed('refused'),
      { state: 'unreadable', code: 'declaration' },
      absent,
    ],
    [
      'a broken document on the web site',
      failed('no-address'),
      page('<clientConfig>'),
      absent,
      { state: 'unreadable', code: 'not-closed' },
    ],
    [
      'certificate',
      failed('certificate'),
      failed('certificate'),
      { state: 'failed', code: 'certificate' },
      absent,
    ],
    [
      'server error',
      page('', 503),
      { ...page('', 301), location: 'https://other.example/' } as HttpsAnswer,
      { state: 'failed', code: 'status-503' },
      { state: 'redirected', location: 'https://other.example/' },
    ],
    [
      'address not answered',
      failed('dns'),
      failed('dns'),
      { state: 'failed', code: 'dns' },
      { state: 'failed', code: 'dns' },
    ],
  ])('%s', async (_, own, site, first, second) => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return url.startsWith('https://autoconfig.') ? own : site;
    };
    expect(await gather(zone, { fetch })).toMatchObject({ value: { documents: [first, second] } });
    expect(urls).toEqual([
      'https://autoconfig.example.org/mail/config-v1.1.xml',
      'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml',
    ]);
  });
});
