import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { createToldReader, type MailboxProviders, wordingsOf } from './index.ts';

const file = readDataFolder('data')['told.toml'] ?? {};
const reader = createToldReader(file);
const providers: MailboxProviders = {
  ofAddress: (domain) => (domain === 'mail.example' ? 'mail' : undefined),
  ofHost: (host) => (host.endsWith('.mail.example') ? 'mail' : undefined),
  sendsForMany: (host) => host.endsWith('.mail.example'),
  receivesForMany: (host) => host.endsWith('.mail.example'),
  hidesBlocks: (domain) => domain === 'phone.example',
};
const told = (text: string) => reader.read({ text }, providers).facts;

const samples = Object.entries(file).flatMap(([fact, raw]) =>
  ((raw as { samples?: readonly string[] }).samples ?? []).map((sample) => [fact, sample] as const),
);

test.each(samples)('%s: %s', (fact, sample) => {
  expect(told(sample)).toContain(fact);
});

test('every fact with wordings has a sample, and every phrase can be read', () => {
  const sampled = new Set(samples.map(([fact]) => fact));
  expect(Object.keys(wordingsOf(file)).filter((fact) => !sampled.has(fact))).toEqual([]);
  expect(told('')).toEqual([]);
});

describe('what is told, and nothing else', () => {
  test.each<readonly [text: string, facts: readonly string[]]>([
    // Microsoft 5.7.515
    ['Spf= Fail , Dkim= Pass , DMARC= Pass', ['spf/fail', 'dkim/pass', 'dmarc/pass']],
    ['Spf= Pass , Dkim= Fail , DMARC= Pass', ['spf/pass', 'dkim/fail', 'dmarc/pass']],
    ['Spf= Pass , Dkim= Pass , DMARC= Fail', ['spf/pass', 'dkim/pass', 'dmarc/fail', 'dmarc/other-domain']],
    ['Spf= None , Dkim= None , DMARC= None', ['spf/none', 'dkim/none', 'dmarc/none']],
    // Google, Yahoo
    [
      'requires all senders to authenticate with either SPF or DKIM. Authentication results: DKIM = did not pass SPF [example.org] with ip: [2001:db8:1:2:3:4:5:6] = did not pass',
      ['dkim/fail', 'spf/fail'],
    ],
    [
      'Authentication results: DKIM = FAILURE - SPF example.org with ip 192.0.2.1 = FAILURE',
      ['dkim/fail', 'spf/fail'],
    ],
    ['DKIM = pass SPF [example.org] with ip: [192.0.2.1] = did not pass', ['dkim/pass', 'spf/fail']],
    // RFC 8601
    [
      'spf=pass smtp.mailfrom=example.net; dkim=none; dmarc=fail (p=REJECT dis=REJECT) header.from=example.org',
      ['spf/pass', 'dkim/none', 'dmarc/fail', 'dmarc/record', 'dmarc/other-domain'],
    ],
    ['dkim=fail reason="signature verification failed" (2048-bit key)', ['dkim/unverified', 'dkim/signed']],
    ['dkim=neutral (body hash did not verify)', ['dkim/changed', 'dkim/signed']],
    ['spf=temperror; dkim=pass', ['spf/temporary', 'dkim/pass', 'auth/temporary']],
    ['Spf= temperror , Dkim= Pass', ['spf/temporary', 'dkim/pass', 'auth/temporary']],
    ['DKIM = did not pass SPF [example.org] with ip: [192.0.2.1] = pass', ['dkim/fail', 'spf/pass']],
    // A moderator decides; a rejection that may come is none.
    [
      'Your mail to devel is being held. If the moderator does not act within 5 days the message is rejected.',
      ['list/held'],
    ],
    [
      'It awaits moderator approval. Messages that are not approved within a week are deleted automatically.',
      ['list/held'],
    ],
    ['It awaits moderator approval. It has not been rejected.', ['list/held']],
    ['Votre message retenu a été rejeté par le modérateur de la liste devel', []],
    [
      'Your message, which was held for approval because you are not a member of the list, was rejected by the moderator.',
      [],
    ],
    ['It was held for moderation, but it was not suitable for this list and has been rejected.', []],
    ['Ihre zurückgestellte Nachricht wurde vom Moderator gelöscht.', []],
    ['Your message was held until the moderator could see it. The moderator rejected it.', []],
    ...[
      'Your mail is being held until the list moderator can review it. Messages will be held for 5 days and then discarded.',
      'It awaits moderator approval. Held messages are kept for 7 days and will then be automatically discarded.',
      'Ihre Nachricht wartet auf die Freigabe durch den Moderator. Sie wird nach 7 Tagen automatisch gelöscht.',
      'Votre message est en attente de modération. Il sera automatiquement supprimé après 7 jours.',
      'Votre message est en attente de modération. Vous saurez s’il a été accepté ou rejeté.',
      'It awaits moderator approval. You will be told whether it was accepted or rejected.',
      'It awaits moderator approval. You will get a mail when it has been approved or rejected.',
      'It awaits moderator approval. It will be sent or rejected soon.',
      'It awaits moderator approval. Messages not approved within 3 days are rejected.',
      'It awaits moderator approval. It was not rejected.',
      'Su mensaje fue retenido para el moderador. No ha sido rechazado.',
    ].map((text) => [text, ['list/held']] as const),
    // Logging in.
    [
      '535 5.7.8 Basic authentication is disabled for your account, please use an application-specific password',
      ['login/app-password'],
    ],
    ['454 4.7.0 Too many login attempts, please try again later.', ['login/too-often']],
    ['421 4.7.0 Too many failed login attempts', ['login/locked']],
    [
      'SASL authentication failed; cannot authenticate to server smtp.relay.example[192.0.2.1]: generic failure',
      ['login/mechanism'],
    ],
    // No mechanism is blamed, or neither of two.
    ['Gmail requires all senders to authenticate with either SPF or DKIM.', []],
    ['To best protect our users from spam, the message has been blocked.', []],
    ['550 5.7.20 No valid DKIM signature found', []],
    ['550 DKIM signature missing or invalid DKIM signature', []],
    ['450 Temporary failure, please try again', []],
  ])('%s', (text, facts) => {
    expect([...told(text)].sort()).toEqual([...facts].sort());
  });

  test.each<readonly [why: string, facts: Parameters<typeof reader.read>[0], expected: readonly string[]]>([
    [
      'From of a provider',
      { text: '', headerFrom: 'x@mail.example', sender: 'b@example.org' },
      ['from/mail-provider'],
    ],
    [
      'MAIL FROM of a provider',
      { text: '', sender: 'x@mail.example', headerFrom: 'a@example.org' },
      ['envelope/mail-provider'],
    ],
    [
      'one stands in for the other',
      { text: '', sender: 'x@mail.example' },
      ['envelope/mail-provider', 'from/mail-provider'],
    ],
    [
      'sent by its own server',
      { text: '', sender: 'x@mail.example', reportingHost: 'out.mail.example' },
      ['path/by-provider'],
    ],
    [
      'rewritten by a forwarder',
      { text: '', sender: 'SRS0=ab=cd=example.org=x@example.net' },
      ['path/forwarded'],
    ],
    ['expanded on the way', { text: '', expandedFrom: 'a@example.org' }, ['path/forwarded']],
    ['sent by a list', { text: '', sender: 'list-bounces+x=example.org@example.net' }, ['path/list']],
  ])('%s', (_why, facts, expected) => {
    expect([...reader.read(facts, providers).facts].sort()).toEqual(expected);
  });
});

test('a fact that nobody knows is refused', () => {
  expect(() => wordingsOf({ 'spf/nonsense': { phrases: [] } })).toThrow(/spf\/nonsense/);
});

test('never throws, and the time is linear in a text of any kind', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Array.isArray(told(text))).toBe(true);
    }),
  );
  const start = performance.now();
  for (const piece of ['spf = ', 'dkim ', 'spf spf pass', 'no valid dkim '])
    for (let i = 0; i < 5; i++) told(piece.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(2000);
});
