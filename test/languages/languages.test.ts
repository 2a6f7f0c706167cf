/**
 * The same bounce in every language gets the same category, as a bare reply and as a message in the charsets that
 * mail of that language still comes in, labelled or not. No wording here stands among the samples of the rules.
 */
import { describe, expect, test } from 'vitest';
import { briefly } from '../../src/explain/brief.ts';
import { createClassifier } from '../../src/explain/classify/index.ts';
import { messageArrival } from '../../src/explain/message-arrival.ts';
import { replyFactsOf } from '../../src/explain/reply-input.ts';
import { type CategoryId, categories } from '../../src/findings/category.ts';
import { classifierData, readDataFolder } from '../../src/main/data-folder.ts';
import { encodeForTests } from '../../src/wire/charset/testing.ts';
import { CHARSETS, INTRODUCTIONS, type Language } from './languages.ts';
import { refusalsOfReceivers } from './refusals-of-receivers.ts';
import { refusalsOfSenders } from './refusals-of-senders.ts';

const classifier = createClassifier(classifierData(readDataFolder('data')));
const wordings = Object.entries({ ...refusalsOfReceivers, ...refusalsOfSenders }).flatMap(
  ([category, texts]) =>
    Object.entries(texts).map(([language, text]) => [category, language as Language, text] as const),
);

describe('the same refusal in every language gets the same category', () => {
  test.each(wordings)('%s in %s: %s', (category, _language, text) => {
    expect(classifier.classify(replyFactsOf(text)).category).toBe(category);
  });
});

/** What is wrong with the sender, in words that come close to those for an unknown recipient. */
const ABOUT_THE_SENDER: readonly string[] = [
  '550 Die Absenderadresse existiert nicht',
  '550 Die E-Mail-Adresse des Absenders existiert nicht',
  '550 Die Domain des Absenders wurde nicht gefunden',
  '550 Ihre E-Mail-Adresse wurde blockiert',
  "550 L'adresse de messagerie de l'expéditeur est introuvable",
  "550 L'expéditeur n'existe pas",
  "550 Le domaine de l'expéditeur n'existe pas",
  '550 La dirección del remitente no existe',
  '550 El remitente es desconocido',
  '550 No se encontró el dominio del remitente',
  '550 No se encontró la dirección del remitente',
  '550 O endereço do remetente não existe',
  '550 O domínio do remetente não foi encontrado',
  "550 L'indirizzo del mittente non esiste",
  '550 Il dominio del mittente non è stato trovato',
  '550 Het adres van de afzender bestaat niet',
  '550 Adres nadawcy nie istnieje',
  '550 Nie znaleziono domeny nadawcy',
  '550 Nie znaleziono adresu nadawcy',
  "550 Impossibile trovare l'indirizzo del mittente",
  '550 Não foi possível encontrar o endereço do remetente',
  '550 Не удалось найти адрес отправителя',
  '550 找不到发件人地址',
  '550 送信者のメールアドレスが存在しません',
  '550 差出人のメールアドレスが見つかりません',
  '550 Адрес отправителя не найден',
  '550 Электронный адрес отправителя не существует',
  '550 发件人地址不存在',
  '550 找不到发件人的域名',
  '554 您的账号已被禁用发信',
  '554 您的账号已被冻结',
  '550 Ihr Konto wurde gesperrt',
  '550 Su cuenta está bloqueada',
  '550 보낸 사람의 주소를 찾을 수 없습니다',
  '550 Adresa odesílatele neexistuje',
  '550 Avsändarens adress finns inte',
  '550 A feladó címe nem található',
  '550 Adresa expeditorului nu există',
  '550 寄件者不存在',
  '550 Gönderenin adresi bulunamadı',
  '550 Gönderici alan adı bulunamadı',
];

