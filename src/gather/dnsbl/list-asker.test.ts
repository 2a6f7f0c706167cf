import { describe, expect, test } from 'vitest';
import type { AuditListAnswer, ListedSubject } from '../../findings/facts/listings.ts';
import { offlineResolver } from '../dns/index.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import type { Resolver } from '../dns/types.ts';
import { createListAsker, type ListAskerOptions } from './list-asker.ts';
import { type DnsblData, parseDnsblData } from './list-data.ts';
import { dnsblData, listOf } from './testing.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };
const ip: ListedSubject = { kind: 'ip', name: '192.0.2.7', roles: ['IP'] };
const other: ListedSubject = { kind: 'ip', name: '192.0.2.8', roles: ['IP'] };
const ip6: ListedSubject = { kind: 'ip', name: '2001:DB8::7', roles: ['IP'] };
const domain: ListedSubject = { kind: 'domain', name: 'mail.example.org', roles: ['HELO'] };

/** The real facts about some lists alone. */
const only = (...zones: readonly string[]): DnsblData => ({
  lists: zones.map(listOf),
  unasked: [],
  dead: [],
  doubtful: [],
});
const zen = only('zen.spamhaus.org');
const works: Zone = { '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] } };

async function ask(
  zone: Zone,
  subjects: readonly ListedSubject[],
  data = zen,
  options: ListAskerOptions = {},
  wrap = (resolver: Resolver) => resolver,
) {
  const asked: string[] = [];
  const patient = { sleep: async () => undefined, ...options };
  const observed = await createListAsker(data, wrap(zoneResolver(zone, asked)), clock, patient)(subjects);
  const value = observed.state === 'present' ? observed.value : { subjects: [], answers: [] };
  return { observed, asked, ...value };
}

const said = (answers: readonly AuditListAnswer[]): readonly string[] =>
  answers.map(({ state, problem }) => [state, problem?.code].filter(Boolean).join(' '));

describe('which lists are asked', () => {
  test('every list that holds such subjects, those of good senders and those that inform among them', async () => {
    const { answers } = await ask({}, [ip, domain], dnsblData);
    const zones = (kind: string) =>
      new Set(answers.filter((one) => one.kind === kind).map(({ zone }) => zone));
    const kinds = (wanted: readonly string[]) =>
      new Set(dnsblData.lists.filter(({ kind }) => wanted.includes(kind)).map(({ zone }) => zone));
    expect(zones('ip')).toEqual(
      kinds(['ip', 'ip-range', 'asn', 'ip-score', 'ip-multi', 'ip+domain', 'allow']),
    );
    expect(zones('domain')).toEqual(kinds(['domain', 'domain-age', 'ip+domain', 'allow-domain']));
  });

  test('IPv6 only where the list is known to hold it, with entries of its own', async () => {
    const { asked } = await ask({}, [ip6], only('zen.spamhaus.org', 'b.barracudacentral.org'));
    const mapped = `0.f.7.f.f.f.f${'.0'.repeat(20)}.zen.spamhaus.org A`;
    const own = `7${'.0'.repeat(23)}.8.b.d.0.1.0.0.2.zen.spamhaus.org A`;
    expect(asked).toEqual([`1.0.0.0.0.${mapped}`, `2.0.0.0.0.${mapped}`, own]);
  });

  test('a name by its registered part, once, with every place where it stands', async () => {
    const names: ListedSubject[] = [
      domain,
      { kind: 'domain', name: 'example.org', roles: ['domain', 'HELO'] },
    ];
    const { subjects, asked } = await ask({}, names, only('dbl.spamhaus.org'));
    expect(subjects).toEqual([{ kind: 'domain', name: 'example.org', roles: ['HELO', 'domain'] }]);
    expect(asked.filter((name) => name.startsWith('example.org.'))).toEqual([]);
  });

  test('below a dead or doubtful zone nothing is ever asked, also with every key there is', async () => {
    const keys = Object.fromEntries(dnsblData.lists.map(({ zone }) => [zone, 'k3yk3yk3y']));
    const { asked } = await ask({}, [ip, ip6, domain], dnsblData, { keys });
    const closed = [...dnsblData.dead, ...dnsblData.doubtful].map(({ zone }) => zone.replace(/^\*\./, ''));
    expect(
      asked.filter((name) => closed.some((zone) => ` ${name}`.match(new RegExp(`[ .]${zone} `)))),
    ).toEqual([]);
    expect(asked.length).toBeGreaterThan(100);
  });
});

describe('the self-test', () => {
  test('comes first, and once for all subjects', async () => {
    const { asked, answers } = await ask(works, [ip, other]);
    expect(asked).toEqual([
      '1.0.0.127.zen.spamhaus.org A',
      '2.0.0.127.zen.spamhaus.org A',
      '7.2.0.192.zen.spamhaus.org A',
      '8.2.0.192.zen.spamhaus.org A',
    ]);
    expect(said(answers)).toEqual(['not-listed', 'not-listed']);
  });

  test.each([
    [
      'lists the world',
      { '1.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] } },
      'lists-everything',
      '127.0.0.2',
    ],
    ['is parked', { '1.0.0.127.zen.spamhaus.org': { A: ['198.51.100.1'] } }, 'no-list', '198.51.100.1'],
    ['refuses', { '2.0.0.127.zen.spamhaus.org': { A: ['127.255.255.254'] } }, 'refused', '127.255.255.254'],
    ['is refused', { '2.0.0.127.zen.spamhaus.org': 'REFUSED' }, 'refused', 'refused'],
    ['is silent', { '2.0.0.127.zen.spamhaus.org': 'TIMEOUT' }, 'no-answer', 'time-out'],
    ['is empty', { '2.0.0.127.zen.spamhaus.org': { TXT: ['gone'] } }, 'test-entry-gone', undefined],
  ] as const)('a list that %s is asked nothing more', async (_, world, code, answer) => {
    const listed: Zone = { '7.2.0.192.zen.spamhaus.org': { A: ['127.0.0.2'] } };
    const { asked, answers } = await ask({ ...works, ...listed, ...world }, [ip]);
    expect(asked).not.toContain('7.2.0.192.zen.spamhaus.org A');
    expect(answers).toMatchObject([{ state: 'not-checked', problem: { code } }]);
    expect(answers[0]?.problem?.answer).toBe(answer);
  });

  test('without a documented test entry a listing is believed, "not listed" is not', async () => {
    const zone: Zone = { '7.2.0.192.bl.mailspike.net': { A: ['127.0.0.10'] } };
    const { answers } = await ask(zone, [ip, other], only('bl.mailspike.net'));
    expect(said(answers)).toEqual(['listed', 'not-checked no-test-entry']);
  });

  test('a bitmask that wildcards a bit without meaning fails, too', async () => {
    const zone: Zone = {
      'invalid.bl.example': { A: ['127.0.0.2'] },
      'test.bl.example': { A: ['127.0.0.2'] },
    };
    const data = parseDnsblData({
      list: [{ zone: 'bl.example', kind: 'domain', operator: 'X', tier: 1, bits: { 4: 'spam' } }],
    });
    expect(said((await ask(zone, [domain], data)).answers)).toEqual(['not-checked lists-everything']);
  });

  test('URIBL is tested as its page says: 2.0.0.127.multi.uribl.com', async () => {
    const { asked } = await ask({}, [domain], only('multi.uribl.com'));
    expect(asked).toContain('2.0.0.127.multi.uribl.com A');
  });
});

describe('what is believed', () => {
  test('a listing: codes, weight, causes, what filters give, the reason, the way off', async () => {
    const zone: Zone = {
      ...works,
      '7.2.0.192.zen.spamhaus.org': { A: ['127.0.0.4', '127.0.0.10'], TXT: ['see https://lists.test/'] },
    };
    const { answers, observed } = await ask(zone, [ip]);
    expect(answers).toEqual([
      {
        subject: '192.0.2.7',
        kind: 'ip',
        zone: 'zen.spamhaus.org',
        operator: 'Spamhaus',
        tier: 1,
        state: 'listed',
        question: '7.2.0.192.zen.spamhaus.org',
        listing: {
          codes: [
            { code: '127.0.0.4', meaning: 'XBL' },
            { code: '127.0.0.10', meaning: 'PBL, entry by ISP' },
          ],
          isPolicy: false,
          causes: ['exploit', 'policy'],
          weights: [
            { filter: 'rspamd', points: 6, refuses: 15 },
            { filter: 'SpamAssassin', points: 3.71, refuses: 5 },
            { filter: 'mailcow postscreen', points: 14, refuses: 6 },
          ],
          reason: 'see https://lists.test/',
          delistUrl: 'https://check.spamhaus.org/',
          isRequest: true,
        },
      },
    ]);
    expect(observed.from.kind === 'computed' && observed.from.lookups[0]?.question).toBe(
      '7.2.0.192.zen.spamhaus.org. A',
    );
  });

  test.each([
    ['a score', 'score.senderscore.com', '127.0.4.87', 'score 87 of 100'],
    ['a good sender', 'list.dnswl.org', '127.0.5.3', 'trust high, network provider'],
    ['a colour', 'hostkarma.junkemailfilter.com', '127.0.0.1', 'white (good)'],
    ['the worst of a scale', 'rep.mailspike.net', '127.0.0.10', 'worst'],
  ])('%s informs', async (_, zone, code, meaning) => {
    const { answers } = await ask({ [`7.2.0.192.${zone}`]: { A: [code] } }, [ip], only(zone));
    expect(answers).toMatchObject([{ state: 'informs', listing: { codes: [{ code, meaning }] } }]);
  });

  test('a bit of little weight makes a listing light, one beside it does not', async () => {
    const tiers = async (code: string) => {
      const zone: Zone = {
        '2.0.0.127.multi.uribl.com': { A: ['127.0.0.14'] },
        'example.org.multi.uribl.com': { A: [code] },
      };
      return (await ask(zone, [domain], only('multi.uribl.com'))).answers.map(({ tier }) => tier);
    };
    expect([await tiers('127.0.0.4'), await tiers('127.0.0.8'), await tiers('127.0.0.6')]).toEqual([
      [3],
      [4],
      [1],
    ]);
  });

  test('the TXT of a list that is not for programs is not asked for', async () => {
    const zone: Zone = {
      '2.0.0.127.multi.surbl.org': { A: ['127.0.0.126'] },
      'example.org.multi.surbl.org': { A: ['127.0.0.8'], TXT: ['x'] },
    };
    const { asked } = await ask(zone, [domain], only('multi.surbl.org'));
    expect(asked.filter((name) => name.endsWith('TXT'))).toEqual([]);
  });
});

describe('keys', () => {
  const data = only('zen.spamhaus.org', 'combined.mail.abusix.zone');
  const key = 'S3cretKey';

  test('without one: where it is had', async () => {
    const { answers, asked } = await ask(works, [ip], data);
    expect(answers.find(({ zone }) => zone === 'combined.mail.abusix.zone')).toMatchObject({
      state: 'not-checked',
      problem: { code: 'needs-key', keyUrl: 'https://app.abusix.com/signup' },
    });
    expect(asked.filter((name) => name.includes('abusix'))).toEqual([]);
  });

  test('with one the list is asked, and the key is in nothing that is kept, in whatever case', async () => {
    const keyed = `${key.toLowerCase()}.combined.mail.abusix.zone`;
    const zone: Zone = {
      [`2.0.0.127.${keyed}`]: { A: ['127.0.0.2'] },
      [`7.2.0.192.${keyed}`]: { A: ['127.0.0.4'], TXT: [`exploit, asked with S3CRETKEY`] },
    };
    const keys = { 'combined.mail.abusix.zone': key, 'zen.spamhaus.org': key };
    const telling = (resolver: Resolver): Resolver => ({
      lookup: async (name, type) => {
        const found = await resolver.lookup(name, type);
        return {
          ...found,
          from: { ...found.from, extendedErrors: [`22 no answer for ${name}`] },
        } as typeof found;
      },
    });
    const { answers, asked, observed } = await ask(zone, [ip], data, { keys }, telling);
    expect(said(answers)).toEqual(['not-checked test-entry-gone', 'listed']);
    expect(answers[0]?.problem?.isKeyed).toBe(true);
    expect(asked.filter((name) => name.includes('s3cretkey')).length).toBeGreaterThan(4);
    expect(JSON.stringify(observed).toLowerCase()).not.toContain('s3cretkey');
    expect(answers[1]?.listing?.reason).toBe('exploit, asked with <key>');
  });
});

describe('limits', () => {
  const many = Array.from({ length: 6 }, (_, n): ListedSubject => ({ ...ip, name: `192.0.2.${n + 10}` }));

  test('a zone, and the run, have a maximum', async () => {
    const perZone = await ask(works, many, zen, { maxPerZone: 4 });
    expect(said(perZone.answers).filter((one) => one === 'not-checked over-limit')).toHaveLength(2);
    const perRun = await ask(works, many, zen, { maxPerRun: 1 });
    expect(perRun.asked).toHaveLength(3);
  });

  test('at most two questions are under way to one zone', async () => {
    let running = 0;
    let most = 0;
    const slow = (resolver: Resolver): Resolver => ({
      lookup: async (name, type) => {
        const isTest = name.includes('.0.0.127.');
        if (!isTest) most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (!isTest) running--;
        return resolver.lookup(name, type);
      },
    });
    await ask(works, many, zen, {}, slow);
    expect(most).toBe(2);
  });

  test('questions a second are those to all zones of an operator, self-tests among them', async () => {
    const pauses: number[] = [];
    const sleep = async (milliseconds: number) => pauses.push(milliseconds);
    const data = only('bl.spameatingmonkey.net', 'backscatter.spameatingmonkey.net');
    const entry: Zone = {
      '2.0.0.127.bl.spameatingmonkey.net': { A: ['127.0.0.2'] },
      '2.0.0.127.backscatter.spameatingmonkey.net': { A: ['127.0.0.2'] },
    };
    const { answers, asked } = await ask(entry, [ip], data, { sleep });
    expect(said(answers)).toEqual(['not-listed', 'not-listed']);
    expect(asked).toHaveLength(6);
    expect(pauses).toEqual([200, 400, 600, 800, 1000]);
    const hurried = await ask(entry, [ip], data, { sleep, maxWaitMs: 300 });
    expect(said(hurried.answers)).toEqual(['not-checked over-limit', 'not-checked over-limit']);
    expect(JSON.stringify(hurried.observed)).not.toContain('"server":""');
  });

  test('what the resolver remembers costs nothing', async () => {
    const remembering = (resolver: Resolver): Resolver => {
      const known = new Map<string, Awaited<ReturnType<Resolver['lookup']>>>();
      return {
        lookup: async (name, type) => {
          const found = await resolver.lookup(name, type);
          known.set(`${name} ${type}`, found);
          return found;
        },
        recall: (name, type) => known.get(`${name} ${type}`),
      };
    };
    const asked: string[] = [];
    const resolver = remembering(zoneResolver(works, asked));
    const asker = createListAsker(zen, resolver, clock, { maxPerZone: 1 });
    await asker([ip]);
    const again = await asker([ip]);
    expect(again.state === 'present' && said(again.value.answers)).toEqual(['not-listed']);
    expect(asked).toHaveLength(3);
  });

  test('offline the whole is unknown; without a subject nothing is asked', async () => {
    const asker = createListAsker(zen, offlineResolver(clock), clock);
    expect(await asker([ip])).toMatchObject({ state: 'unknown', why: { code: 'offline' } });
    expect(await asker([])).toMatchObject({ state: 'unknown', why: { code: 'not-asked' } });
    expect(await asker([{ kind: 'domain', name: 'localhost', roles: [] }])).toMatchObject({
      why: { code: 'not-asked' },
    });
  });
});
