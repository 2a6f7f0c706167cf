/** What a plan must never propose beside SPF, and what it says instead: one zone a case. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../src/audit/plan/format.ts';
import type { Zone } from '../../src/gather/dns/testing.ts';
import { hosts, stepsOf, withSpf } from './plan-steps.ts';

describe('a domain that takes no mail', () => {
  const mute = (more: Zone = {}): Zone => ({ 'example.org': { MX: ['0 .'], TXT: ['v=spf1 -all'] }, ...more });

  test('no reports are asked to it, and the next policy says so', async () => {
    const { step } = await stepsOf(mute());
    expect(step('dmarc/record')?.changes).toMatchObject([{ adds: ['v=DMARC1; p=none'] }]);
    expect(step('dmarc/quarantine')?.proof).toEqual({ state: 'not-provable', why: 'reports-unasked' });
  });

  test('a report address of its own goes', async () => {
    const { step } = await stepsOf(
      mute({ '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@example.org'] } }),
    );
    expect(step('dmarc/record')?.changes).toMatchObject([{ adds: ['v=DMARC1; p=reject'] }]);
  });

  test.each<[string, Zone, boolean]>([
    ['-all', mute(), false],
    ['a null MX without SPF', { 'example.org': { MX: ['0 .'] } }, false],
    [
      'a revoked key for every selector',
      { ...withSpf('v=spf1 mx ~all'), '*._domainkey.example.org': { TXT: ['v=DKIM1; p='] } },
      false,
    ],
    [
      'a null MX and senders',
      { ...hosts, 'example.org': { MX: ['0 .'], TXT: ['v=spf1 ip4:192.0.2.1 -all'] } },
      true,
    ],
    ['mail hosts', withSpf('v=spf1 mx ~all'), true],
  ])('new DKIM keys with %s', async (_, zone, expected) => {
    expect((await stepsOf(zone)).step('dkim/new-keys') !== undefined).toBe(expected);
  });
});

test('after two DMARC records the one that stays asks for reports where somebody takes them', async () => {
  const { step } = await stepsOf({
    ...withSpf('v=spf1 mx -all'),
    '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] },
  });
  expect(step('dmarc/record')?.changes).toMatchObject([
    { adds: ['v=DMARC1; p=none; rua=mailto:postmaster@example.org'] },
  ]);
  expect(step('dmarc/quarantine')?.waitsFor).toBe('reports');
});

describe('an MTA-STS policy names only mail hosts that can be verified', () => {
  const routed = (MX: readonly string[], more: Zone = {}): Zone => ({
    ...hosts,
    'example.org': { MX, TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
    ...more,
  });
  test.each<[string, Zone, readonly string[]]>([
    [
      'sound hosts',
      routed(['10 mx.example.org', '20 mx2.example.org']),
      ['mx.example.org', 'mx2.example.org'],
    ],
    ['an address', routed(['10 192.0.2.10', '20 mx.example.org']), []],
    ['a name that is gone', routed(['10 gone.example.org', '20 mx.example.org']), []],
    [
      'an alias of somebody else that stays',
      routed(['10 alias.example.net'], { 'alias.example.net': { CNAME: ['mx.example.org'] } }),
      ['mx.example.org'],
    ],
    [
      'a host that was not answered for',
      routed(['10 mx3.example.org'], { 'mx3.example.org': 'SERVFAIL' }),
      [],
    ],
    ['a null MX', routed(['0 .']), []],
  ])('%s', async (_, zone, named) => {
    const text = (await stepsOf(zone)).step('mta-sts/start')?.files[0]?.text ?? '';
    expect([...text.matchAll(/^mx: (.*?)\r?$/gm)].map(([, host]) => host)).toEqual(named);
  });
});

describe('no record at a name that is an alias', () => {
  test.each<[string, Zone, string]>([
    [
      'DMARC',
      {
        ...withSpf('v=spf1 mx -all'),
        '_dmarc.example.org': { CNAME: ['d.example.net'] },
        'd.example.net': { TXT: ['x'] },
      },
      '_dmarc.example.org',
    ],
    [
      'TLS reports',
      { ...withSpf('v=spf1 mx -all'), '_smtp._tls.example.org': { CNAME: ['t.example.net'] } },
      '_smtp._tls.example.org',
    ],
    [
      'MTA-STS',
      { ...withSpf('v=spf1 mx -all'), '_mta-sts.example.org': { CNAME: ['m.example.net'] } },
      '_mta-sts.example.org',
    ],
    [
      'SPF',
      {
        ...hosts,
        'example.org': { CNAME: ['web.example.net'] },
        'web.example.net': { A: ['192.0.2.80'], TXT: ['v=spf1 +all'] },
      },
      'example.org',
    ],
  ])('%s', async (_, zone, name) => {
    const { steps } = await stepsOf(zone);
    expect(steps.flatMap(({ changes }) => changes).filter((change) => change.name === name)).toEqual([]);
    expect(steps).toContainEqual(
      expect.objectContaining({ id: 'alias/record', data: expect.objectContaining({ name }) }),
    );
    expect(steps.filter(({ id, data }) => id === 'alias/record' && data.name === name)).toHaveLength(1);
  });
});

test('a key that stays too weak is not shown as mended; advice about others\u2019 ranges is no step', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const zone = {
    ...withSpf('v=spf1 mx include:wide.example.net -all'),
    'wide.example.net': { TXT: ['v=spf1 ip4:198.0.0.0/10 -all'] },
    'sel._domainkey.example.org': { TXT: [`"v=DKIM1; t=y; p=${p}"`] },
  };
  const { step, before } = await stepsOf(zone, { selectors: ['sel'] });
  expect(before.findings).toContainEqual(
    expect.objectContaining({ check: 'spf/wide-ranges', message: 'wide-range' }),
  );
  expect([step('dkim/record'), step('spf/obstacle'), step('spf/narrow')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(step('dkim/new-keys')).toBeDefined();
});

test('one SPF record for a HELO host with IPv4 and IPv6', async () => {
  const zone = {
    ...withSpf('v=spf1 mx -all'),
    'mx.example.org': { A: ['192.0.2.10'], AAAA: ['2001:db8::10'] },
    '10.2.0.192.in-addr.arpa': { PTR: ['mx.example.org'] },
  };
  const { step, before } = await stepsOf(zone, {
    helo: 'mx.example.org',
    sendingIps: ['192.0.2.10', '2001:db8::10'],
  });
  const proposed = before.findings
    .filter(({ check }) => check === 'sending-ip/helo-spf')
    .flatMap(({ fixes }) => fixes.map((fix) => (fix.kind === 'dns' ? fix.value : '')));
  expect(new Set(proposed)).toEqual(new Set(['v=spf1 a -all']));
  const added = step('sending-ip/record')?.changes.filter(
    ({ name, type }) => name === 'mx.example.org' && type === 'TXT',
  );
  expect(added).toMatchObject([{ removes: [], adds: ['v=spf1 a -all'] }]);
});

test('the HELO name of the domain itself gets no second SPF record', async () => {
  const zone = { ...hosts, 'example.org': { MX: ['10 example.org'], A: ['192.0.2.10'] } };
  const { after } = await stepsOf(zone, { helo: 'example.org', sendingIps: ['192.0.2.10'] });
  expect(after.findings).toContainEqual(
    expect.objectContaining({ check: 'spf/single-record', message: 'one-record' }),
  );
});

describe('hostile octets', () => {
  const hostile = [
    '"v=spf1 mx -all"\n; remove: x',
    'v=DMARC1; p=none\n_dmarc.example.org. IN TXT "v=DMARC1; p=reject"',
    'caf\u00e9 \u001b[2J\u0000\\ "quoted"',
  ];
  test.each(hostile)('%j stays one line of printable ASCII in every form', async (text) => {
    const zone = {
      ...withSpf(`v=spf1 mx ${text}`),
      '_dmarc.example.org': { TXT: [`v=DMARC1; p=none; x=${text}`] },
    };
    const { steps } = await stepsOf(zone);
    const shaped = [
      ...steps,
      {
        id: 'x/y',
        data: {},
        changes: [
          { name: 'a\nb.example.org', type: 'TXT' as const, ttlSeconds: 60, removes: [text], adds: [text] },
        ],
        files: [],
        others: [],
        mends: [],
        proof: { state: 'proven' as const, mended: [], left: [], keptNetworks: 0 },
      },
    ];
    for (const form of ['zone', 'nsupdate'] as const)
      for (const line of formatPlan(shaped, form).split('\n'))
        expect(line).toMatch(/^(;|[a-z_*0-9.\\-]+ \d+ IN |update (add|delete) |send$|$)[ -~]*$/i);
    expect(formatPlan(shaped, 'csv')).toMatch(/^[ -~\r\n]*$/);
  });
});
