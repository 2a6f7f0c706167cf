import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eximStep, postfixStep, sendmailStep } from './own-step.ts';

const POSTFIX: readonly (readonly [
  program: string,
  relay: string,
  text: string,
  step: string | undefined,
])[] = [
  ['postfix/local', 'local', 'unknown user: "clerk"', 'delivery'],
  ['postfix/virtual', 'virtual', 'unknown user: "clerk@example.org"', 'delivery'],
  ['postfix/pipe', 'dovecot', 'temporary failure. Command output: lda: Fatal', 'delivery'],
  [
    'postfix/lmtp',
    'mx.example.org[private/dovecot-lmtp]',
    'host … said: 552 5.2.2 Quota exceeded',
    'delivery',
  ],
  ['postfix/lmtp', 'none', 'connect to mx.example.org[private/dovecot-lmtp]: Connection refused', 'delivery'],
  ['postfix/lmtp', 'mail.example.org[192.0.2.1]:24', 'host … said: 550 5.1.1 User unknown', undefined],
  ['postfix/lmtp', '172.19.0.7[172.19.0.7]:2525', 'host … said: 550 5.1.1 User unknown', 'delivery'],
  ['postfix/lmtp', 'dovecot[fd00::7]:24', 'host … said: 552 5.2.2 Quota exceeded', 'delivery'],
  ['postfix/lmtp', 'none', 'connect to 172.20.0.6[172.20.0.6]:2525: Connection refused', 'delivery'],
  [
    'postfix/lmtp',
    'none',
    'Host or domain name not found. Name service error for name=dovecot type=AAAA: Host not found',
    'delivery',
  ],
  ['postfix/smtp', '172.19.0.7[172.19.0.7]:25', 'host … said: 550 5.7.1 no', undefined],
  [
    'postfix/lmtp',
    'none',
    'Host or domain name not found. Name service error for name=mx.example.net type=A: Host not found',
    'delivery',
  ],
  ['postfix/error', 'none', 'mail transport unavailable', 'delivery'],
  ['postfix/qmgr', 'none', 'mail transport unavailable', 'delivery'],
  ['postfix/qmgr', '', 'connect to transport private/lmtp: No such file or directory', 'delivery'],
  [
    'postfix/lmtp',
    '127.0.0.1[127.0.0.1]:10024',
    'host 127.0.0.1[127.0.0.1] said: 554 5.7.1 Rejected',
    'filter',
  ],
  ['postfix/lmtp', 'localhost[127.0.0.1]:24', 'host localhost[127.0.0.1] said: 550 5.1.1 no', 'delivery'],
  [
    'postfix/error',
    'none',
    'delivery temporarily suspended: connect to mx.example.net[192.0.2.2]:25: timed out',
    undefined,
  ],
  [
    'postfix/smtp',
    '127.0.0.1[127.0.0.1]:10024',
    'host 127.0.0.1[127.0.0.1] said: 554 5.7.0 Reject',
    'filter',
  ],
  ['postfix/smtp', 'none', 'connect to 127.0.0.1[127.0.0.1]:10024: Connection refused', 'filter'],
  ['postfix/smtp', 'none', 'connect to mx.example.net[192.0.2.2]:25: Connection timed out', undefined],
  [
    'postfix/smtp',
    'mx.example.net[127.0.0.1]:2525',
    'host mx.example.net[127.0.0.1] said: 550 no',
    undefined,
  ],
  ['postfix/smtp', 'mx.example.net[192.0.2.2]:25', 'host mx.example.net[192.0.2.2] said: 550 no', undefined],
  [
    'postfix/smtp',
    'none',
    'Host or domain name not found. Name service error for name=example.net',
    undefined,
  ],
  ['postfix/smtp', 'none', 'mail for example.org loops back to myself', 'delivery'],
  ['postfix/smtp', 'localhost.localdomain[127.0.0.1]:10024', 'host … said: 554 5.7.0 no', 'filter'],
  ['postfix/smtp', 'ip6-localhost[::1]:10024', 'host … said: 554 5.7.0 no', 'filter'],
  ['postfix/smtp', 'LOCALHOST[127.0.0.1]:10024', 'host … said: 554 5.7.0 no', 'filter'],
  ['postfix/smtp', 'none', 'connect to localhost6.localdomain6[::1]:10024: Connection refused', 'filter'],
  ['postfix/lmtp', 'localhost4[127.0.0.1]:24', 'host … said: 550 5.1.1 no', 'delivery'],
  ['postfix/smtp', 'localhost.localdomain[203.0.113.44]:25', 'host … said: 554 5.7.0 no', undefined],
  ['postfix/smtp', 'localhost.localdomain.example.net[127.0.0.1]:25', 'host … said: 550 no', undefined],
  ['postfix/smtp', '127.0.0.1.evil.example[203.0.113.44]:25', 'host … said: 554 5.7.0 no', undefined],
  ['postfix/lmtp', 'localhost.example.net[203.0.113.44]:24', 'host … said: 550 5.1.1 no', undefined],
];

test.each(POSTFIX)('Postfix %s, relay=%s, %s', (program, relay, text, step) => {
  expect(postfixStep(program, relay, text)).toBe(step);
});

test.each([
  ['local_delivery', false, 'delivery'],
  ['dovecot_lmtp', false, 'delivery'],
  ['virtual_userdelivery', false, 'delivery'],
  ['address_pipe', false, 'delivery'],
  ['remote_smtp', false, undefined],
  ['dkim_remote_smtp', false, undefined],
  ['local_delivery', true, undefined],
  [undefined, false, undefined],
])('Exim T=%s, another host: %s', (transport, hasHost, step) => {
  expect(eximStep(transport, hasHost)).toBe(step);
});

test.each([
  ['local', 'delivery'],
  ['prog', 'delivery'],
  ['*file*', 'delivery'],
  ['esmtp', undefined],
  ['relay', undefined],
  [undefined, undefined],
])('sendmail mailer=%s', (mailer, step) => {
  expect(sendmailStep(mailer)).toBe(step);
});

const piece = fc.constantFrom(
  '127.0.0.1',
  '::1',
  'localhost',
  'private/',
  'mx.example.net',
  '192.0.2.1',
  '[',
  ']',
  ':',
  '24',
  'connect to ',
  'delivery temporarily suspended: ',
);
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
);
const PROGRAMS = ['postfix/smtp', 'postfix/lmtp', 'relay/smtp', ''] as const;

test('an address of nobody here makes no step of ours, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PROGRAMS), anything, (program, text) => {
      const relay = `mx.example.net[192.0.2.1]:25${text}`;
      expect(postfixStep(program, relay, 'host mx.example.net[192.0.2.1] said: 550 no')).toBeUndefined();
    }),
  );
});

test('any text is one of the steps or none', () => {
  fc.assert(
    fc.property(anything, anything, anything, (program, relay, text) => {
      expect(['delivery', 'filter', undefined]).toContain(postfixStep(program, relay, text));
      expect(['delivery', undefined]).toContain(eximStep(relay, false));
      expect(['delivery', undefined]).toContain(sendmailStep(program, relay));
    }),
  );
});
