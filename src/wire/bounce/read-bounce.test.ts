import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';
import { sampleMessage } from './sample-messages.ts';

describe('the same refusal in many languages', () => {
  test.each([
    ['de', 'Unzustellbar: Hallo', 'Ihre Nachricht konnte nicht zugestellt werden an:'],
    ['fr', 'Non remis : Bonjour', "Votre message n'a pas pu être remis à :"],
    ['es', 'No se puede entregar: Hola', 'No se pudo entregar el mensaje a los siguientes destinatarios:'],
    ['pt', 'Falha na entrega', 'Não foi possível entregar a mensagem para:'],
    ['it', 'Mancato recapito', 'Non è stato possibile recapitare il messaggio a:'],
    ['nl', 'Onbestelbaar: Hallo', 'Uw bericht kan niet worden bezorgd bij:'],
    ['pl', 'Niedostarczalne: Witaj', 'Nie można dostarczyć wiadomości do:'],
    ['tr', 'Teslim edilemedi: Merhaba', 'İletiniz şu alıcılara teslim edilemedi:'],
    ['ru', 'Недоставленное сообщение', 'Ваше сообщение не было доставлено:'],
    ['ja', '配信不能: こんにちは', '次の宛先へのメッセージを配信できませんでした。'],
    ['zh', '系统退信', '您的邮件无法投递到以下地址：'],
  ])('%s', (_language, subject, sentence) => {
    const message = sampleMessage(
      { From: 'postmaster@example.org', Subject: subject, 'Content-Type': 'text/plain; charset=utf-8' },
      [sentence, '', 'one@example.org', '', '550 5.1.1 mailbox unknown'],
    );
    const report = readBounce(message);
    expect(report.kind).toBe('bounce');
    expect(report.recipients.map((r) => [r.recipient, r.replyCode])).toEqual([['one@example.org', 550]]);
  });
});

test('a report forwarded as an attachment is read', () => {
  const message = sampleMessage(
    {
      From: 'Person <person@example.org>',
      Subject: 'FW: what is this?',
      'Content-Type': 'multipart/mixed; boundary=m',
    },
    [
      '--m',
      'Content-Type: text/plain',
      '',
      'See attached.',
      '--m',
      'Content-Type: message/rfc822',
      '',
      'From: MAILER-DAEMON@mx.example.net',
      'Subject: failure notice',
      '',
      'Unable to deliver message to the following address:',
      '',
      '<one@example.org>:',
      '550 5.1.1 no such user',
      '--m--',
    ],
  );
  expect(readBounce(message)).toMatchObject({
    kind: 'bounce',
    recipients: [{ recipient: 'one@example.org', replyCode: 550 }],
  });
});

test('a report that names nobody gives the recipient of the reverse-path', () => {
  const fields = {
    From: 'MAILER-DAEMON@mx.example.net',
    To: 'bounces+one=example.org@example.com',
    Subject: 'failure notice',
  };
  expect(
    readBounce(sampleMessage(fields, ['Your message could not be delivered.'])).recipients[0]?.recipient,
  ).toBe('one@example.org');
});

test('the range of the diagnostic holds its words', () => {
  const message = sampleMessage({ From: 'MAILER-DAEMON@mx.example.net', Subject: 'failure notice' }, [
    'Unable to deliver message to the following address:',
    '',
    '<one@example.org>:',
    '550 5.1.1 no such user',
  ]);
  const range = readBounce(message).recipients[0]?.diagnosticRange;
  expect(new TextDecoder().decode(message.raw.subarray(range?.start, range?.end)).trim()).toBe(
    '550 5.1.1 no such user',
  );
});

test('a forwarded report is read', () => {
  const message = sampleMessage({ From: 'Person <person@example.org>', Subject: 'Fwd: Returned mail' }, [
    'Look at this.',
    '',
    'Begin forwarded message:',
    '',
    '> From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    '> Subject: Returned mail: User unknown',
    '>',
    '> Your message could not be delivered to the following address:',
    '>',
    '> <one@example.org>:',
    '> 550 5.1.1 no such user',
  ]);
  expect(readBounce(message)).toMatchObject({
    kind: 'bounce',
    recipients: [{ recipient: 'one@example.org', replyCode: 550 }],
  });
});
