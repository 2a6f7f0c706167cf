import { describe, expect, test } from 'vitest';
import { opensAsAbsence, opensAsReport } from './report-opening.ts';

describe('the body of a report is known by how it opens', () => {
  test.each([
    ['Postfix', 'This is the mail system at host mx.example.net.\n\nI am sorry.\n<one@example.org>: blocked'],
    [
      'qmail',
      "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver.\n\n<one@example.org>:\nno",
    ],
    [
      'a greeting first',
      'Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\none@example.org: x',
    ],
    ['quoted', '> Delivery to the following recipient failed permanently:\n>\n>    one@example.org\n'],
    [
      'a sentence over two lines',
      'A message that you sent could\nnot be delivered to:\n\n  one@example.org\n    no',
    ],
    [
      'Outlook in German',
      "Ihre Nachricht hat einige Empfänger nicht erreicht.\n\n  'one@example.org' am 12.03.2014 10:01\n",
    ],
    ['Gmail in Japanese', '** アドレス不明 **\n\nメールは one@example.org に配信されませんでした。\n550 no'],
    ['a refusal of nobody', 'Your message could not be delivered.\n\nThe answer was: 550 5.7.1 blocked\n'],
    [
      'HTML on one line',
      '<html><head><style>p{}</style></head><body><p>Delivery has failed to:</p><p>one@example.org</p></body></html>',
    ],
  ])('%s', (_, text) => expect(opensAsReport(text)).toBe(true));

  test.each([
    ['one line', 'Delivery to the following recipient failed permanently: one@example.org'],
    [
      'a question',
      'What is this?\nThis is the mail system at host mx.example.net.\n<one@example.org>: blocked',
    ],
    [
      'what somebody got',
      'I get this back since today:\nYour message could not be delivered to one@example.org\n',
    ],
    ['what his users see', 'Our users see this.\nMail delivery failed for one@example.org\n550 no'],
    ['a reply', '550 5.1.1 User unknown\nSee https://example.org/help'],
    ['a sentence far below', `${'Lorem ipsum dolor.\n'.repeat(60)}It could not be delivered.\n`],
    ['nothing', ''],
    ['a parcel', 'Dear customer,\nyour parcel could not be delivered.\nCall us at desk@example.org.'],
    [
      'HTML of a shop',
      '<html><body><p>Your parcel could not be delivered.</p><p>See example.org</p></body></html>',
    ],
  ])('none is %s', (_, text) => expect(opensAsReport(text)).toBe(false));
});

describe('somebody who is away is known by his first words', () => {
  test.each([
    ['English', 'I am away from the office with no access to emails.\n\nThank you.', true],
    ['German', 'Guten Tag,\nich bin bis Montag nicht im Büro.', true],
    ['a refusal beside it', 'I am away.\nYour message could not be delivered to one@example.org', false],
    ['words far below', `${'Lorem ipsum dolor.\n'.repeat(30)}I am away.`, false],
    ['thanks alone', 'Thank you for your message.', false],
  ])('%s', (_, text, isAbsence) => expect(opensAsAbsence(text)).toBe(isAbsence));
});
