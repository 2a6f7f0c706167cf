/** What somebody says of himself beside a refusal, and what only sounds like it. Texts composed for this test. */
import { expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { createToldReader } from './index.ts';

const file = readDataFolder('data')['told.toml'] ?? {};
const reader = createToldReader(file);
/** With or without somebody else who wrote. */
const asker = (text: string) => reader.asker(text)?.replace('cannot-receive', 'receives');

const said = {
  'did-not-send': [
    "I didn't send this email, is my account hacked? 550",
    'I didn’t write these messages!',
    'Why do I get this? I have never written to them.',
    'I did not send anything to this person, why do I get it',
    'We never sent this mail to them',
    'Getting bounces for messages I did not send',
    'Das habe ich nicht geschrieben',
    'Ich habe das nie gesendet, wurde ich gehackt?',
    'Hunderte Rückläufer von Mails, die ich nicht verschickt habe',
    'Diese Mails haben wir nie versendet',
    'Jemand verschickt Spam mit meiner Adresse',
    "Ce n'est pas moi, je n'ai jamais envoyé ce mail",
    "Je n'ai jamais écrit à cette personne",
    'Nunca he enviado este mensaje',
    'No he enviado este correo',
    'Non ho mai scritto a questa persona',
    'Eu não enviei este email',
    'Nunca enviei nada para este endereço',
    'Ik heb dit niet gestuurd',
    'Nie pisałem tych wiadomości',
    'Ktoś wysyła spam z mojego adresu',
    'Я не отправлял это письмо',
    'Мы никогда этого не отправляли',
  ],
  receives: [
    'Our customers get this when they try to send us an email',
    'People who write to us get this back',
    'All mail to our domain is rejected since we moved',
    "I own the domain and can't receive email",
    'We can send but we cannot receive',
    'Nobody can email us',
    'our customers cannot reach us by mail: 550',
    'our incoming mail is rejected',
    'I keep getting "Access denied" when my customers write to me, any idea?',
    'Kunden bekommen das, wenn sie uns schreiben',
    'Wenn uns jemand eine Mail schickt',
    'Wer an uns schreibt, bekommt das zurück',
    'Wir können keine E-Mails empfangen',
    'Alle E-Mails an unsere Domain werden abgelehnt',
    "Je n'arrive plus à recevoir de mails",
    'Nos clients reçoivent ceci quand ils nous écrivent',
    'Si alguien nos escribe le aparece esto',
    'No puedo recibir correos',
    'Chi ci scrive riceve questo errore',
    'Non riesco più a ricevere mail',
    'Não consigo receber emails',
    'Wanneer iemand ons mailt krijgt hij dit',
    'Wij kunnen geen e-mail ontvangen',
    'Gdy ktoś do nas pisze, dostaje to',
    'Если нам кто-то пишет, он получает это',
    'Не можем получать почту',
  ],
} as const;

const unclear = [
  "The recipient's account has reached its limit and can't receive email right now.",
  'That is no registered mailbox on our server',
  'they did not receive it 550',
  'I sent to them and it was refused 550',
  'I have not sent more than 10 mails today 550',
  'my customers do not get my mail',
  "my customers can't receive our mails: 550",
  'customers tell us they do not get our mails',
  'customers write to us that they got a bounce from us',
  'I did not send that many messages',
  'I never sent spam and we are listed',
  'We have never sent any spam or newsletters',
  'I did not send it from Outlook but from the web',
  'I have never written to this address before and get 450',
  'I did not send it to the wrong address',
  'The bounce came back to us',
  'The error mail sent to me says 550',
  'They send me this error when I write to them',
  "I can't send or receive mail",
  'We cannot send to Gmail',
  'Mail to our customers is rejected',
  'Mails to our provider are refused',
  'our customers cannot reach their own mailboxes',
  "I don't receive a confirmation",
  "I think they don't receive mail",
  'someone is sending spam from another account',
  'Ich habe heute nicht mehr als 10 Mails verschickt',
  'Ich habe die Meldung: Nachricht nicht gesendet',
  'Meine Mail wurde nicht gesendet',
  'Die Kunden bekommen unsere Mails nicht',
  'Kunden schicken uns diesen Fehler, wenn wir ihnen schreiben',
  'Wenn ich an meine Tante schreibe, bekomme ich',
  'Wir haben nicht so viele Mails verschickt',
  'Ich habe noch nie an diese Adresse geschrieben und bekomme Greylisting',
  "Je n'ai pas envoyé plus de 10 mails aujourd'hui",
  'Mes clients ne reçoivent pas mes mails',
  "Les clients nous disent qu'ils ne reçoivent pas nos messages",
  'No he enviado más de 10 correos hoy',
  'Los clientes no reciben mis correos',
  'Non ho inviato più di 10 mail',
  'I clienti mi scrivono che non ricevono le mie mail',
  'Não enviei mais de 10 e-mails',
  'Meus clientes não recebem meus e-mails',
  'Ik heb niet meer dan 10 mails verstuurd',
  'Klanten ontvangen onze mails niet',
  'Nie wysłałem więcej niż 10 maili',
  'Klienci nie dostają moich maili',
  'Я не отправлял больше 10 писем',
  'Клиенты не получают наши письма',
  'mail from me to us government addresses is rejected',
  'When I send a mail to my own address at Gmail it bounces',
  'I get this for mails to my Gmail account',
  'My boss forwarded me this: mailbox full',
  'I did not get this before',
  'I wrote to them and they did not receive this',
  'Nobody can reach this server, can you tell us why',
  'Please send us mail at help@example.org if you have questions 550',
  'When users send through our server they get 550 relay denied',
  'if you want to mail us call postmaster 550',
  "I don't receive the mail notification: 550",
  'I cannot receive emails from my Nextcloud: 550',
  'We never sent this, people who write to us say 550',
];

test.each(Object.entries(said).flatMap(([who, texts]) => texts.map((text) => [who, text] as const)))(
  '%s: %s',
  (who, text) => {
    expect(asker(text)).toBe(who);
  },
);

test.each(unclear)('nothing is heard in: %s', (text) => {
  expect(asker(text)).toBeUndefined();
});

test('each sample tells its own fact alone, and no refusal tells one', () => {
  const samples = Object.entries(file).flatMap(([fact, raw]) =>
    (raw as { readonly samples: readonly string[] }).samples.map((sample) => [fact, sample] as const),
  );
  const wrong = samples.filter(([fact, sample]) => {
    const heard = asker(sample);
    const own =
      fact.startsWith('asker/') && fact !== 'asker/sends'
        ? fact.slice('asker/'.length).replace('cannot-receive', 'receives')
        : undefined;
    return heard !== own;
  });
  expect(wrong).toEqual([]);
});