describe('what is wrong with the sender never speaks against the recipient', () => {
  test.each(ABOUT_THE_SENDER)('%s', (text) => {
    const { category } = classifier.classify(replyFactsOf(text));
    expect(category).not.toMatch(/^(recipient|address|domain)\./);
    expect(categories[category].suppress).toBe('no');
  });

  test.each(Object.values(INTRODUCTIONS))('an introduction alone gives no reason: %s', (text) => {
    expect(classifier.classify(replyFactsOf(text)).category).toBe('unknown');
  });
});

function bounceOf(language: Language, reply: string, label: string | undefined): string {
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.net',
    'To: sender@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 2 Nov 2026 10:00:00 +0000',
    'Message-ID: <20261102100000.1@mx.example.net>',
    'MIME-Version: 1.0',
    `Content-Type: text/plain${label === undefined ? '' : `; charset=${label}`}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    INTRODUCTIONS[language],
    '',
    '<user@example.org>:',
    reply,
    '',
  ].join('\r\n');
}

const messages = wordings.flatMap(([category, language, text]) =>
  CHARSETS[language].map(([label, charset]) => [category, label, charset, language, text] as const),
);

describe.each([true, false])('the same bounce as a message, charset labelled: %s', (isLabelled) => {
  test.each(messages)('%s in %s', (category, label, charset, language, text) => {
    const raw = encodeForTests(bounceOf(language, text, isLabelled ? label : undefined), charset);
    const answer = briefly(messageArrival(raw), classifier);
    expect(answer).toMatchObject({ kind: 'bounce', verdicts: [{ recipient: 'user@example.org', category }] });
  });
});

/** Notices of mail programs and services: no code, no English. */
const NOTICES: readonly (readonly [subject: string, text: string, category: CategoryId])[] = [
  [
    'Unzustellbar: Angebot',
    'Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.',
    'recipient.unknown',
  ],
  ['Unzustellbar: Angebot', 'Das Postfach des Empfängers ist zurzeit voll.', 'recipient.full'],
  ['Non remis : Offre', 'L’adresse de messagerie que vous avez entrée est introuvable.', 'recipient.unknown'],
  [
    'No se puede entregar: Oferta',
    'No se encontró la dirección de correo que ha escrito.',
    'recipient.unknown',
  ],
  [
    'Não é possível entregar: Oferta',
    'O endereço de email introduzido não foi encontrado.',
    'recipient.unknown',
  ],
  ['Não entregue: Oferta', 'A caixa de correio do destinatário está cheia.', 'recipient.full'],
  ['Non recapitabile: Offerta', "Impossibile trovare l'indirizzo immesso.", 'recipient.unknown'],
  ['Onbestelbaar: Offerte', 'Het opgegeven e-mailadres kan niet worden gevonden.', 'recipient.unknown'],
  ['Niedostarczone: Oferta', 'Nie można odnaleźć wprowadzonego adresu e-mail.', 'recipient.unknown'],
  ['配信不能: 見積', '入力した電子メール アドレスが見つかりませんでした。', 'recipient.unknown'],
  ['Не удается доставить: Предложение', 'Введенный адрес электронной почты не найден.', 'recipient.unknown'],
  ['系统退信', '退信原因: 收件人邮箱不存在', 'recipient.unknown'],
  ['Teslim edilemedi: Teklif', 'Girdiğiniz e-posta adresi bulunamadı.', 'recipient.unknown'],
];

describe('a notice without any code gets its category', () => {
  test.each(NOTICES)('%s: %s', (subject, text, category) => {
    const word = Buffer.from(subject).toString('base64');
    const head = bounceOf('de', '', 'UTF-8')
      .split('\r\n\r\n')[0]
      ?.replace(/Subject: .*/, `Subject: =?UTF-8?B?${word}?=`);
    const raw = new TextEncoder().encode(`${head}\r\n\r\nuser@example.org\r\n${text}\r\n`);
    const answer = briefly(messageArrival(raw), classifier);
    expect(answer).toMatchObject({ kind: 'bounce', verdicts: [{ recipient: 'user@example.org', category }] });
  });
});
