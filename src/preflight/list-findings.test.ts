import { describe, expect, test } from 'vitest';
import { type Zone, zoneResolver } from '../gather/dns/testing.ts';
import { readMailView } from '../wire/mail-view/index.ts';
import { gatherMessageEvidence } from './network.ts';
import { askerOf, clock, linked, lists, look, of, said } from './testing.ts';

const dbl: Zone = {
  'dbltest.com.dbl.spamhaus.org': { A: ['127.0.1.2'] },
  'test.dbl.spamhaus.org': { A: ['127.0.1.2'] },
};

describe('DNS lists of the names', () => {
  const world: Zone = { ...dbl, 'listed.example.dbl.spamhaus.org': { A: ['127.0.1.4'] } };

  test('a listed link: its place, and the rules of the filters with their points', async () => {
    const findings = await look(linked, world, {}, 'personal', lists('dbl.spamhaus.org'));
    const [listed, clean] = of(findings, 'listing/shown-domain');
    expect(listed).toMatchObject({
      message: 'listed',
      outcome: 'fail',
      consequence: 'score',
      subject: { kind: 'domain', name: 'listed.example' },
      data: { zone: 'dbl.spamhaus.org', meaning: 'phishing', roles: 'link', subject: 'listed.example' },
      place: { snippet: 'https://shop.listed.example/a' },
      engineRules: [
        { engine: 'rspamd', rule: 'DBL_PHISH', weight: 7.5 },
        { engine: 'SpamAssassin', rule: 'URIBL_DBL_PHISH', weight: 2.5 },
      ],
    });
    expect(clean).toMatchObject({ message: 'not-listed', outcome: 'pass', data: { count: 5 } });
    expect(of(findings, 'listing/domain-on-list')).toEqual([]);
  });

  test("the sender's own listed domain is refused", async () => {
    const own: Zone = { ...dbl, 'example.org.dbl.spamhaus.org': { A: ['127.0.1.2'] } };
    const findings = await look(linked, own, {}, 'personal', lists('dbl.spamhaus.org'));
    expect(of(findings, 'listing/domain-on-list')).toMatchObject([
      { message: 'listed-everywhere', consequence: 'refused', place: { header: 'From' } },
    ]);
  });

  test('a listed address is refused by Yahoo', async () => {
    const zen: Zone = {
      '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] },
      '7.2.0.192.zen.spamhaus.org': { A: ['127.0.0.2'] },
    };
    const findings = await look(
      linked,
      zen,
      { senderIp: '192.0.2.7' },
      'personal',
      lists('zen.spamhaus.org'),
    );
    expect(of(findings, 'listing/ip-on-list')).toMatchObject([
      { consequence: 'refused', receivers: ['yahoo'] },
    ]);
  });

  test('a list that refuses is not a pass', async () => {
    const refusing: Zone = { 'test.dbl.spamhaus.org': { A: ['127.255.255.254'] } };
    const findings = await look(linked, refusing, {}, 'personal', lists('dbl.spamhaus.org'));
    expect(
      findings.filter(({ check, outcome }) => check.startsWith('listing/') && outcome === 'pass'),
    ).toEqual([]);
    expect(said(findings, 'listing/domain-on-list')).toEqual(['unknown refused information']);
  });

  test('without lists nothing is said of them', async () => {
    const findings = await look(linked, world);
    expect(findings.filter(({ check }) => check.startsWith('listing/'))).toEqual([]);
  });

  test('at most 50 domains are asked about', async () => {
    const links = Array.from({ length: 300 }, (_, i) => `<a href="https://d${i}.example/">x</a>`).join(
      '\r\n',
    );
    const view = readMailView(Buffer.from(`From: a@example.org\r\nContent-Type: text/html\r\n\r\n${links}`));
    const asked: string[] = [];
    const resolver = zoneResolver(dbl, asked);
    const askLists = askerOf(resolver, lists('dbl.spamhaus.org'));
    await gatherMessageEvidence(view, {}, { resolver, clock, askLists });
    const names = asked.filter((name) => /^(d\d+\.example|example\.org)\.dbl/.test(name));
    expect(new Set(names).size).toBe(50);
    expect(asked.length).toBeLessThan(100);
  });
});
