import { describe, expect, test } from 'vitest';
import { readBounce } from './index.ts';
import { sampleMessage } from './sample-messages.ts';

const read = (from: string, subject: string, body: readonly string[]) =>
  readBounce(sampleMessage({ From: from, To: 'anna@example.com', Subject: subject }, body));

describe('a filter that tells the sender of a virus, and that nothing was delivered', () => {
  test.each<readonly [name: string, from: string, subject: string, body: readonly string[]]>([
    [
      'amavisd-new',
      '"Content-filter at mx.example.org" <postmaster@mx.example.org>',
      'VIRUS (W32/Netsky.P@mm) IN MAIL FROM YOU',
      [
        'V I R U S    A L E R T',
        '',
        'Our content checker found',
        '    virus: W32/Netsky.P@mm',
        'in email presumably from you (<anna@example.com>), to the following recipient:',
        '-> bob@example.org',
        '',
        'Delivery of the email was stopped!',
      ],
    ],
    [
      'Symantec',
      'SAVSMTP <nobody@example.org>',
      'Virus found in a message you sent',
      [
        'Symantec AntiVirus found a virus in an attachment you (anna@example.com) sent to bob@example.org.',
        '',
        'Action taken:  Deleted',
      ],
    ],
    [
      'ScanMail',
      'administrator@example.org',
      'ScanMail Message: To Sender, sensitive content found and action taken.',
      [
        'Trend Micro SMEX Content Filter has detected sensitive content.',
        '',
        'Place = bob@example.org; ; ;',
        'Sender = anna@example.com',
        'Action on this mail = Delete message',
      ],
    ],
    [
      'an own checker',
      'virusalert@example.org',
      'FOUND VIRUS IN MAIL from <anna@example.com> to <bob@example.org>',
      [
        'Our viruschecker found a VIRUS in your email to "<bob@example.org>".',
        'We stopped delivery of this email!',
      ],
    ],
  ])('%s', (_, from, subject, body) => {
    const { kind, recipients } = read(from, subject, body);
    expect(kind).toBe('bounce');
    expect(recipients).toMatchObject([{ recipient: 'bob@example.org' }]);
  });

  test('news of viruses stopped nothing of yours', () => {
    const { kind } = read('Security Weekly <news@security.example>', 'Virus alert: W32/Netsky in the wild', [
      'this week a virus was found in many mails. Our scanner stopped delivery of 20,000 mails.',
      'Check your system for viruses. Read more at https://security.example/',
    ]);
    expect(kind).toBe('not-a-bounce');
  });
});
