/** Who is likely to have spoken: rules first, then what stands around. Texts composed for this test. */
import { describe, expect, test } from 'vitest';
import type { LikenessJudge } from './classify/index.ts';
import { likelierSpeaker, saidByRules, sideOf, surroundingsOf } from './likely-speaker.ts';
import { aroundAll, aroundRefusal } from './pasted-around.ts';
import { explained } from './testing.ts';
import type { Speaker } from './verdict.ts';

const nobody: Speaker = { role: 'unknown', because: ['nothing'] };
const facts = { text: '550 5.7.1 no', replyCode: 550 };
const always =
  (side: string, share: number): LikenessJudge =>
  () => ({ category: side, shareOf: () => share, words: 20 });
const likely = (
  judge: LikenessJudge,
  speaker = nobody,
  given: Parameters<typeof likelierSpeaker>[1] = facts,
) => likelierSpeaker(speaker, given, 'policy.unspecified', 'our mail server says this', judge);

test('it speaks where nobody is named, and is sure enough', () => {
  expect(likely(always('own', 0.9))).toEqual({ role: 'own-server', because: ['likeness'] });
  expect(likely(always('smarthost', 0.9)).role).toBe('smarthost');
  expect(likely(always('theirs', 0.9)).role).toBe('recipient-gateway');
  expect(likely(always('theirs', 0.6))).toBe(nobody);
  expect(likely(always('unknown', 0.99))).toBe(nobody);
  expect(likely(() => undefined)).toBe(nobody);
});

test('who is named stays, and who wrote a report is not ours for what stands around', () => {
  const relay: Speaker = { role: 'smarthost', because: ['submission'] };
  const reporter: Speaker = { role: 'unknown', host: 'mx.example.net', because: ['reporting-mta'] };
  expect(likely(always('own', 0.99), relay)).toBe(relay);
  expect(likely(always('own', 0.99), reporter)).toBe(reporter);
  expect(likely(always('theirs', 0.99), reporter).role).toBe('recipient-gateway');
});

test('a host that the words name is not ours for what stands around', () => {
  const other: Speaker = { role: 'unknown', host: 'mta-sts.example.net', because: ['name'] };
  expect(likely(always('own', 0.99), other)).toEqual({ role: 'own-server', because: ['likeness'] });
  expect(likely(always('theirs', 0.99), other).host).toBe('mta-sts.example.net');
});

test('nothing is likely that cannot be', () => {
  const at = (category: Parameters<typeof likelierSpeaker>[2], pasted: string, side: string, given = facts) =>
    likelierSpeaker(nobody, given, category, pasted, always(side, 0.99)).role;
  expect(at('greylist', 'come again later', 'smarthost')).toBe('unknown');
  expect(at('recipient.restricted', 'members only', 'smarthost')).toBe('unknown');
  const { replyCode: _, ...uncoded } = facts;
  expect(likelierSpeaker(nobody, uncoded, 'net.connection', 'no route', always('theirs', 0.99))).toBe(nobody);
});

test('words of a paste: names with their joints, signs of code, no address, no number', () => {
  const said = saidByRules(facts, nobody, 'relay.denied');
  const { words, concepts } = surroundingsOf('postfix/smtp[123]: to=<anna@example.org>, 192.0.2.7 mx1', said);
  expect(words).toContain('postfix/smtp');
  expect(words.filter((word) => /anna|192|123/.test(word))).toEqual([]);
  expect(words).toContain('mx#');
  expect(concepts).toContain('role unknown because nothing');
  expect(concepts).toContain('family relay');
});

test('what is around a refusal', () => {
  const reply = '550 5.7.1 no';
  const around = 'When I send from my printer the server answers this, and I have no idea why: ';
  const at = { facts, otherTexts: [], spans: [{ start: around.length, end: around.length + reply.length }] };
  expect(aroundRefusal(around + reply, at)).toBe(around + reply);
  expect(aroundRefusal(reply, { ...at, spans: [{ start: 0, end: reply.length }] })).toBeUndefined();
  const long = `${'x '.repeat(5_000)}${reply}${' y'.repeat(5_000)}`;
  const inLong = aroundRefusal(long, { ...at, spans: [{ start: 10_000, end: 10_012 }] });
  expect(inLong).toHaveLength(4_000);
  expect(inLong).toContain(reply);
  expect(aroundAll('connect to smtp.example.net[192.0.2.7]:587: Connection refused')).toBeUndefined();
  expect(aroundAll('one line\nand another')).toBe('one line\nand another');
});

test('every role is on a side', () => {
  expect(sideOf('own-filter')).toBe('own');
  expect(sideOf('forwarder')).toBe('theirs');
});

describe('as it ships', () => {
  const refusal = '554 5.7.1 policy violation';

  test('what a program was set to around a refusal: the server that it sends through', async () => {
    const { speaker } = await explained(
      `My app is set to smtp.example.com, port 587 with TLS, user and password as in Outlook.\nWhen it sends a test mail I get: ${refusal}`,
    );
    expect(speaker).toEqual({ role: 'smarthost', because: ['likeness'] });
  });

  test('all others take the mail: one of them does not', async () => {
    const { speaker } = await explained(
      `All mail to hotmail.com bounces since Monday, gmail.com and others take it. The bounce says: ${refusal}`,
    );
    expect(speaker).toEqual({ role: 'recipient-gateway', because: ['likeness'] });
  });

  test('a refusal alone says nothing of who spoke', async () => {
    expect((await explained(refusal)).speaker.role).toBe('unknown');
  });
});
