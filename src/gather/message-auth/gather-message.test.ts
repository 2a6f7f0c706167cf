import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sealMessage } from '../../wire/arc/index.ts';
import type { AuditContext } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherMessage } from './gather-message.ts';
import { selectorsOfMessage } from './selectors-of-message.ts';

const clock = { nowMs: () => Date.parse('2026-01-01T00:00:00Z'), monotonicMs: () => 0 };
const contextOf = (zone: Zone) => ({ resolver: zoneResolver(zone), clock }) as unknown as AuditContext;

/** RFC 8463 §A.3, signed by both keys of §A.2; verified to the last byte, it proves itself. */
const signed = [
  'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;',
  ' d=football.example.com; i=@football.example.com;',
  ' q=dns/txt; s=brisbane; t=1528637909; h=from : to :',
  ' subject : date : message-id : from : subject : date;',
  ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
  ' b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus',
  ' Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==',
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;',
  ' d=football.example.com; i=@football.example.com;',
  ' q=dns/txt; s=test; t=1528637909; h=from : to : subject :',
  ' date : message-id : from : subject : date;',
  ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
  ' b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3',
  ' DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz',
  ' dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=',
  'From: Joe SixPack <joe@football.example.com>',
  'To: Suzie Q <suzie@shopping.example.net>',
  'Subject: Is dinner ready?',
  'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)',
  'Message-ID: <20030712040037.46341.5F8J@football.example.com>',
  '',
  'Hi.',
  '',
  'We lost the game.  Are you hungry yet?',
  '',
  'Joe.',
  '',
].join('\r\n');
const keys: Zone = {
  'brisbane._domainkey.football.example.com': {
    TXT: ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
  },
  'test._domainkey.football.example.com': {
    TXT: [
      'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
    ],
  },
  '_dmarc.football.example.com': { TXT: ['v=DMARC1; p=reject'] },
};
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a message', () => {
  test('of RFC 8463 passes with both signatures, and DMARC with them', async () => {
    const evidence = await gatherMessage(bytes(signed), contextOf(keys));
    expect(evidence.about).toMatchObject({ value: { kind: 'message' } });
    expect(evidence.dkim).toMatchObject({
      state: 'present',
      value: {
        signatures: [
          { selector: 'brisbane', result: 'pass', key: 'found' },
          { selector: 'test', result: 'pass', key: 'found' },
        ],
      },
    });
    expect(evidence.dmarc).toMatchObject({ value: { policy: 'reject', isDkimAligned: true } });
    expect(evidence.arc?.state).toBe('absent');
  });

  test('changed on its way fails', async () => {
    const { dkim } = await gatherMessage(bytes(signed.replace('We lost', 'We won')), contextOf(keys));
    expect(dkim).toMatchObject({ value: { signatures: [{ result: 'fail' }, { result: 'fail' }] } });
  });
});

describe('its ARC chain', () => {
  const pair = generateKeyPairSync('ed25519');
  const p = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
  const name = 'seal._domainkey.example.org';
  const made = sealMessage({
    message: bytes(signed),
    domain: 'example.org',
    selector: 'seal',
    privateKey: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    authResults: 'mx.example.org; arc=none; dkim=pass',
    chainStatus: 'none',
    signedFields: ['from', 'to', 'subject', 'dkim-signature'],
    signedAt: 1_700_000_000,
  });
  if (!made.ok) throw new Error(made.problem.code);
  const { seal, signature, results } = made.value;
  const sealed = `${[seal, signature, results].join('\r\n')}\r\n${signed}`;
  const zone: Zone = { ...keys, [name]: { TXT: [`v=DKIM1; k=ed25519; p=${p}`] } };

  test.each<[string, string, Zone, object]>([
    ['good', sealed, zone, { state: 'present', value: { result: 'pass', isLenient: false } }],
    ['changed', sealed.replace('We lost', 'We won'), zone, { value: { result: 'fail' } }],
    ['without its key', sealed, keys, { value: { result: 'fail' } }],
    [
      'its key not answered',
      sealed,
      { ...zone, [name]: 'TIMEOUT' },
      { state: 'unknown', why: { code: 'time-out' } },
    ],
  ])('%s', async (_, message, records, expected) => {
    expect((await gatherMessage(bytes(message), contextOf(records))).arc).toMatchObject(expected);
  });

  test('gives selectors, as the signatures do', () => {
    expect(selectorsOfMessage(bytes(sealed))).toEqual([
      { domain: 'football.example.com', selector: 'brisbane', origin: 'message' },
      { domain: 'football.example.com', selector: 'test', origin: 'message' },
      { domain: 'example.org', selector: 'seal', origin: 'message' },
    ]);
  });
});

test.each([
  'DKIM-Signature: d=example.org; s=a b',
  'DKIM-Signature: d=ex ample.org; s=a',
  'ARC-Seal: i=1; d=.; s=x',
])('what is no name gives no selector: %s', (field) => {
  expect(selectorsOfMessage(bytes(`${field}\r\n\r\n`))).toEqual([]);
});

test('any bytes are read without a throw', () => {
  fc.assert(fc.property(fc.uint8Array(), (raw) => Array.isArray(selectorsOfMessage(raw))));
});
