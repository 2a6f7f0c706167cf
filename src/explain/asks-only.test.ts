import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { services } from './testing.ts';

const { classifier, asksOnly } = services;

const isAsked = (text: string): boolean => asksOnly(text, classifier.classify({ text }));

describe('a text without a code that only asks or sets something', () => {
  test.each([
    'Can I send newsletters with p=reject? Which SPF record do I need for my newsletter service?',
    'What is greylisting and how do I turn it off in Plesk?',
    'Which port for gmail smtp? my mailbox is full of spam lol',
    'How can I avoid being listed at Spamhaus when I start a new server?',
    'Hi all, I run a small server. Is greylisting useful with many clients?',
    'Wie kann ich Greylisting in Plesk abschalten?',
    'Comment désactiver le greylisting ?',
    '¿Cómo puedo evitar que mi IP esté en la lista de Spamhaus?',
    '什么是灰名单,如何在Plesk里关闭?',
    "define('MAIL_SMTP_ENCRYPTION', 'tls');\n\nThe mail is not sent, where am I making a mistake?",
    'SMTP_ENCRYPTION=tls\nSMTP_PORT=587',
  ])('%s', (text) => {
    expect(classifier.classify({ text }).category).not.toBe('unknown');
    expect(isAsked(text)).toBe(true);
  });
});

describe('a refusal without a code is none', () => {
  test.each([
    'mailbox is full',
    'Relay access denied',
    'mailbox is full, what can I do?',
    'How do I get delisted from Spamhaus?',
    'Why is my mail greylisted?',
    'How do I fix mailbox full?',
    'What does "Mailbox quota exceeded" mean?',
    '邮箱已满',
    'ユーザーのメールボックスがいっぱいです',
    'message = "Mailbox is full"',
    'Greylisted. What do I do now?',
    "I can't send. What is greylisting?",
    "Is your mailbox full? The recipient's mailbox is over quota.",
    "error: 'SMTP_ENCRYPTION' is missing, the connection is not encrypted",
  ])('%s', (text) => {
    expect(isAsked(text)).toBe(false);
  });
});

test('any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      asksOnly(text, { quoted: [{ text, start: 0, end: text.length }] });
    }),
  );
});
