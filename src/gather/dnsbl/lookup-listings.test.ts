import { describe, expect, test } from 'vitest';
import type { ListingAnswer } from '../../findings/evidence.ts';
import { limitedResolver, offlineResolver } from '../dns/index.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import type { ListSubject } from './list-question.ts';
import { type ListingOptions, lookupListings } from './lookup-listings.ts';
import { dnsblData } from './testing.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };
const ip: ListSubject = { kind: 'ip', name: '192.0.2.7' };
const ip6: ListSubject = { kind: 'ip', name: '2001:DB8::7' };
const domain: ListSubject = { kind: 'domain', name: 'mail.example.org' };
const nibbles = `7${'.0'.repeat(23)}.8.b.d.0.1.0.0.2`;
const mappedLoopback = `1.0.0.0.0.0.f.7.f.f.f.f${'.0'.repeat(20)}`;

async function ask(zone: Zone, subjects: readonly ListSubject[], text = '', options: ListingOptions = {}) {
  const asked: string[] = [];
  const observed = await lookupListings(subjects, text, dnsblData, zoneResolver(zone, asked), clock, options);
  const answers = observed.state === 'present' ? observed.value.answers : [];
  return { observed, answers, asked: asked.map((question) => question.replace(/ A$/, '')) };
}

const states = (answers: readonly ListingAnswer[]): Record<string, string> =>
  Object.fromEntries(answers.map(({ zone, state }) => [zone, state]));

describe('which lists are asked', () => {
  test('an address: the lists that matter everywhere; without a listing no self-test', async () => {
    const { asked, answers } = await ask({}, [ip]);
    expect(asked).toEqual([
      '7.2.0.192.zen.spamhaus.org',
      '7.2.0.192.b.barracudacentral.org',
      '7.2.0.192.bl.spamcop.net',
    ]);
    expect(new Set(Object.values(states(answers)))).toEqual(new Set(['not-listed']));
  });

  test('a domain: by its registered part, of lists of domains', async () => {
    const { asked } = await ask({}, [domain, { kind: 'domain', name: 'www.example.org' }]);
    expect(asked).toEqual([
      'example.org.dbl.spamhaus.org',
      'example.org.multi.surbl.org',
      'example.org.multi.uribl.com',
    ]);
  });

  test('IPv6: lists that are known to hold it, by nibbles', async () => {
    const { asked } = await ask({}, [ip6]);
    expect(asked).toEqual([`${nibbles}.zen.spamhaus.org`, `${nibbles}.bl.spamcop.net`]);
  });

  test('the list that the reply names goes first', async () => {
    const { asked } = await ask({}, [ip], 'listed at psbl.surriel.com');
    expect(asked[0]).toBe('7.2.0.192.psbl.surriel.com');
    const { asked: two } = await ask({}, [ip], '550 listed: bl.spamcop.net', { maxQuestions: 1 });
    expect(two).toEqual(['7.2.0.192.bl.spamcop.net', '1.0.0.127.bl.spamcop.net']);
  });

  test('what the reply says is listed is asked, too', async () => {
    const text = '550 https://www.spamhaus.org/query/ip/192.0.2.99';
    const { asked } = await ask({}, [ip], text, { maxQuestions: 2 });
    expect(asked.filter((question) => !question.startsWith('1.0.0.127.'))).toEqual([
      '7.2.0.192.zen.spamhaus.org',
      '99.2.0.192.zen.spamhaus.org',
    ]);
  });

  test('dead and doubtful zones are never asked, whatever the reply names', async () => {
    for (const { zone } of [...dnsblData.dead, ...dnsblData.doubtful]) {
      const name = zone.replace('*', 'dnsbl');
      const { asked, answers } = await ask({}, [ip, domain], `550 blocked using ${name}`);
      expect(asked.filter((question) => question.endsWith(name))).toEqual([]);
      // What another list took over is asked there.
      const isTakenOver = dnsblData.lists.some(({ names, parts }) =>
        [...names, ...parts.flatMap((part) => part.names)].includes(zone),
      );
      const state = answers.find((answer) => answer.zone === zone)?.state;
      expect(state).toBe(isTakenOver ? undefined : 'not-checked');
    }
  });
});

test('answers tell whether the reply names the list, and whether it holds policy ranges', async () => {
  const { answers } = await ask({}, [ip], '550 blocked using sbl.spamhaus.org');
  expect(answers.map(({ zone, isNamed, holdsPolicyRanges }) => [zone, isNamed, holdsPolicyRanges])).toEqual([
    ['zen.spamhaus.org', true, true],
    ['b.barracudacentral.org', false, undefined],
    ['bl.spamcop.net', false, undefined],
  ]);
  const { answers: ofDomain } = await ask({}, [domain], '550 blocked using zen.spamhaus.org');
  expect(ofDomain.filter(({ isNamed }) => isNamed === true)).toEqual([]);
});

