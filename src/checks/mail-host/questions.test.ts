import { describe, expect, test } from 'vitest';
import type { HostReplies, SmugglingTry } from '../../findings/facts/mail-host.ts';
import { nullSender } from './null-sender.ts';
import { openRelay } from './open-relay.ts';
import { postmaster } from './postmaster.ts';
import { smuggling } from './smuggling.ts';
import { closed, findingsOf, mx, said, submission } from './testing.ts';
import { vrfy } from './vrfy.ts';

const ok = '250 2.1.5 Ok';
const unknownUser = '550 5.1.1 <waypost-test-nobody>: User unknown';

describe('open relay', () => {
  test.each<[string, HostReplies, string]>([
    ['refused', { relay: '554 5.7.1 <relay-test@example.com>: Relay access denied' }, 'pass refused'],
    [
      'refused for now, as Postfix does first',
      { relay: '454 4.7.1 <relay-test@example.com>: Relay access denied' },
      'pass refused',
    ],
    ['asked to log in', { 'relay-null-sender': '530 5.7.0 Authentication required' }, 'pass refused'],
    ['refused in other words', { relay: '550 we do not do that' }, 'pass refused'],
    ['refused by Exim', { relay: '550 relay not permitted' }, 'pass refused'],
    ['taken', { relay: ok }, 'fail open'],
    ['taken from the null sender', { relay: '550 no', 'relay-null-sender': '250 ok' }, 'fail open'],
    ['taken to be forwarded', { relay: '550 no', 'relay-source-route': '251 will forward' }, 'fail open'],
    [
      'taken from who pretends to be of the house',
      { relay: '550 relay no', 'relay-own-sender': ok },
      'fail open-to-own-senders',
    ],
    [
      'a way round',
      { relay: '550 relay no', 'relay-percent': ok, 'rcpt-unknown': unknownUser },
      'fail rewrites',
    ],
    [
      'every local part is taken',
      { relay: '550 relay no', 'relay-percent': ok, 'rcpt-unknown': ok },
      'pass refused',
    ],
    [
      'the foreign domain takes no mail',
      { relay: '556 5.1.10 Domain example.com does not accept mail (nullMX)' },
      'unknown not-telling',
    ],
    [
      'the sender takes no mail',
      { relay: '550 5.7.27 Domain example.org does not accept mail (nullMX)' },
      'unknown not-telling',
    ],
    [
      'we are listed',
      { relay: '554 5.7.1 Client host blocked using zen.spamhaus.org' },
      'unknown not-telling',
    ],
    ['later', { relay: '450 4.2.0 Greylisted' }, 'unknown not-telling'],
    ['no answer', {}, 'unknown no-answer'],
    // Its own words must not be taken for the host's.
    [
      'only our address speaks of a relay',
      { relay: '450 4.2.0 <relay-test@example.com>: Greylisted' },
      'unknown not-telling',
    ],
  ])('%s', (_, replies, expected) => {
    expect(said(openRelay, [{ ...mx, replies }])).toEqual([expected]);
  });

  test('from its own network it may be meant so', () => {
    expect(said(openRelay, [{ ...mx, isOwnNetwork: true, replies: { relay: ok } }])).toEqual([
      'unknown own-network',
    ]);
  });

  test('ways and reply are told, and the setting that closes it', () => {
    const [finding] = findingsOf(openRelay, [{ ...mx, replies: { relay: ok, 'relay-source-route': ok } }]);
    expect(finding?.data).toMatchObject({ ways: ['relay', 'relay-source-route'], reply: ok });
    expect(finding?.fixes[0]).toMatchObject({ kind: 'setting', key: 'smtpd_relay_restrictions' });
  });

  test('a port of submission that wants a login for its own mail relays for nobody', () => {
    expect(said(openRelay, [submission])).toEqual(['pass refused']);
    expect(said(openRelay, [{ ...submission, replies: {} }])).toEqual(['unknown no-answer']);
  });

  test('a port of submission that relays is as bad', () => {
    expect(said(openRelay, [{ ...submission, replies: { relay: ok } }])).toEqual(['fail open']);
  });
});

