import { describe, expect, test } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival } from './arrival.ts';
import { createClassifier, parseRules, uncalibrated } from './classify/index.ts';
import { type ExplainServices, explainArrival, explainRefusal } from './explain.ts';
import { parseFixTable } from './fix-table.ts';
import { shouldSuppress } from './suppression.ts';
import { createToldReader } from './told/index.ts';

const classifier = createClassifier({
  rules: parseRules('t', {
    rule: [
      { id: 't/unknown', category: 'recipient.unknown', patterns: ['user unknown'], strength: 'decisive' },
      { id: 't/ptr', category: 'dns.ptr', patterns: ['no reverse name'], strength: 'decisive' },
      { id: 't/expired', category: 'queue.expired', patterns: ['too long in queue'], strength: 'decisive' },
      { id: 't/delivered', category: 'notice.delivered', patterns: ['was delivered'], strength: 'decisive' },
    ],
  }),
  providers: [],
  codes: { enhanced: [], reply: [] },
  calibration: uncalibrated,
});

function servicesWith(gather?: ExplainServices['gather']): ExplainServices {
  return {
    classifier,
    providers: { get: () => undefined },
    recipientProviderOf: () => undefined,
    fixTable: parseFixTable({}),
    toldReader: createToldReader({}),
    asksOnly: () => false,
    checks: [],
    moves: [],
    evidenceFor: () => ['ptr'],
    lists: { namedIn: () => undefined, ofId: () => undefined },
    clock: systemClock,
    ...(gather !== undefined && { gather }),
  };
}

const bounceOf = (facts: readonly ReplyFacts[], more: Partial<Arrival> = {}): Arrival => ({
  input: 'message',
  kind: 'bounce',
  refusals: facts.map((one) => ({ facts: one, otherTexts: [] })),
  ...more,
});

const explainOne = async (facts: ReplyFacts, more: Partial<Arrival> = {}) => {
  const arrival = bounceOf([facts], more);
  return explainRefusal(arrival, { facts, otherTexts: [] }, servicesWith());
};

describe('what a verdict makes of its carrier', () => {
  const cases: readonly [
    facts: ReplyFacts,
    more: Partial<Arrival>,
    category: string,
    cls: string,
    suppress: boolean,
    why: string,
  ][] = [
    [
      { text: 'user unknown', replyCode: 550 },
      {},
      'recipient.unknown',
      'permanent',
      true,
      'a 5xx about the address',
    ],
    [
      { text: 'user unknown', replyCode: 450 },
      {},
      'recipient.unknown',
      'transient',
      false,
      'a 4xx stops no mail',
    ],
    [
      { text: 'no reverse name', replyCode: 451 },
      {},
      'dns.ptr',
      'transient',
      false,
      'a 4xx is temporary whatever its words',
    ],
    [
      { text: 'no reverse name', replyCode: 550 },
      {},
      'dns.ptr',
      'permanent',
      false,
      'our fault never stops the recipient',
    ],
    [
      { text: 'user unknown' },
      { kind: 'delay', notice: 'delayed' },
      'recipient.unknown',
      'transient',
      false,
      'a notice of delay with a reason',
    ],
    [
      { text: 'hm' },
      { kind: 'delay', notice: 'delayed' },
      'notice.delayed',
      'notice',
      false,
      'a notice of delay without one',
    ],
    [
      { text: 'user unknown' },
      { kind: 'complaint', notice: 'complaint' },
      'notice.complaint',
      'notice',
      true,
      'a complaint',
    ],
    [{ text: 'user unknown' }, { kind: 'not-a-bounce' }, 'not-a-bounce', 'none', false, 'ordinary mail'],
    [{ text: 'was delivered' }, {}, 'unknown', 'permanent', false, 'a report of failure is no notice'],
  ];
  test.each(cases)('%j %j', async (facts, more, category, cls, suppress) => {
    const verdict = await explainOne(facts, more);
    expect({ category: verdict.category, cls: verdict.class, suppress: verdict.suppress }).toEqual({
      category,
      cls,
      suppress,
    });
  });

  test('a text that only says it was given up yields to one that says why', async () => {
    const facts = { text: 'too long in queue' };
    const verdict = await explainRefusal(
      bounceOf([facts]),
      { facts, otherTexts: [{ text: 'no reverse name' }] },
      servicesWith(),
    );
    expect(verdict.category).toBe('dns.ptr');
  });

  test('a doubtful verdict suppresses nobody', () => {
    const doubtful = {
      category: 'recipient.unknown',
      confidence: 0.6,
      alternatives: [],
      rule: 'r',
      quoted: [],
    } as const;
    expect(shouldSuppress(bounceOf([]), doubtful, { text: '', replyCode: 550 })).toBe(false);
  });
});

test('a report with a thousand recipients is looked into five times at most, once for each domain', async () => {
  const asked: (string | undefined)[] = [];
  const services = servicesWith(async (_wanted, facts): Promise<Evidence> => {
    asked.push(facts.recipient);
    return {};
  });
  const recipients = Array.from({ length: 1000 }, (_, i) => ({
    text: 'no reverse name',
    recipient: `u${i}@d${i % 20}.example`,
  }));
  const { verdicts } = await explainArrival(bounceOf(recipients), services);
  expect([verdicts.length, asked.length]).toEqual([1000, 5]);
});
