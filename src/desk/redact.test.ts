import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import type { Report } from '../store/reports/types.ts';
import { redactReport } from './redact.ts';

const reportOf = (kind: Report['kind'], document: JsonObject, more: Partial<Report> = {}): Report => ({
  id: '1',
  kind,
  at: '2026-11-26T10:00:00.000Z',
  askedBy: 'Ann',
  about: '',
  headline: '',
  standing: 'bad',
  tags: ['recipient.unknown'],
  turn: '',
  options: { from: 'ann@example.org' },
  document,
  input: Buffer.from('To: third.person@example.com'),
  ...more,
});

describe('an explanation', () => {
  const reply = {
    text: '550 5.1.1 <third.person@example.com>: unknown user third.person',
    recipient: 'third.person@example.com',
    sender: 'ann@example.org',
    headerFrom: 'Ann Example <ann@example.org>',
    messageId: '<20261126.1@mail.example.org>',
    senderIp: '192.0.2.7',
    speakerIp: '10.1.2.3',
  };
  const document = {
    schema: 'waypost/explain/1',
    total: 1,
    explanations: [
      {
        source: '/home/ann/mail/bounce.eml',
        recipients: ['third.person@example.com'],
        isNew: 'third.person',
        verdict: {
          category: 'recipient.unknown',
          reply,
          classification: { rule: 'generic/unknown', quoted: [{ text: 'unknown user', start: 38, end: 50 }] },
          fixes: [{ id: 'list/remove', data: { recipient: reply.recipient }, fixes: [], answers: [] }],
          evidence: { reply: { state: 'present', value: reply, from: { kind: 'input', where: 'text' } } },
        },
        words: {
          headline: 'The mailbox third.person@example.com does not exist.',
          said: 'mx.example.com 10.1.2.3:25',
          quote: reply.text,
          contact: 'postmaster@example.com',
        },
      },
    ],
  };
  const about = {
    about: reply.text,
    headline: 'third.person@example.com does not exist.',
    turn: 'your turn: the address third.person@example.com',
  };

  test('names nobody, and keeps domains, public addresses and a Message-ID that a machine made', () => {
    const shown = redactReport(reportOf('explain', document, about));
    const text = JSON.stringify(shown);
    expect(text).not.toContain('third.person');
    expect(text).not.toContain('ann@');
    expect(text).not.toContain('Ann Example');
    expect(text).not.toContain('/home/');
    expect(text).not.toContain('10.1.2.3');
    expect(text).toContain('20261126.1@mail.example.org');
    expect(text).toContain('192.0.2.7');
    expect(text).toContain('***@example.com');
    expect(text).toContain('postmaster@example.com');
    expect(shown).toMatchObject({ tags: ['recipient.unknown'], options: {} });
    expect(shown).not.toHaveProperty('input');
    expect(shown.document.explanations).toMatchObject([{ source: '***.eml' }]);
  });

  test('withholds what is not listed: new members, arguments, values of evidence', () => {
    const [shown] = redactReport(reportOf('explain', document, about)).document
      .explanations as readonly JsonObject[];
    expect(shown).not.toHaveProperty('isNew');
    expect(shown).not.toHaveProperty('verdict.fixes.0.data');
    expect(shown).toMatchObject({
      verdict: { evidence: { reply: { state: 'present', from: { kind: 'input', where: 'text' } } } },
    });
    expect(shown).not.toHaveProperty('verdict.evidence.reply.value');
  });

  test('marks the words that decided where they stand now', () => {
    const [shown] = redactReport(reportOf('explain', document, about)).document
      .explanations as readonly JsonObject[];
    const { verdict, words } = shown as unknown as {
      verdict: { classification: { quoted: readonly { text: string; start: number; end: number }[] } };
      words: { quote: string };
    };
    const [quoted] = verdict.classification.quoted;
    expect(words.quote.slice(quoted?.start, quoted?.end)).toBe('unknown user');
  });

  test('of many causes the overview stays, and names nobody', () => {
    const cause = {
      text: '2 of 3: third.person@example.com is full',
      turn: 'third.person',
      count: 2,
      groups: [0],
    };
    const overview = {
      title: '3 refusals have 2 causes.',
      causes: [cause],
      ordinary: '',
      isNew: 'third.person',
    };
    expect(redactReport(reportOf('explain', { ...document, overview })).document.overview).toEqual({
      title: '3 refusals have 2 causes.',
      causes: [{ text: '2 of 3: ***@example.com is full', turn: '***', count: 2, groups: [0] }],
      ordinary: '',
    });
  });

  test('a page that the reply names is shown in advice as it is in the reply', () => {
    const page = 'https://track.example.net/zqmueller/bounce?to=zqgarden';
    const text = `550 5.7.1 Rejected for policy reasons. Please visit ${page}`;
    const [explanation] = document.explanations;
    const words = {
      quote: text,
      fixes: [{ title: 'Open the page', text: `The reply names ${page}: read it.` }],
    };
    const verdict = { ...explanation?.verdict, reply: { ...reply, text } };
    const shown = redactReport(
      reportOf('explain', { ...document, explanations: [{ ...explanation, verdict, words }] }),
    );
    expect(JSON.stringify(shown.document)).toContain('The reply names https://');
    expect(JSON.stringify(shown.document)).not.toMatch(/zqmueller|zqgarden/);
  });

  test('of a domain that carries the name of its owner only the end is shown', () => {
    const own = { ...reply, text: '550 no', recipient: 'lonely@lonely.example' };
    const text = JSON.stringify(
      redactReport(reportOf('explain', { ...document, explanations: [{ verdict: { reply: own } }] })),
    );
    expect(text).not.toContain('lonely');
    expect(text).toContain('***@***.example');
  });
});

