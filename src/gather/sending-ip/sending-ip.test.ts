import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../base/clock.ts';
import type { AuditContext } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherSendingIpShelves } from './gather-sending-ip.ts';
import { parseOriginRecord } from './origin-record.ts';
import { readValidity, validateOrigin } from './rpki-validator.ts';

const clock: Clock = { nowMs: () => 0, monotonicMs: () => 0 };
const gather = (zone: Zone, helo?: string, more: Partial<AuditContext> = {}, ip = '192.0.2.7') =>
  gatherSendingIpShelves(ip, { text: '', ...(helo !== undefined && { helo }) }, {
    resolver: zoneResolver(zone, [], clock),
    clock,
    connect: false,
    allowPrivate: false,
    ...more,
  } as AuditContext);

describe('SPF of the HELO name', () => {
  test.each([
    [['v=spf1 a -all'], 'pass'],
    [['v=spf1 ip4:192.0.2.8 -all'], 'fail'],
    [['other'], 'none'],
    [['v=spf1 nonsense'], 'permerror'],
  ])('%j: %s', async (TXT, result) => {
    const { heloSpf } = await gather({ 'mail.example.org': { A: ['192.0.2.7'], TXT } }, 'MAIL.example.org.');
    expect(heloSpf).toMatchObject({
      state: 'present',
      value: { domain: 'mail.example.org', ip: '192.0.2.7', result, identity: 'helo' },
    });
  });

  test('a DNS failure is unknown', async () => {
    const { heloSpf } = await gather({ 'mail.example.org': { TXT: 'SERVFAIL' } }, 'mail.example.org');
    expect(heloSpf).toMatchObject({ state: 'unknown', why: { code: 'servfail' } });
  });

  test.each([undefined, '', '[192.0.2.7]', 'localhost', 'WIN-PC'])('%j is no name to judge', async (helo) => {
    expect(await gather({}, helo)).toEqual({});
  });
});

describe('the route', () => {
  const origin = {
    '7.2.0.192.origin.asn.cymru.com': { TXT: ['64496 | 192.0.2.0/24 | ZZ | test | 2020-01-01'] },
  };
  const ask = { askRouteOrigin: true };

  test('is asked only where that is allowed', async () => {
    expect(await gather(origin)).toEqual({});
  });

  test.each([
    [
      origin,
      'present',
      { prefix: '192.0.2.0/24', origins: [{ as: 64496 }], notValidated: { code: 'no-validator' } },
    ],
    [
      {
        '7.2.0.192.origin.asn.cymru.com': {
          TXT: ['64496 | 192.0.0.0/16 | ZZ', '64497 64498 | 192.0.2.0/24 | ZZ', '64499 | 192.0.2.0/24'],
        },
      },
      'present',
      { prefix: '192.0.2.0/24', origins: [{ as: 64497 }, { as: 64498 }, { as: 64499 }] },
    ],
    [{}, 'absent', undefined],
    [{ '7.2.0.192.origin.asn.cymru.com': 'TIMEOUT' as const }, 'unknown', undefined],
    [{ '7.2.0.192.origin.asn.cymru.com': { TXT: ['buy this domain'] } }, 'unknown', undefined],
  ])('%#: %o is %s', async (zone, state, value) => {
    const { routeOrigin } = await gather(zone as Zone, undefined, ask);
    expect(routeOrigin).toMatchObject({ state, ...(value && { value }) });
  });

  test('IPv6 is asked at origin6', async () => {
    const name = `7.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.origin6.asn.cymru.com`;
    const zone = { [name]: { TXT: ['64496 | 2001:db8::/32 | ZZ | test |'] } };
    const { routeOrigin } = await gather(zone, undefined, ask, '2001:db8::7');
    expect(routeOrigin).toMatchObject({ value: { prefix: '2001:db8::/32', origins: [{ as: 64496 }] } });
  });
});

describe('an origin record', () => {
  test.each([
    '',
    '64496',
    '64496 |',
    '| 192.0.2.0/24',
    'AS64496 | 192.0.2.0/24',
    '64496 | 192.0.2.0/33',
    '0 | 192.0.2.0/24',
    '4294967296 | 192.0.2.0/24',
  ])('%j is none', (text) => {
    expect(parseOriginRecord(text)).toBeUndefined();
  });

  test('any text: never an exception (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        parseOriginRecord(text);
        readValidity(text);
      }),
    );
  });
});

describe('the validator', () => {
  const answer = (state: unknown, more = {}) =>
    JSON.stringify({ validated_route: { route: {}, validity: { state, ...more } } });
  test.each([
    [answer('valid'), { validity: 'valid' }],
    [answer('Invalid', { reason: 'as' }), { validity: 'invalid', reason: 'as' }],
    [answer('not-found'), { validity: 'not-found' }],
    [answer('NotFound'), { validity: 'not-found' }],
  ])('%s', (text, value) => {
    expect(readValidity(text)).toEqual({ ok: true, value });
  });

  test.each(['', '{', 'null', '[]', answer('x'), answer(1), answer(undefined)])(
    '%s is no validity',
    (text) => {
      expect(readValidity(text)).toMatchObject({ ok: false, problem: { code: 'bad-answer' } });
    },
  );

  let server: Server;
  let base = '';
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.includes('AS64497') === true) response.writeHead(302, { location: '/' }).end();
      else if (request.url?.includes('AS64498') === true) response.writeHead(404).end();
      else if (request.url?.includes('AS64499') === true) response.end('x'.repeat(300_000));
      else response.end(answer('invalid', { reason: 'length' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  test('is asked over HTTP, each origin once', async () => {
    const zone = { '7.2.0.192.origin.asn.cymru.com': { TXT: ['64496 | 192.0.2.0/24 | ZZ'] } };
    const { routeOrigin } = await gather(zone, undefined, { askRouteOrigin: true, rpkiValidator: base });
    expect(routeOrigin).toMatchObject({
      value: { origins: [{ as: 64496, validity: 'invalid', reason: 'length' }] },
    });
    expect(routeOrigin?.state === 'present' && 'notValidated' in routeOrigin.value).toBe(false);
    expect(asked).toEqual(['/api/v1/validity/AS64496/192.0.2.0/24']);
  });

  test.each([
    [64497, 'network'],
    [64498, 'bad-answer'],
    [64499, 'bad-answer'],
  ])('AS%s: %s', async (as, code) => {
    expect(await validateOrigin(base, as, '192.0.2.0/24', undefined)).toMatchObject({
      ok: false,
      problem: { code },
    });
  });

  test('an address that is none, and one where nobody listens', async () => {
    expect(await validateOrigin('nowhere', 1, '192.0.2.0/24', undefined)).toMatchObject({
      problem: { code: 'bad-url' },
    });
    expect(await validateOrigin('http://127.0.0.1:1', 1, '192.0.2.0/24', undefined)).toMatchObject({
      problem: { code: 'network' },
    });
  });
});
