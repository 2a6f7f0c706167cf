import type { Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { HostEndpoint, MailHostFacts } from '../../findings/facts/mail-host.ts';
import type { AuditContext } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherMailHost } from './gather-mail-host.ts';
import { isOwnNetwork } from './own-network.ts';
import { readCertificate } from './read-tls.ts';
import { type FakeHost, type FakeScript, startFakeHost } from './testing.ts';

const hosts: FakeHost[] = [];
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.close())));

const zone: Zone = { 'mx.example.org': { A: ['127.0.0.1'] } };
/** A port that nobody listens at. */
const closed = 1;

function contextOf(ports: AuditContext['ports'], more: Partial<AuditContext> = {}): AuditContext {
  return {
    resolver: zoneResolver(zone),
    clock: systemClock,
    connect: true,
    allowPrivate: true,

    ports: { 25: closed, 26: closed, 465: closed, 587: closed, 2525: closed, ...ports },
    probe: { ehloName: 'mail.example.net', timeoutMs: 1500 },
    ...more,
  };
}

async function factsOf(
  context: AuditContext,
  domains: readonly string[] = ['example.org'],
): Promise<MailHostFacts> {
  const { mailHost } = await gatherMailHost('mx.example.org', context, domains);
  if (mailHost?.state !== 'present') throw new Error(`no facts: ${JSON.stringify(mailHost)}`);
  return mailHost.value;
}

/** What is seen of a scripted host on port 25, and the host. */
async function seen(
  script: FakeScript,
  port: 25 | 465 = 25,
): Promise<{ endpoint: HostEndpoint; fake: FakeHost }> {
  const fake = await startFakeHost(script);
  hosts.push(fake);
  const facts = await factsOf(contextOf({ [port]: fake.port }));
  const endpoint = facts.endpoints.find((one) => one.port === port);
  if (endpoint === undefined) throw new Error('not asked');
  return { endpoint, fake };
}

const ehlo = (...keywords: string[]): string =>
  ['mx.example.org', ...keywords]
    .map((word, i) => `250${i < keywords.length ? '-' : ' '}${word}\r\n`)
    .join('');

describe('addresses', () => {
  test('every port of every address, and the reverse names', async () => {
    const both: Zone = {
      'mx.example.org': { A: ['127.0.0.1'], AAAA: ['::1'] },
      '1.0.0.127.in-addr.arpa': { PTR: ['MX.example.org'] },
    };
    const facts = await factsOf(contextOf({}, { resolver: zoneResolver(both) }));
    expect(facts.addresses).toEqual(['127.0.0.1', '::1']);
    expect(facts.endpoints.map(({ ip, port }) => `${ip} ${port}`)).toEqual(
      ['127.0.0.1', '::1'].flatMap((ip) => [25, 26, 465, 587, 2525].map((port) => `${ip} ${port}`)),
    );
    expect(facts.endpoints.find(({ ip }) => ip === '127.0.0.1')?.outcome).toBe('refused');
    expect(facts.reverseNames?.['127.0.0.1']).toEqual(['mx.example.org']);
  });

  test.each([
    ['no such name', {}, 'absent'],
    ['no answer', { 'mx.example.org': 'TIMEOUT' }, 'unknown'],
    ['no answer for one family, none for the other', { 'mx.example.org': { A: 'SERVFAIL' } }, 'unknown'],
  ] as const)('%s', async (_, records, state) => {
    const context = contextOf({}, { resolver: zoneResolver(records as Zone) });
    expect((await gatherMailHost('mx.example.org', context)).mailHost?.state).toBe(state);
  });

  test('one family that could not be asked is told', async () => {
    const resolver = zoneResolver({ 'mx.example.org': { A: ['127.0.0.1'], AAAA: 'SERVFAIL' } });
    expect(await factsOf(contextOf({}, { resolver, connect: false }))).toMatchObject({
      addresses: ['127.0.0.1'],
      failedFamilies: ['AAAA'],
      endpoints: [],
    });
  });

  test('some of each family where there are many', async () => {
    const many = (make: (n: number) => string) => [1, 2, 3, 4, 5].map(make);
    const resolver = zoneResolver({
      'mx.example.org': { A: many((n) => `192.0.2.${n}`), AAAA: many((n) => `2001:db8::${n}`) },
    });
    expect((await factsOf(contextOf({}, { resolver, connect: false }))).addresses).toEqual([
      '192.0.2.1',
      '192.0.2.2',
      '2001:db8::1',
      '2001:db8::2',
    ]);
  });

  test('a private address is not connected to', async () => {
    const resolver = zoneResolver({ 'mx.example.org': { A: ['10.0.0.1'] } });
    expect((await factsOf(contextOf({}, { resolver, allowPrivate: false }))).endpoints).toMatchObject([
      { ip: '10.0.0.1', port: 25, outcome: 'not-asked' },
    ]);
  });
});