describe('an audit', () => {
  test('keeps what DNS shows to everybody, and hides what it does not', () => {
    const from = {
      kind: 'dns',
      question: '_dmarc.example.org. TXT',
      answer: ['"v=DMARC1; p=none; rua=mailto:reports@example.org"', '"v=spf1 ip4:10.0.0.9 -all"'],
      server: '10.0.0.53:53',
    };
    const shown = redactReport(
      reportOf('audit', {
        schema: 'waypost/audit/1',
        findings: [
          {
            check: 'dmarc/reports',
            data: { who: 'clerk@example.net' },
            fixes: [
              { kind: 'dns', name: '_dmarc.example.org', value: 'v=DMARC1; rua=mailto:new@example.org' },
            ],
          },
        ],
        evidence: [{ evidence: { dmarc: { state: 'present', value: { who: 'clerk' }, from } } }],
        words: { failed: [{ detail: 'mailto:reports@example.org, 10.0.0.9, 10.0.0.8, clerk@example.net' }] },
      }),
    );
    const text = JSON.stringify(shown.document);
    expect(text).toContain('mailto:reports@example.org, 10.0.0.9, ***, ***@example.net');
    expect(text).toContain('rua=mailto:new@example.org');
    expect(text).not.toContain('clerk');
    expect(text).not.toContain('10.0.0.53');
  });
});

describe('a checked message', () => {
  const check = (message: JsonObject, more: JsonObject = {}): JsonObject => ({
    schema: 'waypost/check/1',
    message: { name: 'mails/ann/letter.eml', octets: 10, profile: 'bulk', ...message },
    ...more,
  });

  test('its Message-ID stays where a machine made it; names of files and snippets do not', () => {
    const id = '<20261126.1@example.org>';
    const shown = redactReport(
      reportOf(
        'check',
        check(
          { subject: id },
          {
            findings: [
              {
                check: 'headers/cc',
                outcome: 'fail',
                subject: { kind: 'message', name: id },
                data: { name: 'Third Person', count: 2 },
                place: { header: 'To', snippet: 'To: Third Person <third.person@example.com>' },
              },
            ],
            words: {
              name: 'mails/ann/letter.eml',
              headline: 'mails/ann/letter.eml: Gmail would refuse it.',
              failed: [
                { check: 'headers/cc', detail: "'Third Person' is twice", snippet: 'To: Third Person' },
              ],
            },
          },
        ),
        { about: id, headline: 'mails/ann/letter.eml: Gmail would refuse it.' },
      ),
    );
    expect(shown.about).toBe(id);
    expect(shown.headline).toBe('***.eml: Gmail would refuse it.');
    expect(shown.document).toMatchObject({
      message: { name: '***.eml', subject: id },
      findings: [{ place: { header: 'To', snippet: 'To: ***' } }],
      words: { failed: [{ detail: "'***' is twice", snippet: 'To: ***' }] },
    });
  });

  test.each([
    ['an address', '<third.person@example.com>', '<***@example.com>'],
    ['a name and a year', '<third.person1985@example.com>', '<***@example.com>'],
    ['a number of a phone', '<4915112345678@example.com>', '<***@example.com>'],
    ['a Subject', 'Hello Third Person', '***'],
    ['a UUID', '<ED749469-6E55-447D-85D1-A04064647FC2@example.com>', undefined],
  ])('what stands in the place of its Message-ID: %s', (_, subject, expected = subject) => {
    const shown = redactReport(reportOf('check', check({ subject }), { about: subject }));
    expect([shown.about, shown.document.message]).toMatchObject([expected, { subject: expected }]);
  });

  test('an address of its header is none, however much it looks like one', () => {
    const id = '<a1b2c3d4e5f6@example.com>';
    const input = Buffer.from(`To: ${id}\r\n\r\n`);
    expect(redactReport(reportOf('check', check({ subject: id }), { about: id, input })).about).toBe(
      '<***@example.com>',
    );
  });

  test('several are told apart', () => {
    const reports = ['ann.eml', 'third.eml'].map((name) => check({ name, subject: name }));
    const shown = redactReport(
      reportOf('check', {
        schema: 'waypost/check-list/1',
        reports,
        variants: { rows: [{ name: 'ann.eml', counts: [1] }], differences: [{ where: 'only third.eml' }] },
      }),
    );
    expect(shown.about).toBe('***-1.eml, ***-2.eml');
    expect(shown.document).toMatchObject({
      variants: { rows: [{ name: '***-1.eml' }], differences: [{ where: 'only ***-2.eml' }] },
    });
  });

  test('words that belong to no finding are withheld', () => {
    const words = { failed: [{ detail: 'third' }] };
    expect(
      redactReport(reportOf('check', check({ subject: '' }, { findings: [], words }))).document,
    ).toMatchObject({
      words: { failed: [] },
    });
  });
});

