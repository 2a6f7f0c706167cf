import { expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { HostEndpoint, MailPort, TlsFacts, TlsVersionTry } from '../../findings/facts/mail-host.ts';
import { earlyDataIn } from './early-data.ts';
import { lookIntoHandshakes } from './look-into-handshakes.ts';

const row = (version: TlsVersionTry['version'], state: TlsVersionTry['state']): TlsVersionTry => ({
  version,
  state,
});
const both: TlsFacts = {
  version: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  versions: [row('TLSv1.3', 'accepted'), row('TLSv1.2', 'accepted'), row('TLSv1.1', 'refused')],
  chain: [],
  isTrusted: true,
  isNameMatching: true,
};
const only13: TlsFacts = { ...both, versions: [row('TLSv1.3', 'accepted'), row('TLSv1.2', 'refused')] };
const untried: TlsFacts = { ...both, versions: [row('TLSv1.2', 'not-tried')] };
const old: TlsFacts = { ...both, version: 'TLSv1.2', versions: [row('TLSv1.2', 'accepted')] };

const settings = {
  ehloName: 'audit.example.net',
  trustedRoots: [],
  clock: systemClock,
  connectTimeoutMs: 500,
  endpointTimeoutMs: 500,
  patienceMs: 50,
  signal: undefined,
};

/** 'address:port' of what was looked into; nobody listens there, so nothing is seen. */
async function lookedInto(hosts: readonly [string, MailPort, TlsFacts?][]): Promise<readonly string[]> {
  const endpoints = hosts.map(
    ([ip, port, tls]): HostEndpoint => ({
      ip,
      port,
      outcome: 'open',
      isImplicitTls: port === 465,
      replies: {},
      elapsedMs: 1,
      ...(tls !== undefined && { tls }),
    }),
  );
  const targets = endpoints.map(({ ip, port }) => ({
    host: 'mx.example.org',
    ip,
    port,
    number: 1,
    domains: [],
    isOwn: false,
  }));
  const seen = await lookIntoHandshakes(targets, endpoints, settings, (work) => work());
  expect(seen.map(({ ip, port }) => [ip, port])).toEqual(endpoints.map(({ ip, port }) => [ip, port]));
  return seen.flatMap(({ ip, port, tls }) => {
    if (tls?.handshake === undefined) return [];
    expect(tls.handshake.hello.state).toBe('not-tried');
    expect(tls.handshake.weakHello).toBeUndefined();
    expect(tls.handshake.renegotiation.state).toBe('not-tried');
    return [`${ip}:${port}`];
  });
}

const [one, two] = ['127.0.0.1', '127.0.0.2'] as const;

test.each<[string, [string, MailPort, TlsFacts?][], string[]]>([
  [
    'one port for servers and one for users of each address',
    [
      [one, 25, both],
      [one, 26, both],
      [one, 465, both],
      [one, 587, both],
      [two, 25, old],
    ],
    [`${one}:25`, `${one}:465`, `${two}:25`],
  ],
  [
    'the next one where the first has no TLS',
    [
      [one, 25],
      [one, 26, both],
      [one, 465],
      [one, 587, both],
    ],
    [`${one}:26`, `${one}:587`],
  ],
  [
    'none where TLS 1.3 alone is spoken',
    [
      [one, 25, only13],
      [one, 587, untried],
    ],
    [`${one}:587`],
  ],
  ['nothing without TLS', [[one, 25]], []],
])('%s', async (_, hosts, expected) => {
  expect(await lookedInto(hosts)).toEqual(expected);
});

test('early data is the most that a ticket allows; one that cannot be read makes it unknown', () => {
  // SEQUENCE { [15] { INTEGER } }, and one without it.
  const ticket = (bytes: number) => Uint8Array.of(0x30, 6, 0xaf, 4, 2, 2, bytes >> 8, bytes & 0xff);
  const plain = Uint8Array.of(0x30, 0);
  expect(earlyDataIn([])).toEqual({ tickets: 0, maxBytes: 0 });
  expect(earlyDataIn([plain, ticket(512), ticket(256)])).toEqual({ tickets: 3, maxBytes: 512 });
  expect(earlyDataIn([plain, Uint8Array.of(1)])).toBeUndefined();
});
