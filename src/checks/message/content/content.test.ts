/** Wording: capitals, phrases, obfuscated words, signs that come together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { mailGiven, mailOf, mailTables, runOn, saidOf } from '../links/testing.ts';
import { contentChecks } from './all.ts';
import { bodyCapitals } from './body-capitals.ts';
import { LURE_THRESHOLD, lure } from './lure.ts';
import { obfuscatedWords } from './obfuscated-words.ts';
import { phrases } from './phrases.ts';
import { subjectCapitals } from './subject-capitals.ts';
import { subjectSigns } from './subject-signs.ts';

const subject = (text: string): Buffer => mailOf('x', 'plain', [`Subject: ${text}`]);

test.each<[MessageCheck, string, string]>([
  [subjectCapitals, 'BIG SUMMER SALE TODAY', 'fail all-capitals'],
  [subjectCapitals, 'BIG SUMMER SALE TODAy', 'fail mostly-capitals'],
  [subjectCapitals, '=?utf-8?B?R1JPU1NFUiBTT01NRVJWRVJLQVVG?=', 'fail all-capitals'],
  [subjectCapitals, '[NEWSLETTER] Big summer sale', 'pass in-order'],
  [subjectCapitals, 'NATO and UNESCO meet in the USA', 'pass in-order'],
  [subjectCapitals, 'ASAP NATO', 'not-applicable too-short'],
  [subjectCapitals, 'FREE IPAD FOR YOU ACT NOW', 'fail all-capitals'],
  [subjectCapitals, 'Order ABC123XYZ99 K7PQ9 shipped', 'pass in-order'],
  [subjectCapitals, 'WOW', 'not-applicable too-short'],
  [subjectCapitals, 'WONDERFULNEWS', 'not-applicable too-short'],
  [subjectCapitals, '今日のお知らせです、ぜひご覧ください', 'not-applicable no-case'],
  [subjectCapitals, 'İSTANBUL HABERLERİ BUGÜN', 'fail all-capitals'],
  [subjectCapitals, 'GRÖSSTE MESSE DES JAHRES', 'fail all-capitals'],
  [subjectSigns, 'Sale!!!', 'fail marks'],
  [subjectSigns, 'Sale! Now!', 'pass in-order'],
  [subjectSigns, 'Party 🎉🎉🎉', 'fail pictures'],
  [subjectSigns, 'Party 🎉', 'pass in-order'],
])('%o: "%s": %s', (check, text, said) => expect(saidOf(check, subject(text))).toEqual([said]));

test('the weight of rspamd grows with the length of the subject, to 40 characters', () => {
  const weightOf = (text: string) => runOn(subjectCapitals, subject(text))[0]?.engineRules?.[0]?.weight;
  expect(weightOf('BIG SUMMER SALES ROW')).toBe(1.5);
  expect(weightOf('BIG SUMMER SALES ROW AND MANY MORE WORDS HERE')).toBe(3);
});

describe('capitals in the body', () => {
  const long = 'THIS OFFER IS ONLY GOOD TODAY AND NOT TOMORROW SO COME AND SEE US. '.repeat(5);
  const small = 'we tell you of what is new in our shop this week and what is not. ';
  test.each([
    [`<p>${long}</p>`, 'fail mostly'],
    [`<p>${long}</p><p>${small.repeat(4)}</p>`, 'fail half'],
    [`<p>${long}</p><p>${small.repeat(12)}</p>`, 'fail long-run'],
    [`<h1>${long}</h1><p>${small.repeat(6)}</p>`, 'pass in-order'],
    [`<p><a href="x">${long}</a></p><p>${small.repeat(6)}</p>`, 'pass in-order'],
    [`<p>THE SOFTWARE COMES WITHOUT WARRANTY. ${long}</p><p>${small.repeat(6)}</p>`, 'pass in-order'],
    [`<p style="display:none">${long}</p><p>${small.repeat(6)}</p>`, 'pass in-order'],
    ['<p>SHORT</p>', 'not-applicable too-short'],
  ])('%#: %o', (html, said) => expect(saidOf(bodyCapitals, mailOf(html))).toEqual([said]));
});

describe('phrases', () => {
  test('each with its rule, its points and its place', () => {
    const raw = mailOf('<p>Dear friend,</p><p>with a <b>money back guarantee</b> and a low price</p>');
    const found = runOn(phrases, raw);
    expect(
      found.map(({ data, consequence, place }) => [data.rule, data.points, consequence, place?.snippet]),
    ).toEqual([
      ['DEAR_FRIEND', 2.604, 'score', 'Dear friend'],
      ['MONEY_BACK', 2.486, 'score', 'money back guarantee'],
      ['LOW_PRICE', 0.1, 'information', 'low price'],
    ]);
  });

  test.each([
    ['Save with free shipping on all orders', ['pass none']],
    ['NOT $ 1,000 but MILLION DOLLARS', ['fail scores']],
    ['not a million dollars', ['pass none']],
    ['worth US$ 10,500,000.00 in all', ['fail scores']],
    ['<span style="display:none">money back guarantee</span>', ['pass none']],
    ['Later: dear friend', ['pass none']],
  ])('%s: %o', (html, said) => expect(saidOf(phrases, mailOf(html))).toEqual(said));

  test('text of another language is not held against English rules', () => {
    const german = 'Wir freuen uns, dass Sie sich für unseren Newsletter angemeldet haben. '.repeat(5);
    expect(saidOf(phrases, mailOf(`<p>${german} Erectile Dysfunction</p>`))).toEqual([
      'not-applicable other-language',
    ]);
  });

  test('at least 60 rules, each with points as the engine ships them', () => {
    const rules = [...mailTables().phraseRules.values()];
    expect(rules.length).toBeGreaterThanOrEqual(60);
    expect(rules.find(({ rule }) => rule === 'MONEY_BACK')).toMatchObject({
      engine: 'SpamAssassin',
      weight: 2.486,
    });
  });
});

test.each([
  ['buy v1agra now', 'fail digits-for-letters'],
  ['buy VI@GRA now', 'fail digits-for-letters'],
  ['your раураl account', 'fail mixed-scripts'],
  ['p\u200ba\u200by\u200bpal', 'fail invisible-between'],
  ['Donau\u00addampf\u00adschiff', 'pass none'],
  ['Apple iPhone15 and B2B, 3D, WinRAR5', 'pass none'],
  ['Привет, мир и дом', 'pass none'],
  ['a 10 µF capacitor and αβγ', 'pass none'],
])('%s: %s', (text, said) => expect(saidOf(obfuscatedWords, mailOf(text, 'plain'))).toEqual([said]));

describe('signs that come together', () => {
  const phishing = mailOf(
    '<p>Dear customer, your account has been suspended.</p><p>Verify your account within 24 hours: <a href="http://192.0.2.1/x">Verify now</a></p>',
    'html',
    ['From: PayPal <service@other.example>', 'Subject: Your account is limited!!', 'To: a@example.org'],
  );

  test('are told with their points, which add up', () => {
    const [finding] = runOn(lure, phishing);
    expect(finding).toMatchObject({ outcome: 'fail', message: 'together', consequence: 'information' });
    const parts = finding?.data.parts as readonly { readonly sign: string; readonly points: number }[];
    expect(parts.map(({ sign }) => sign)).toEqual(
      expect.arrayContaining(['name-of-brand', 'account-and-login', 'link-to-address']),
    );
    const sum = parts.reduce((total, { points }) => total + points, 0);
    expect(finding?.data.points).toBeCloseTo(sum, 2);
    expect(sum).toBeGreaterThanOrEqual(LURE_THRESHOLD);
  });

  test('an ordinary letter has few', () => {
    const letter = mailOf('Hello Ann,\n\nthe meeting is at ten. See you there.\n\nBob', 'plain', [
      'From: Bob <bob@example.org>',
      'To: Ann <ann@example.org>',
      'Subject: Meeting',
      'Date: Thu, 26 Nov 2026 10:00:00 +0000',
      'Message-ID: <1@example.org>',
    ]);
    expect(saidOf(lure, letter, { profile: 'personal' })).toEqual(['pass few']);
  });
});

test('any message is read without a throw, and 5 MB take no time', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.constantFrom('html' as const, 'plain' as const),
      (head, body, type) => {
        const view = readMailView(mailOf(body, type, [`Subject: ${head.replaceAll(/[\r\n]/g, ' ')}`]));
        for (const check of contentChecks)
          expect(check.run(view, mailGiven()).length).toBeLessThanOrEqual(50);
      },
    ),
  );
  const view = readMailView(mailOf(`<p>${'Dear friend, v1agra ЅALE your account '.repeat(130_000)}</p>`));
  const start = performance.now();
  for (const check of contentChecks) check.run(view, mailGiven());
  expect(performance.now() - start).toBeLessThan(4000);
});