test.each([
  ['10.0.0.1', '***'],
  ['at 10.0.0.1:25.', 'at ***:25.'],
  ['[192.168.7.7]', '[***]'],
  ['fd00::1 and 2001:db8::1', '*** and 2001:db8::1'],
  ['198.51.100.4', '198.51.100.4'],
  ['listed as 127.0.0.2', 'listed as 127.0.0.2'],
  ['10:00:00 on 2026-11-26', '10:00:00 on 2026-11-26'],
  ['version 10.0.0.1.2', 'version 10.0.0.1.2'],
])('%s is shown as %s', (text, shown) => {
  const document = { schema: 'waypost/audit/1', words: { headline: text } };
  expect(redactReport(reportOf('audit', document)).document.words).toEqual({ headline: shown });
});

test.each(['waypost/audit/1', 'waypost/audit/2'])(
  'what a report of %s has besides the members that are listed is withheld',
  (schema) => {
    const more = { language: 'de', form: 1, personId: 'p1', subjectId: 's1', note: 'written by Ann' };
    const shown = redactReport(reportOf('audit', { schema }, more));
    expect(shown).toMatchObject({ language: 'de', askedBy: '', options: {} });
    expect(Object.keys(shown).sort()).toEqual(
      [
        'about',
        'askedBy',
        'at',
        'document',
        'headline',
        'id',
        'kind',
        'language',
        'options',
        'standing',
        'tags',
        'turn',
      ].sort(),
    );
  },
);

test.each(['waypost/explain/2', 'constructor', undefined, 7])(
  'a document of the version %s is withheld whole',
  (schema) => {
    const shown = redactReport(
      reportOf(
        'explain',
        { ...(schema !== undefined && { schema }), text: 'Ann' },
        { about: 'Ann', headline: 'Ann' },
      ),
    );
    expect(shown).toMatchObject({
      about: '***',
      headline: '',
      turn: '',
      tags: [],
      document: { isWithheld: true },
    });
    expect(JSON.stringify(shown.document)).not.toContain('Ann');
  },
);

test('whatever a document holds, it is read without a fault, and what is not listed is withheld', () => {
  const schemas = ['explain/1', 'audit/1', 'audit-list/1', 'check/1', 'check-list/1'].map(
    (one) => `waypost/${one}`,
  );
  const member = fc.constantFrom(
    'explanations',
    'findings',
    'words',
    'message',
    'reports',
    'audits',
    'secret',
  );
  fc.assert(
    fc.property(fc.constantFrom(...schemas), fc.dictionary(member, fc.jsonValue()), (schema, value) => {
      const document = { ...value, schema, hidden: 'Zebedee' } as JsonObject;
      expect(JSON.stringify(redactReport(reportOf('explain', document)))).not.toContain('Zebedee');
    }),
  );
});
