/** What is kept of an answer is enough to say it in another language exactly as it would have been said the first time. */
import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import { redactReport } from '../desk/redact.ts';
import { languagesOf, reportIn } from '../desk/report-in.ts';
import { reportOf } from '../desk/report-of.ts';
import type { Answer, Ask } from '../desk/types.ts';
import { parseRules } from '../explain/classify/index.ts';
import type { Report } from '../store/reports/types.ts';
import { readDataFolder } from './data-folder.ts';
import { openDesk } from './desk.ts';
import { loadData } from './load-data.ts';

const faults: unknown[] = [];
const desk = openDesk(loadData(), {
  settings: { resolver: async () => undefined, listKeys: async () => ({}) },
  onFault: (fault) => faults.push(fault),
});
afterAll(() => desk.close());

async function answerIn(language: string, { options, ...ask }: Ask): Promise<Answer> {
  const answer = await desk.ask({ ...ask, options: { ...options, language } });
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
}

/** As the store keeps it and gives it back. */
async function kept(ask: Ask, language: string): Promise<Report> {
  const report = await reportOf(
    { ...ask, options: { ...ask.options, language } },
    await answerIn(language, ask),
    { askedBy: 'Kim' },
    '2026-11-26T10:00:00.000Z',
    desk,
  );
  return { ...(JSON.parse(JSON.stringify({ ...report, input: undefined })) as Report), id: 'r1' };
}

/** Without the moments at which evidence was made, which differ from ask to ask. */
const lasting = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/"seenAt":"[^"]*"/g, '"seenAt":""'));

const bytes = (text: string): Buffer => Buffer.from(text);
const letter = [
  'From: Ann <ann@example.org>',
  'Message-ID: <1.2@example.org>',
  'Date: Thu, 26 Nov 2026 10:00:00 +0000',
  'Subject: HELLO!!!',
  'MIME-Version: 1.0',
  'Content-Type: text/html',
  '',
  '<p>Hello {{name}}, see <a href="http://192.0.2.1/x">this</a> and ACT NOW, free money</p>',
  '',
].join('\r\n');
const report = (domain: string) =>
  `<feedback><report_metadata><org_name>example.com</org_name><email>a@example.com</email><report_id>${domain}</report_id><date_range><begin>1764000000</begin><end>1764086400</end></date_range></report_metadata><policy_published><domain>${domain}</domain><p>none</p></policy_published><record><row><source_ip>192.0.2.1</source_ip><count>3000</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>${domain}</header_from></identifiers><auth_results><spf><domain>example.net</domain><result>fail</result></spf></auth_results></record></feedback>`;
/** Replies of every rule, one a line. */
const samples = Object.entries(readDataFolder('data'))
  .filter(([name, value]) => name.startsWith('rejections/') && value['rule'] !== undefined)
  .flatMap(([name, value]) => parseRules(name, value).flatMap((rule) => rule.samples.slice(0, 1)))
  .map(({ text }) => text.replaceAll(/\s+/g, ' '));

