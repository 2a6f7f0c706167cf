/** Mail that speaks of delivery and is no report, beside reports in words that no format knows. */
import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';
import { sampleMessage } from './sample-messages.ts';

function read(from: string, subject: string, body: readonly string[], path = '<carol@example.net>') {
  return readBounce(
    sampleMessage({ 'Return-Path': path, From: from, To: 'anna@example.com', Subject: subject }, body),
  );
}

describe('no report', () => {
  const cases: readonly [what: string, from: string, subject: string, body: readonly string[]][] = [
    [
      'a parcel',
      'Shop <orders@shop.example>',
      'Delivery failed: your parcel could not be delivered',
      ['Our driver could not deliver your parcel to the recipient today.'],
    ],
    [
      'a parcel in German',
      'Paketdienst <info@paket.example>',
      'Zustellung fehlgeschlagen',
      ['Ihr Paket konnte nicht zugestellt werden.'],
    ],
    [
      'an invoice by post',
      'Billing <billing@vendor.example>',
      'Invoice undeliverable',
      ['Dear customer,', 'our last invoice was returned as undeliverable.'],
    ],
    [
      'a report passed on with a question',
      'Carol <carol@example.net>',
      'FW: Undeliverable: Figures',
      ['What does this mean?', '550 5.1.1 User unknown'],
    ],
    [
      'a question about one',
      'Élodie <elodie@example.net>',
      'Problème : message non remis',
      [
        "Bonjour, quand j'écris à bob@example.org je reçois « 550 5.1.1 utilisateur inconnu ». Votre message n'a pas pu être remis, dit le serveur.",
      ],
    ],
  ];
  test('a digest of what is kept in quarantine', () => {
    const body = ['You have a message in quarantine that was not delivered to you:', '', 'bob@example.org'];
    expect(read('Microsoft Outlook <noreply@example.com>', 'Spam notification', body).kind).toBe(
      'not-a-bounce',
    );
  });

  test.each(cases)('%s', (_, from, subject, body) => {
    expect(read(from, subject, body).kind).toBe('not-a-bounce');
  });
});

describe('a report', () => {
  const cases: readonly [what: string, subject: string, body: readonly string[]][] = [
    [
      'that blocked what was sent',
      'Your email was blocked',
      ['We blocked the email you sent to bob@example.org.'],
    ],
    [
      'in Polish',
      'Nie można dostarczyć: Figures',
      ['Dostarczanie do następujących adresatów nie powiodło się:', '', 'bob@example.org'],
    ],
    [
      'in Hungarian',
      'Figures',
      ['Az üzenetet nem sikerült kézbesíteni a következő címzettnek:', '', 'bob@example.org'],
    ],
    [
      'in Chinese',
      '退信',
      [
        '原邮件信息:',
        '主题 Figures',
        '',
        '退信原因:',
        '收件人邮件地址(bob@example.org)不存在,邮件无法送达。',
      ],
    ],
  ];
  test.each(cases)('%s', (_, subject, body) => {
    const { kind, recipients } = read('postmaster@mx.example.org', subject, body, '<>');
    expect(kind).toBe('bounce');
    expect(recipients.map((one) => one.recipient)).toEqual(['bob@example.org']);
  });
});