describe('what is believed', () => {
  const listed: Zone = { '7.2.0.192.zen.spamhaus.org': { A: ['127.0.0.4', '127.0.0.10'] } };

  test('a listing, after the self-test', async () => {
    const { answers, asked } = await ask(listed, [ip], '', { maxQuestions: 1 });
    expect(asked).toEqual(['7.2.0.192.zen.spamhaus.org', '1.0.0.127.zen.spamhaus.org']);
    expect(answers).toMatchObject([
      {
        subject: '192.0.2.7',
        zone: 'zen.spamhaus.org',
        operator: 'Spamhaus',
        state: 'listed',
        isPolicyListing: false,
        hasPolicyCode: true,
        codes: [{ code: '127.0.0.4' }, { code: '127.0.0.10' }],
        delistUrl: 'https://check.spamhaus.org/',
        lookup: { question: '7.2.0.192.zen.spamhaus.org. A' },
      },
    ]);
  });

  test.each([
    ['lists the world', { '1.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] } }],
    ['answers with a parked page', { '1.0.0.127.zen.spamhaus.org': { A: ['198.51.100.9'] } }],
    ['cannot be tested', { '1.0.0.127.zen.spamhaus.org': 'TIMEOUT' }],
  ] as const)('no listing where the list %s', async (_, world) => {
    const { answers } = await ask({ ...listed, ...world }, [ip], '', { maxQuestions: 1 });
    expect(answers).toMatchObject([
      { state: 'not-checked', codes: [], why: expect.stringContaining('self-test') },
    ]);
  });

  test.each([
    ['127.255.255.254', { '7.2.0.192.zen.spamhaus.org': { A: ['127.255.255.254'] } }, /public resolver/],
    ['an address outside 127/8', { '7.2.0.192.zen.spamhaus.org': { A: ['198.51.100.9'] } }, /parked/],
    ['REFUSED', { '7.2.0.192.zen.spamhaus.org': 'REFUSED' }, /^refused$/],
    ['a time-out', { '7.2.0.192.zen.spamhaus.org': 'TIMEOUT' }, /^time-out$/],
    ['SERVFAIL', { '7.2.0.192.zen.spamhaus.org': 'SERVFAIL' }, /^servfail$/],
  ] as const)('%s is "not checked", neither listed nor clean', async (_, zone, why) => {
    const { answers } = await ask(zone, [ip], '', { maxQuestions: 1 });
    expect(answers).toMatchObject([{ state: 'not-checked', why: expect.stringMatching(why) }]);
  });

  test('IPv6 is tested with an IPv6 entry, a domain with a name', async () => {
    const zone: Zone = {
      [`${nibbles}.zen.spamhaus.org`]: { A: ['127.0.0.3'] },
      'example.org.dbl.spamhaus.org': { A: ['127.0.1.2'] },
    };
    const { asked } = await ask(zone, [ip6, domain], '', { maxQuestions: 2 });
    expect(asked.slice(2)).toEqual([`${mappedLoopback}.zen.spamhaus.org`, 'invalid.dbl.spamhaus.org']);
  });

  test('the reason, when wanted', async () => {
    const zone: Zone = { '7.2.0.192.bl.spamcop.net': { A: ['127.0.0.2'], TXT: ['Blocked - see the page'] } };
    const options = { maxQuestions: 1, withReasons: true };
    const { answers } = await ask(zone, [ip], 'SpamCop', options);
    expect(answers[0]?.reason).toBe('Blocked - see the page');
  });
});

describe('keys', () => {
  const text = 'blocked by combined.mail.abusix.zone';
  test('a named list that needs a key says so', async () => {
    const { answers, asked } = await ask({}, [ip], text, { maxQuestions: 1 });
    expect(answers[0]).toMatchObject({
      zone: 'combined.mail.abusix.zone',
      state: 'not-checked',
      why: expect.stringMatching(/key/),
    });
    expect(asked.filter((question) => question.includes('abusix'))).toEqual([]);
  });

  test('with the key it is asked, and the key does not show', async () => {
    const keys = { 'combined.mail.abusix.zone': 's3cret', 'zen.spamhaus.org': 's3cret' };
    const { observed, asked } = await ask({}, [ip], text, { keys, maxQuestions: 2 });
    expect(asked).toEqual([
      '7.2.0.192.s3cret.combined.mail.abusix.zone',
      '1.0.0.127.s3cret.combined.mail.abusix.zone',
      '7.2.0.192.s3cret.zen.dq.spamhaus.net',
    ]);
    expect(JSON.stringify(observed)).not.toContain('s3cret');
  });
});

describe('nothing to say', () => {
  test('offline and past the budget the whole is unknown', async () => {
    const offline = await lookupListings([ip], '', dnsblData, offlineResolver(clock), clock);
    expect(offline).toMatchObject({ state: 'unknown', why: { code: 'offline' } });
    const limits = { maxQuestions: 0, deadlineMs: 1000, clock };
    const spent = await lookupListings([ip], '', dnsblData, limitedResolver(zoneResolver({}), limits), clock);
    expect(spent).toMatchObject({ state: 'unknown', why: { code: 'budget' } });
  });

  test.each([
    [[]],
    [[{ kind: 'ip', name: 'no address' }]],
    [[{ kind: 'domain', name: 'localhost' }]],
  ] as const)('%o', async (subjects) => {
    expect((await ask({}, subjects)).observed).toMatchObject({
      state: 'unknown',
      why: { code: 'not-asked' },
    });
  });
});
