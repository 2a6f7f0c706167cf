/** What a plan must never propose, and what it says instead: one zone a case. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../src/audit/plan/format.ts';
import type { PlanStep } from '../../src/audit/plan/types.ts';
import { viewPlan } from '../../src/audit/say/plan-view.ts';
import type { Zone } from '../../src/gather/dns/testing.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import { projectRoot } from '../source-files.ts';
import { type Planned, planZone, spfOf } from './plan-zones.ts';

const data = readDataFolder(`${projectRoot}/data`);

const hosts: Zone = {
  'mx.example.org': { A: ['192.0.2.10'] },
  'mx2.example.org': { A: ['192.0.2.11'] },
  '_spf.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
};
const own = { MX: ['10 mx.example.org'] };
const withSpf = (...TXT: readonly (string | readonly string[])[]): Zone => ({
  ...hosts,
  'example.org': { ...own, TXT },
});

async function stepsOf(zone: Zone, options: Planned = {}) {
  const planned = await planZone(zone, options);
  // Whatever a plan says, it says in words.
  for (const language of ['en', 'de'])
    expect(JSON.stringify(viewPlan(planned.steps, 'example.org', catalogueOf(data, language)))).not.toMatch(
      /"plan\.|[{][a-zA-Z]+[}]|undefined/,
    );
  const step = (id: string): PlanStep | undefined => planned.steps.find((one) => one.id === id);
  return { ...planned, step, spf: spfOf(planned) };
}

describe('SPF that is mended', () => {
  test.each<[string, string, string]>([
    [
      'slips and includes of nothing go together',
      'v=spf1 mx include:gone.example.net include:lost.example.net ipv4:192.0.2.1 all=~ -all',
      'v=spf1 mx ip4:192.0.2.1 -all',
    ],
    ['an end that was meant', 'v=spf1 mx ipv4:192.0.2.1 all=~', 'v=spf1 mx ip4:192.0.2.1 ~all'],
    [
      'a narrow address stays beside a wide range',
      'v=spf1 ip4:192.0.2.62 ip4:192.0.0.0/8 +all',
      'v=spf1 ip4:192.0.2.62 ip4:192.0.0.0/8 ~all',
    ],
    [
      'a redirect beats the all that takes it out of force',
      'v=spf1 redirect=_spf.example.net ~all',
      'v=spf1 redirect=_spf.example.net',
    ],
    ['a redirect to nothing goes', 'v=spf1 mx redirect=gone.example.net ~all', 'v=spf1 mx ~all'],
    [
      'terms behind all come before it',
      'v=spf1 mx -all a:mx2.example.org',
      'v=spf1 mx a:mx2.example.org -all',
    ],
  ])('%s', async (_, before, after) => {
    const { spf, lost } = await stepsOf(withSpf(before));
    expect({ spf, lost }).toEqual({ spf: after, lost: [] });
  });

  test('what stays is named in the proof, and the wide range is a question', async () => {
    const { step } = await stepsOf(withSpf('v=spf1 ip4:192.0.2.62 ip4:192.0.0.0/8 +all'));
    expect(step('spf/record')?.proof).toMatchObject({
      state: 'proven',
      left: expect.arrayContaining(['spf/wide-ranges wide-range example.org']),
    });
    expect(step('spf/narrow')).toMatchObject({
      proof: { state: 'not-provable', why: 'choice' },
      changes: [{ adds: ['v=spf1 ip4:192.0.2.62 ~all'] }],
    });
  });

  test('a sending address is added, and nothing else changes', async () => {
    const zone = withSpf('v=spf1 mx include:_spf.example.net ip4:192.0.2.10 -all');
    const { spf } = await stepsOf(zone, { sendingIps: ['203.0.113.5', '2001:db8::5', '192.0.2.10'] });
    expect(spf).toBe(
      'v=spf1 mx include:_spf.example.net ip4:192.0.2.10 ip4:203.0.113.5 ip6:2001:db8::5 -all',
    );
  });

  test('covered look-ups go only where look-ups must be saved, and that is said', async () => {
    const includes = Array.from({ length: 10 }, (_, i) => `include:s${i}.example.net`).join(' ');
    const services = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [
        `s${i}.example.net`,
        { TXT: [`v=spf1 ip4:203.0.113.${i} -all`] },
      ]),
    );
    const { step, spf } = await stepsOf({
      ...withSpf(`v=spf1 ip4:192.0.2.10 mx ${includes} -all`),
      ...services,
    });
    expect(spf).toBe(`v=spf1 ip4:192.0.2.10 ${includes} -all`);
    expect(step('spf/record')?.data).toMatchObject({ saved: 'mx' });
  });
});

describe('SPF that no record can be proven for says what stands in the way', () => {
  const many = Object.fromEntries(
    Array.from({ length: 14 }, (_, i) => [`s${i}.example.net`, { TXT: [`v=spf1 a:h${i}.example.net -all`] }]),
  );
  const addresses = Object.fromEntries(
    Array.from({ length: 14 }, (_, i) => [`h${i}.example.net`, { A: [`203.0.113.${i}`] }]),
  );
  const includes = Array.from({ length: 14 }, (_, i) => `include:s${i}.example.net`).join(' ');
  const tooMany = { ...withSpf(`v=spf1 mx ${includes} -all`), ...many, ...addresses };

  test('29 look-ups: --flatten-spf and the includes with their costs', async () => {
    const { step, spf } = await stepsOf(tooMany);
    expect(spf).toBeUndefined();
    expect(step('spf/obstacle')).toMatchObject({
      changes: [],
      proof: { state: 'not-provable', why: 'spf-lookups' },
      data: { count: 29, limit: 10, branches: expect.stringContaining('include:s0.example.net 2') },
    });
  });

  test('flattened where it is asked for', async () => {
    const { step, lost } = await stepsOf(tooMany, { flattensSpf: true });
    expect(step('spf/flattened')?.proof.state).toBe('proven');
    expect(lost).toEqual([]);
  });

  test.each<[string, Zone, string]>([
    [
      'a loop of somebody else',
      {
        ...withSpf('v=spf1 mx include:a.example.net -all'),
        'a.example.net': { TXT: ['v=spf1 include:b.example.net -all'] },
        'b.example.net': { TXT: ['v=spf1 include:a.example.net -all'] },
      },
      'spf-loop',
    ],
    [
      'an include of nothing in a record of somebody else',
      {
        ...withSpf('v=spf1 mx include:a.example.net -all'),
        'a.example.net': { TXT: ['v=spf1 include:gone.example.net -all'] },
      },
      'spf-targets',
    ],
    ['a word that means nothing', withSpf('v=spf1 mx gibberish -all'), 'spf-syntax'],
  ])('%s', async (_, zone, why) => {
    const { step, spf } = await stepsOf(zone);
    expect(spf).toBeUndefined();
    expect(step('spf/obstacle')?.proof).toEqual({ state: 'not-provable', why });
  });
});

describe('SPF of a domain that has none', () => {
  const bare = (records: Zone[string], more: Zone = {}): Zone => ({
    ...hosts,
    'example.org': records,
    '_spf.google.com': { TXT: ['v=spf1 ip4:198.51.100.0/24 ~all'] },
    'smtp.google.com': { A: ['198.51.100.25'] },
    'mx.filter.example': { A: ['203.0.113.25'] },
    ...more,
  });

  test.each<[string, Zone[string], Planned, string | undefined]>([
    ['mail hosts of its own', own, {}, 'v=spf1 mx ~all'],
    [
      'a provider with a documented include',
      { MX: ['1 smtp.google.com'] },
      {},
      'v=spf1 include:_spf.google.com ~all',
    ],
    [
      'own hosts beside those of a provider',
      { MX: ['1 smtp.google.com', '5 mx.example.org'] },
      {},
      'v=spf1 a:mx.example.org include:_spf.google.com ~all',
    ],
    ['mail hosts of somebody else', { MX: ['10 mx.filter.example'] }, {}, undefined],
    [
      'mail hosts of somebody else, and given addresses',
      { MX: ['10 mx.filter.example'] },
      { sendingIps: ['192.0.2.7', '2001:db8::7'] },
      'v=spf1 ip4:192.0.2.7 ip6:2001:db8::7 ~all',
    ],
    ['an address alone', { A: ['192.0.2.80'] }, {}, undefined],
    [
      'an address alone, and a given one',
      { A: ['192.0.2.80'] },
      { sendingIps: ['192.0.2.7'] },
      'v=spf1 ip4:192.0.2.7 ~all',
    ],
    ['a null MX', { MX: ['0 .'] }, {}, undefined],
    ['a null MX, and the word that nothing is sent', { MX: ['0 .'] }, { sendsNothing: true }, 'v=spf1 -all'],
    [
      'an address, and the word that nothing is sent',
      { A: ['192.0.2.80'] },
      { sendsNothing: true },
      undefined,
    ],
  ])('%s', async (_, records, options, expected) => {
    expect((await stepsOf(bare(records), options)).spf).toBe(expected);
  });

  test.each<[string, Planned, string | undefined]>([
    ['v=spf1 +all', {}, 'v=spf1 mx ~all'],
    ['v=spf1 ip4:192.0.2.1 +all', {}, 'v=spf1 ip4:192.0.2.1 ~all'],
  ])('everybody passes: %s', async (record, options, expected) => {
    expect((await stepsOf(withSpf(record), options)).spf).toBe(expected);
  });

  test('everybody passes, and who sends is not known', async () => {
    const zone = { 'example.org': { A: ['192.0.2.80'], TXT: ['v=spf1 +all'] } };
    expect((await stepsOf(zone)).spf).toBeUndefined();
    expect((await stepsOf(zone)).step('spf/obstacle')?.proof).toMatchObject({ why: 'spf-senders' });
    expect((await stepsOf(zone, { sendingIps: ['192.0.2.7'] })).spf).toBe('v=spf1 ip4:192.0.2.7 ~all');
  });

  test('unknown senders are asked for', async () => {
    const { step } = await stepsOf(bare({ A: ['192.0.2.80'] }));
    expect(step('spf/obstacle')).toMatchObject({ changes: [], proof: { why: 'spf-senders' } });
  });

  test('a null MX alone is a question: the record is shown as one that waits', async () => {
    const { step, steps } = await stepsOf(bare({ MX: ['0 .'] }));
    expect(step('spf/silent')).toMatchObject({
      changes: [{ adds: ['v=spf1 -all'] }],
      proof: { state: 'not-provable', why: 'silence' },
    });
    expect(formatPlan(steps, 'nsupdate')).not.toContain('spf1');
  });
});

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