describe('what a host says', () => {
  test('the questions of a well-behaved host, politely', async () => {
    const { endpoint, fake } = await seen({});
    expect(endpoint).toMatchObject({
      outcome: 'open',
      banner: 'mx.example.org ESMTP',
      plainKeywords: ['SIZE 20000000', '8BITMIME'],
      startTls: 'not-offered',
      isOwnNetwork: true,
      postmaster: 'postmaster@example.org',
      replies: {
        'mail-null': '250 2.0.0 Ok',
        'rcpt-postmaster': '250 2.1.5 Ok',
        'rcpt-postmaster-domain': '250 2.1.5 Ok',
        relay: '554 5.7.1 Relay access denied',
        'relay-own-sender': '554 5.7.1 Relay access denied',
        'vrfy-postmaster': '252 2.5.2 Perhaps',
      },
    });
    expect(fake.heard.filter((line) => /^(DATA|BDAT|AUTH)/i.test(line))).toEqual([]);
    await vi.waitFor(() => expect(fake.heard.at(-1)).toBe('QUIT'));
    expect(fake.heard.filter((line) => line.includes('example.com'))).toHaveLength(2);
    expect(fake.heard.length).toBeLessThan(18);
    expect(fake.most()).toBe(1);
  });

  test('a refusal that speaks of the foreign domain is asked again from the null sender', async () => {
    const { endpoint } = await seen({
      reply: (line) => (line === 'RCPT TO:<relay-test@example.com>' ? '556 5.1.10 nullMX\r\n' : undefined),
    });
    expect(endpoint.replies['relay-null-sender']).toBe('556 5.1.10 nullMX');
  });

  test('roundabout ways only at a host of the user’s own', async () => {
    const fake = await startFakeHost({});
    hosts.push(fake);
    const own = { smugglingRecipient: 'me@example.org', probe: { ehloName: 'a.example', timeoutMs: 600 } };
    const { endpoints } = await factsOf(contextOf({ 25: fake.port }, own));
    expect(endpoints.find(({ port }) => port === 25)?.replies).toMatchObject({
      'relay-source-route': '554 5.7.1 Relay access denied',
      'relay-percent': '554 5.7.1 Relay access denied',
      'relay-quoted': '554 5.7.1 Relay access denied',
    });
  });

  test('a port for users is asked once where it wants a login', async () => {
    const { endpoint, fake } = await seen(
      { reply: (line) => (line.startsWith('RCPT') ? '530 5.7.0 Authentication required\r\n' : undefined) },
      465,
    );
    expect(endpoint.replies).toEqual({ 'rcpt-postmaster-domain': '530 5.7.0 Authentication required' });
    expect(fake.heard.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
    const open = await seen({}, 465);
    expect(open.endpoint.replies).toEqual({
      'rcpt-postmaster-domain': '250 2.1.5 Ok',
      relay: '554 5.7.1 Relay access denied',
    });
  });

  test('a sender that is refused is the answer to the question about relaying, one that is taken is not', async () => {
    const refused = await seen({
      reply: (line) => (line.startsWith('MAIL FROM:<relay') ? '550 5.7.27 no\r\n' : undefined),
    });
    expect(refused.endpoint.replies.relay).toBe('550 5.7.27 no');
    const gone = await seen({ reply: (line) => (line.startsWith('RCPT') ? '' : undefined) });
    expect(gone.endpoint.replies).toEqual({ 'mail-null': '250 2.0.0 Ok' });
  });

  test.each<[string, FakeScript, Partial<HostEndpoint>]>([
    [
      'STARTTLS overwritten',
      { reply: (line) => (line.startsWith('EHLO') ? ehlo('XXXXXXXA', 'SIZE 1') : undefined) },
      { startTls: 'stripped' },
    ],
    [
      'STARTTLS offered and then not known',
      {
        reply: (line) =>
          line.startsWith('EHLO')
            ? ehlo('STARTTLS')
            : line === 'STARTTLS'
              ? '502 5.5.1 Unknown\r\n'
              : undefined,
      },
      { startTls: 'stripped', replies: expect.objectContaining({ starttls: '502 5.5.1 Unknown' }) },
    ],
    [
      'STARTTLS not now',
      {
        reply: (line) =>
          line.startsWith('EHLO')
            ? ehlo('STARTTLS')
            : line === 'STARTTLS'
              ? '454 4.7.0 TLS not available\r\n'
              : undefined,
      },
      { startTls: 'failed', startTlsDetail: '454 4.7.0 TLS not available' },
    ],
    [
      'no TLS behind 220',
      {
        reply: (line) =>
          line.startsWith('EHLO') ? ehlo('STARTTLS') : line === 'STARTTLS' ? '220 Go\r\n' : undefined,
      },
      { startTls: 'failed', replies: expect.objectContaining({ relay: expect.stringMatching(/^554/) }) },
    ],
    [
      'HELO alone',
      { reply: (line) => (line.startsWith('EHLO') ? '502 unknown\r\n' : undefined) },
      { outcome: 'open', replies: expect.objectContaining({ ehlo: '502 unknown' }) },
    ],
    [
      'a refusal as greeting',
      { greeting: '554 5.7.1 no\r\n' },
      { outcome: 'greeting-refused', detail: '554 5.7.1 no' },
    ],
    ['garbage', { greeting: '\0\xff\x16\x03 hello' }, { outcome: 'not-smtp' }],
    ['another protocol', { greeting: 'SSH-2.0-x\r\n' }, { outcome: 'not-smtp' }],
    ['silence', { greeting: '' }, { outcome: 'time-out' }],
    [
      'silence after the greeting',
      { reply: () => '' },
      { outcome: 'time-out', banner: 'mx.example.org ESMTP' },
    ],
    ['hanging up', { talk: (socket) => socket.destroy() }, { outcome: 'reset' }],
  ])('%s', async (_, script, expected) => {
    expect((await seen(script)).endpoint).toMatchObject(expected);
  });

  test('a port of implicit TLS that speaks in the clear', async () => {
    expect((await seen({}, 465)).endpoint).toMatchObject({
      outcome: 'open',
      isImplicitTls: false,
      startTls: 'not-offered',
    });
  });
});

describe('a host that never comes to an end', () => {
  const drip = (text: string, everyMs: number) => (socket: Socket) => {
    const timer = setInterval(() => socket.writable && socket.write(text), everyMs);
    socket.on('close', () => clearInterval(timer));
  };
  test.each<[string, FakeScript, HostEndpoint['outcome']]>([
    ['an endless greeting of many lines', { talk: drip('220-more\r\n'.repeat(50), 1) }, 'not-smtp'],
    ['an endless line', { talk: drip('220 x'.repeat(500), 1) }, 'not-smtp'],
    ['one byte at a time', { talk: drip('2', 300) }, 'not-smtp'],
    ['one line at a time', { talk: drip('220-slow\r\n', 300) }, 'time-out'],
  ])('%s', async (_, script, outcome) => {
    const started = performance.now();
    expect((await seen(script)).endpoint.outcome).toBe(outcome);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('replies nobody asked for are no answers', async () => {
    const greeting = '220 mx.example.org\r\n250 mx.example.org\r\n250 ok\r\n250 ok\r\n';
    const { endpoint } = await seen({ greeting, reply: () => '' });
    expect(endpoint).toMatchObject({ outcome: 'not-smtp', replies: {} });
  });

  test('a slow host keeps what it has said', async () => {
    const { endpoint } = await seen({ reply: (line) => (line.startsWith('RCPT') ? '' : undefined) });
    expect(endpoint).toMatchObject({ outcome: 'open', replies: { 'mail-null': '250 2.0.0 Ok' } });
    expect(endpoint.elapsedMs).toBeLessThan(2500);
  });
});

describe('end-of-data sequences', () => {
  /** Takes the message to the first of these texts; what comes after is commands. */
  const server = (ends: readonly string[], heard: string[]) => (socket: Socket) => {
    let pending = '';
    let isData = false;
    socket.write('220 mx.example.org\r\n');
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (;;) {
        const at = isData
          ? Math.min(
              ...ends.map((end) => (pending.indexOf(end) + 1 || Number.POSITIVE_INFINITY) + end.length),
            )
          : pending.indexOf('\n') + 2;
        if (!Number.isFinite(at) || at < 2) return;
        const part = pending.slice(0, at - 1);
        pending = pending.slice(at - 1);
        if (isData) socket.write('250 2.0.0 queued\r\n');
        else {
          heard.push(part.trim());
          socket.write(/^DATA/.test(part) ? '354 go\r\n' : '250 2.0.0 Ok\r\n');
        }
        isData = !isData && /^DATA/.test(part);
      }
    });
  };
  const triesOf = async (ends: readonly string[], recipient: string | undefined, heard: string[] = []) => {
    const fake = await startFakeHost({ talk: server(ends, heard) });
    hosts.push(fake);
    const more = recipient === undefined ? {} : { smugglingRecipient: recipient };
    const context = contextOf(
      { 25: fake.port },
      { ...more, probe: { ehloName: 'a.example', timeoutMs: 3000 } },
    );
    return (await factsOf(context)).smuggling;
  };
  const real = '\r\n.\r\n';

  test('no message is sent where it was not asked for', async () => {
    const heard: string[] = [];
    expect(await triesOf([real], undefined, heard)).toBeUndefined();
    expect(heard.filter((line) => line.startsWith('DATA'))).toEqual([]);
  });

  test('a good host gets one message', async () => {
    const heard: string[] = [];
    const found = await triesOf([real], 'me@example.org', heard);
    expect(found?.tries.map(({ result }) => result)).toEqual(Array(7).fill('kept'));
    expect(heard.filter((line) => line.startsWith('DATA'))).toHaveLength(1);
    expect(heard).toContain('RCPT TO:<me@example.org>');
  });

  test('each sequence that ends a message is named', async () => {
    const found = await triesOf([real, '\n.\n', '\r.\r'], 'me@example.org');
    expect(found?.tries.filter(({ result }) => result === 'ended').map(({ sequence }) => sequence)).toEqual([
      '<LF>.<LF>',
      '<CR><LF>.<LF>',
      '<CR>.<CR>',
      '<CR>.<CR><LF>',
    ]);
  });

  test('an address that is a command is never sent', async () => {
    expect(await triesOf([real], 'a@example.org>\r\nDATA')).toMatchObject({ tries: [] });
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '192.0.2.200', true],
  ['192.0.2.1', '198.51.100.1', false],
  ['10.0.0.1', '192.168.0.1', true],
  ['127.0.0.1', '127.0.9.1', false],
  ['2001:db8::1', '2001:db8::ffff', true],
  ['2001:db8::1', '2001:db8:1::1', false],
  ['192.0.2.1', '2001:db8::1', false],
  ['', '192.0.2.1', false],
])('%s and %s are of one network: %s', (local, remote, isOwn) => {
  expect(isOwnNetwork(local, remote)).toBe(isOwn);
});

test('any bytes as a certificate are read without a throw', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => readCertificate(bytes) === undefined));
});
