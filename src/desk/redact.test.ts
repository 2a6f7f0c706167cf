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
        verdict: { category: 'recipient.unknown', reply },
        words: {
          headline: 'The mailbox third.person@example.com does not exist.',
          said: 'mx.example.com 10.1.2.3:25',
          quote: reply.text,
          contact: 'postmaster@example.com',
        },
      },
    ],
  };

  test('names nobody, and keeps domains, public addresses and the Message-ID', () => {
    const shown = redactReport(
      reportOf('explain', document, {
        about: reply.text,
        headline: 'third.person@example.com does not exist.',
        turn: 'your turn: the address third.person@example.com',
      }),
    );
    const text = JSON.stringify(shown);
    expect(text).not.toContain('third.person');
    expect(text).not.toContain('ann@');
    expect(text).not.toContain('/home/');
    expect(text).not.toContain('10.1.2.3');
    expect(text).toContain('20261126.1@mail.example.org');
    expect(text).toContain('192.0.2.7');
    expect(text).toContain('***@example.com');
    expect(shown).toMatchObject({ tags: ['recipient.unknown'], options: {} });
    expect(shown).not.toHaveProperty('input');
    expect(shown.document.explanations).toMatchObject([{ source: 'bounce.eml' }]);
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
            data: { uri: 'mailto:reports@example.org', who: 'clerk@example.net', ip: '10.0.0.9' },
            fixes: [
              { kind: 'dns', name: '_dmarc.example.org', value: 'v=DMARC1; rua=mailto:new@example.org' },
            ],
          },
        ],
        evidence: [{ evidence: { dmarc: { from } } }],
      }),
    );
    const text = JSON.stringify(shown.document);
    expect(text).toContain('mailto:reports@example.org');
    expect(text).toContain('rua=mailto:new@example.org');
    expect(text).toContain('"ip":"10.0.0.9"');
    expect(text).not.toContain('clerk');
    expect(text).not.toContain('10.0.0.53');
  });
});

describe('a checked message', () => {
  test('its Message-ID stays, addresses in it do not, nor folders', () => {
    const shown = redactReport(
      reportOf(
        'check',
        {
          schema: 'waypost/check/1',
          message: { name: 'mails/ann/letter.eml', subject: '<1.2@example.org>' },
          findings: [{ place: { snippet: 'To: third.person@example.com, <1.2@example.org>' } }],
          words: { headline: 'mails/ann/letter.eml: Gmail would refuse it.' },
        },
        { about: '<1.2@example.org>', headline: 'mails/ann/letter.eml: Gmail would refuse it.' },
      ),
    );
    expect(shown.about).toBe('<1.2@example.org>');
    expect(shown.headline).toBe('letter.eml: Gmail would refuse it.');
    expect(shown.document).toMatchObject({
      message: { name: 'letter.eml' },
      findings: [{ place: { snippet: 'To: ***@example.com, <1.2@example.org>' } }],
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
  expect(redactReport(reportOf('audit', { text })).document.text).toBe(shown);
});

test('whatever stands in a document, no whole address of another stays', () => {
  const local = fc.stringMatching(/^[a-z]{1,12}(\.[a-z]{1,8})?$/);
  fc.assert(
    fc.property(local, fc.jsonValue(), (name, value) => {
      const document = { some: value, text: `mail to ${name}x@example.com` } as JsonObject;
      for (const kind of ['explain', 'audit', 'check'] as const)
        expect(JSON.stringify(redactReport(reportOf(kind, document)).document.text)).not.toContain(
          `${name}x@`,
        );
    }),
  );
});
