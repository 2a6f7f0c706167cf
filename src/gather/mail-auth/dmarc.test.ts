import { describe, expect, test } from 'vitest';
import type { Zone } from '../dns/testing.ts';
import { zoneResolver } from '../dns/testing.ts';
import type { DmarcQuestion } from './dmarc.ts';
import { evaluateDmarc } from './dmarc.ts';

const passed = (domain: string) => ({ domain, hasPassed: true });
const ask = (zone: Zone, question: DmarcQuestion, asked: string[] = []) =>
  evaluateDmarc(question, zoneResolver(zone, asked));
const facts = async (zone: Zone, question: DmarcQuestion) => {
  const answer = await ask(zone, question);
  return answer.state === 'found' ? answer.facts : answer.state;
};
const record = (text: string) => ({ TXT: [text] });
const reject = { '_dmarc.example.org': record('v=DMARC1; p=reject') };

describe('the policy (RFC 9989 §4.10)', () => {
  test.each([
    [reject, 'example.org', { policy: 'reject', recordDomain: 'example.org' }],
    [reject, 'a.b.example.org', { policy: 'reject', recordDomain: 'example.org' }],
    [{ '_dmarc.example.org': record('v=DMARC1; p=reject; sp=none') }, 'a.example.org', { policy: 'none' }],
    [
      { ...reject, '_dmarc.a.example.org': record('v=DMARC1; p=none') },
      'a.example.org',
      { policy: 'none', recordDomain: 'a.example.org' },
    ],
    [{ '_dmarc.example.org': record('v=DMARC1; p=reject; np=none') }, 'gone.example.org', { policy: 'none' }],
    [{ '_dmarc.example.org': record('v=DMARC1; p=reject; t=y') }, 'example.org', { policy: 'quarantine' }],
    [{ '_dmarc.example.org': record('v=DMARC1; p=reject; pct=0') }, 'example.org', { policy: 'reject' }],
    [{ '_dmarc.example.org': { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } }, 'example.org', 'none'],
    [{ '_dmarc.example.org': record('v=spf1 -all') }, 'example.org', 'none'],
    [{}, 'example.org', 'none'],
    [{ '_dmarc.example.org': 'SERVFAIL' }, 'example.org', 'unknown'],
    [{ '_dmarc.example.org': 'TIMEOUT' }, 'a.example.org', 'unknown'],
  ] as const)('%j from %s: %j', async (zone, fromDomain, expected) => {
    const found = await facts(zone as Zone, { fromDomain, spf: passed(fromDomain), dkim: [] });
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatchObject(expected);
  });

  test('the walk asks at most eight questions', async () => {
    const asked: string[] = [];
    await ask({}, { fromDomain: 'a.b.c.d.e.f.g.h.i.j.example.org', dkim: [] }, asked);
    expect(asked.length).toBeLessThanOrEqual(8);
  });
});

describe('alignment (RFC 9989 §4.10.2)', () => {
  const strict = { '_dmarc.example.org': record('v=DMARC1; p=reject; aspf=s; adkim=s') };
  test.each([
    [reject, passed('bounce.example.org'), true],
    [reject, passed('example.net'), false],
    [reject, passed('notexample.org'), false],
    [strict, passed('bounce.example.org'), false],
    [strict, passed('example.org'), true],
    [reject, { domain: 'bounce.example.org', hasPassed: false }, false],
    [reject, { domain: 'bounce.example.org', hasPassed: 'unknown' as const }, 'unknown'],
    [reject, { domain: 'example.net', hasPassed: 'unknown' as const }, false],
  ] as const)('%j with %j: %s', async (zone, identifier, aligned) => {
    const fromDomain = 'example.org';
    expect(await facts(zone, { fromDomain, spf: identifier, dkim: [] })).toMatchObject({
      isSpfAligned: aligned,
    });
    expect(await facts(zone, { fromDomain, dkim: [identifier] })).toMatchObject({ isDkimAligned: aligned });
  });

  test('what nobody looked at stays unknown', async () => {
    expect(await facts(reject, { fromDomain: 'example.org' })).toMatchObject({
      isSpfAligned: 'unknown',
      isDkimAligned: 'unknown',
    });
  });

  test('one of several signatures is enough', async () => {
    const dkim = [passed('example.net'), passed('mail.example.org')];
    expect(await facts(reject, { fromDomain: 'example.org', dkim })).toMatchObject({ isDkimAligned: true });
  });
});