const asks: readonly (readonly [string, Ask])[] = [
  [
    'a refusal',
    {
      kind: 'explain',
      input: bytes('550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org'),
      options: { offline: true },
    },
  ],
  [
    'several refusals',
    {
      kind: 'explain',
      input: bytes(
        [
          '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown',
          '550 5.1.1 <b@example.com>: Recipient address rejected: User unknown',
          '452 4.2.2 Mailbox full',
          '550 5.7.26 This mail has been blocked because the sender is unauthenticated.',
        ].join('\n'),
      ),
      options: { offline: true, from: 'ann@example.org', senderIp: '192.0.2.7' },
    },
  ],
  [
    'a refusal of each rule',
    { kind: 'explain', input: bytes(samples.join('\n')), options: { offline: true } },
  ],
  ['a message without a name', { kind: 'check', input: bytes(letter), options: { offline: true } }],
  [
    'a message with a name, for one receiver',
    {
      kind: 'check',
      input: bytes(letter.replace('From: ', 'From: Eve <eve@example.org>\r\nFrom: ')),
      name: 'This text.eml',
      options: { offline: true, receivers: ['outlook'], profile: 'bulk' },
    },
  ],
  [
    'HTML without a name',
    { kind: 'check', input: bytes('<p>Hello {{name}} <b>x</p>'), options: { offline: true } },
  ],
  [
    'an mbox without a name',
    {
      kind: 'check',
      input: bytes(
        ['a', 'b']
          .map((one) => `From ${one} Thu Nov 26 10:00:00 2026\n${letter.replaceAll('\r', '')}\n`)
          .join(''),
      ),
      options: { offline: true },
    },
  ],
  [
    'several messages',
    {
      kind: 'check',
      input: new Uint8Array(),
      files: ['Hello', 'HELLO!!!'].map((subject, place) => ({
        name: `${place}.eml`,
        input: bytes(letter.replace('HELLO!!!', subject)),
      })),
      options: { offline: true },
    },
  ],
  ['a report', { kind: 'audit', input: bytes(report('example.org')), options: {} }],
  [
    'reports of several domains',
    {
      kind: 'audit',
      input: new Uint8Array(),
      files: ['example.org', 'example.com'].map((name) => ({ name, input: bytes(report(name)) })),
      options: {},
    },
  ],
];

describe('a kept report in another language', () => {
  test.each(asks)('%s', async (_, ask) => {
    const english = await kept(ask, 'en');
    const german = await answerIn('de', ask);
    const said = await reportIn(english, 'de', desk);
    expect(lasting(said.document)).toEqual(lasting(german.document));
    expect(said).toMatchObject({ ...german.summary, language: 'de' });
    const { about, headline, turn } = german.summary;
    expect(english.said).toEqual({ de: { about, headline, turn } });
    expect(said).not.toHaveProperty('said');
    // And back.
    const again = await kept(ask, 'de');
    expect(lasting((await reportIn(again, 'en', desk)).document)).toEqual(lasting(english.document));
    expect(faults).toEqual([]);
  });
});

describe('what cannot be said again is given as it was kept', () => {
  const ask: Ask = { kind: 'check', input: bytes(letter), options: { offline: true } };

  test.each<readonly [string, (report: Report) => Report, string]>([
    ['kept by an older version', ({ form: _, ...older }) => older, 'de'],
    ['kept by another version', (one) => ({ ...one, form: 99 }), 'de'],
    ['a language that is none of ours', (one) => one, 'fr'],
    ['a document of another kind', (one) => ({ ...one, document: { schema: 'waypost/song/1' } }), 'de'],
  ])('%s', async (_, change, language) => {
    const one = change(await kept(ask, 'en'));
    const { said, ...told } = one;
    expect(said).toBeDefined();
    expect(await reportIn(one, language, desk)).toEqual(told);
  });

  test('it tells in which languages it can be given', async () => {
    const one = await kept(ask, 'en');
    const { form: _, ...older } = one;
    expect([languagesOf(one, desk), languagesOf(older, desk)]).toEqual([['de', 'en'], ['en']]);
  });

  test('a document that holds less than its form says is a fault, and told as it is', async () => {
    const one = await kept(ask, 'en');
    const { findings: _, ...broken } = one.document;
    const said = await reportIn({ ...one, document: broken as JsonObject }, 'de', desk);
    expect(said).toMatchObject({ language: 'en', document: broken });
    expect(faults).toHaveLength(1);
    faults.length = 0;
  });
});

test('what is said again is redacted as it would have been the first time', async () => {
  const ask: Ask = {
    kind: 'explain',
    input: bytes('550 5.1.1 <zoe@example.com>: Recipient address rejected: User unknown'),
    options: { offline: true },
  };
  const again = redactReport(await reportIn(await kept(ask, 'en'), 'de', desk));
  const german = redactReport(await kept(ask, 'de'));
  expect(lasting(again.document)).toEqual(lasting(german.document));
  expect(JSON.stringify([again, german])).not.toContain('zoe');
  expect(german).not.toHaveProperty('said');
});
