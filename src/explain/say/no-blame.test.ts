/** Nobody's side is accused before it is known, and nothing is said that cannot be known. */
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../main/services.ts';
import { data, explained, idsOf, said } from '../testing.ts';

const german = catalogueOf(data, 'de');
const postfix = (relay: string, words: string): string =>
  `Jun  5 11:02:10 srv postfix/smtp[3031]: 8C2F61A0: to=<lisa@example.net>, relay=${relay}, delay=1.1, dsn=4.4.1, status=deferred (${words})`;
const UNTRUSTED = 'certificate verification failed for mx.example.net[192.0.2.25]:25: untrusted issuer';

describe('a connection that did not come about', () => {
  test.each([
    ['a time-out', postfix('none', 'connect to mx.example.net[192.0.2.25]:25: Connection timed out')],
    ['a refusal', postfix('none', 'connect to mx.example.net[192.0.2.25]:25: Connection refused')],
    [
      'DNS',
      postfix(
        'none',
        'Host or domain name not found. Name service error for name=example.net type=MX: Host not found, try again',
      ),
    ],
  ])('%s accuses nobody', async (_, text) => {
    const [english, other] = [await said(text), await said(text, german)];
    expect(english.tell).toContain('On which side the fault is');
    expect(english.tell).not.toMatch(/your mail server (?:does|did) not answer|tell your administrator/i);
    expect(other.tell).toContain('Auf welcher Seite');
    expect(english.fine).toBe('');
  });
});

describe('a policy of one’s own', () => {
  test('DANE only, for a domain without', async () => {
    const text = postfix('none', 'non DNSSEC destination').replace('4.4.1', '4.7.5');
    const verdict = await explained(text);
    expect(idsOf(verdict)[0]).toBe('tls/dane-policy');
    expect(verdict.actor).toBe('sender-ip');
    for (const id of ['tls/update', 'ask/fix-certificate']) expect(idsOf(verdict)).not.toContain(id);
    expect((await said(text)).tell).not.toContain('administrator');
  });

  test('a TLSA record that does not fit is theirs', async () => {
    const text = postfix(
      'mx.example.net[192.0.2.25]:25',
      'Server certificate not trusted: TLSA record does not match',
    );
    expect(idsOf(await explained(text))).not.toContain('tls/dane-policy');
  });

  test.each([
    [
      'a root that everybody has',
      `${UNTRUSTED} /C=US/O=Internet Security Research Group/CN=ISRG Root X1`,
      true,
    ],
    ['one that nobody knows', `${UNTRUSTED} /C=DE/O=Beispiel/CN=Beispiel Root`, false],
    [
      'a certificate that expired',
      'certificate verification failed for mx.example.net[192.0.2.25]:25: certificate has expired',
      false,
    ],
  ])('the issuer is %s', async (_, words, isOurs) => {
    const verdict = await explained(postfix('mx.example.net[192.0.2.25]:25', words));
    expect(verdict.category).toBe('tls.failed');
    expect(idsOf(verdict).includes('tls/roots')).toBe(isOurs);
    expect(idsOf(verdict).includes('ask/fix-certificate')).toBe(!isOurs);
  });
});

describe('the recipient’s address', () => {
  test.each([
    ['a login', '535 5.7.8 Error: authentication failed'],
    ['a relay that does not know the domain', '554 5.7.1 <lisa@example.net>: Relay access denied'],
    [
      'a time limit',
      postfix(
        'none',
        'delivery temporarily suspended: connect to mx.example.net[192.0.2.25]:25: Connection timed out',
      ),
    ],
  ])('is not spoken of: %s', async (_, text) => {
    expect((await said(text)).fine).toBe('');
  });

  test('is nowhere said to be in order by who did not judge it, nor is the own side', async () => {
    for (const text of [
      '451 Temporary failure',
      '550 5.7.1 Message rejected as spam',
      '550 5.7.1 Access denied',
    ])
      expect((await said(text)).fine).toBe("Nothing here speaks against the recipient's address.");
  });

  test('works where it answers by itself', async () => {
    const answer =
      'From: a@example.org\nTo: b@example.org\nSubject: Out of office: hello\nAuto-Submitted: auto-replied\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nI am away.\n';
    expect((await said(answer)).fine).toBe("The recipient's address takes mail.");
  });
});

test('spam is not to be sent again in another form, nor another port tried', async () => {
  const view = await said('550 5.7.1 Message rejected as spam');
  expect(view.tell).not.toMatch(/another form|send it again/);
  expect((await said('554 5.7.1 Rejected by policy')).avoid.join(' ')).not.toContain('port');
});