test.each<[string, HostReplies, string]>([
  ['says nothing to both', { 'vrfy-postmaster': '252 ?', 'vrfy-unknown': '252 ?' }, 'pass tells-nothing'],
  [
    'does not know the command',
    { 'vrfy-postmaster': '502 no', 'vrfy-unknown': '502 no' },
    'pass tells-nothing',
  ],
  ['refuses both', { 'vrfy-postmaster': '550 no', 'vrfy-unknown': '550 no' }, 'pass tells-nothing'],
  [
    'tells them apart',
    { 'vrfy-postmaster': '252 2.0.0 postmaster', 'vrfy-unknown': unknownUser },
    'fail tells',
  ],
  ['tells a mailbox', { 'vrfy-postmaster': '250 <a@example.org>', 'vrfy-unknown': '550 no' }, 'fail tells'],
  ['says yes to all', { 'vrfy-postmaster': ok, 'vrfy-unknown': ok }, 'fail confirms-anything'],
  [
    'expands lists',
    { 'vrfy-postmaster': '252 ?', 'vrfy-unknown': '252 ?', expn: '250 <a@example.org>' },
    'fail expands',
  ],
  ['hangs up', { 'vrfy-postmaster': '252 ?' }, 'unknown no-answer'],
])('VRFY %s', (_, replies, expected) => {
  expect(said(vrfy, [{ ...mx, replies }])).toEqual([expected]);
});

test.each([
  [ok, 'pass taken'],
  ['550 5.7.1 Null sender not allowed', 'fail refused'],
  ['450 4.7.1 Later', 'unknown deferred'],
  ['554 5.7.1 blocked using a list', 'unknown deferred'],
])('the null sender gets %s', (reply, expected) => {
  expect(said(nullSender, [{ ...mx, replies: { 'mail-null': reply } }])).toEqual([expected]);
});

describe('postmaster', () => {
  test.each<[string, HostReplies, string[]]>([
    ['taken', { 'rcpt-postmaster-domain': ok }, ['pass taken']],
    ['refused', { 'rcpt-postmaster-domain': unknownUser, 'rcpt-postmaster': ok }, ['fail refused']],
    ['greylisted', { 'rcpt-postmaster-domain': '450 4.2.0 Greylisted' }, ['unknown deferred']],
    ['we are listed', { 'rcpt-postmaster-domain': '554 5.7.1 blocked' }, ['unknown deferred']],
    ['not asked', {}, []],
  ])('%s', (_, replies, expected) => {
    expect(said(postmaster, [{ ...mx, replies }])).toEqual(expected);
  });

  test('of a host whose domains are not known only the bare name is asked', () => {
    const { postmaster: _, ...bare } = mx;
    const judge = (reply: string) => said(postmaster, [{ ...bare, replies: { 'rcpt-postmaster': reply } }]);
    expect(judge(ok)).toEqual(['pass bare-taken']);
    expect(judge(unknownUser)).toEqual(['unknown domain-not-known']);
  });
});

describe('end-of-data sequences', () => {
  const tried = (...results: SmugglingTry['result'][]) => ({
    smuggling: {
      server: '192.0.2.1:25',
      tries: results.map((result, i) => ({ sequence: `<${i}>`, result, reply: '250 ok' })),
    },
  });
  test.each([
    ['kept together', tried('kept', 'refused'), 'pass keeps-together'],
    ['ended early', tried('kept', 'ended', 'unknown'), 'fail ends-early'],
    ['not all tried', tried('kept', 'unknown'), 'unknown not-tried'],
    ['none tried', tried(), 'unknown not-tried'],
  ])('%s', (_, facts, expected) => {
    expect(said(smuggling, [mx], facts)).toEqual([expected]);
  });

  test('nothing is said where it was not asked for', () => {
    expect(said(smuggling, [mx])).toEqual([]);
  });

  test('the sequences are named', () => {
    expect(findingsOf(smuggling, [mx], tried('kept', 'ended', 'ended'))[0]?.data['ended']).toEqual([
      '<1>',
      '<2>',
    ]);
  });
});

test('a closed port answers no question', () => {
  for (const check of [openRelay, vrfy, nullSender, postmaster])
    expect(said(check, [closed(mx)])).toEqual([]);
});
