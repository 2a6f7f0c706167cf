import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoneResolver } from '../../gather/dns/testing.ts';
import { verifyArc } from '../../gather/mail-auth/arc.ts';
import { relaxedBody, relaxedField } from './relaxed.ts';
import { type SealRequest, sealMessage } from './seal.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const pem = (key: typeof rsa.privateKey) => String(key.export({ type: 'pkcs8', format: 'pem' }));
const der = (key: typeof rsa.publicKey) => key.export({ type: 'spki', format: 'der' });
const zone = {
  'r._domainkey.example.org': { TXT: [`v=DKIM1; p=${der(rsa.publicKey).toString('base64')}`] },
  'e._domainkey.example.org': {
    TXT: [`v=DKIM1; k=ed25519; p=${der(ed.publicKey).subarray(-32).toString('base64')}`],
  },
};
const resolver = zoneResolver(zone);
const mail =
  'From: a@example.org\r\nTo: b@example.com\r\nSubject:  one \r\n two\r\n\r\nHello  \r\n there\r\n\r\n\r\n';

const request = (message: string, more: Partial<SealRequest> = {}): SealRequest => ({
  message: Buffer.from(message, 'latin1'),
  domain: 'example.org',
  selector: 'r',
  privateKey: pem(rsa.privateKey),
  authResults: 'mx.example.org; arc=none',
  chainStatus: 'none',
  signedFields: ['From', 'To', 'Subject', 'Date'],
  signedAt: 12_345,
  ...more,
});

function sealOnce(message: string, more: Partial<SealRequest> = {}): string {
  const made = sealMessage(request(message, more));
  if (!made.ok) throw new Error(made.problem.code);
  const { seal, signature, results } = made.value;
  return `${[seal, signature, results].join('\r\n')}\r\n${message}`;
}
const judge = async (message: string) => {
  const answer = await verifyArc(Buffer.from(message, 'latin1'), resolver);
  return answer.state === 'judged' ? answer.facts.result : answer.state;
};

describe('a sealed message validates', () => {
  test('with RSA and ed25519, through several hands', async () => {
    expect(await judge(mail)).toBe('none');
    const once = sealOnce(mail);
    expect(await judge(once)).toBe('pass');
    const key = { selector: 'e', privateKey: pem(ed.privateKey), chainStatus: 'pass' } as const;
    const twice = sealOnce(once, key);
    expect(await judge(twice)).toBe('pass');
    expect(await judge(sealOnce(twice, { chainStatus: 'pass' }))).toBe('pass');
  });

  test('and no longer once it was changed', async () => {
    const once = sealOnce(mail);
    expect(await judge(once.replace('Hello', 'Hullo'))).toBe('fail');
    expect(await judge(once.replace('b@example.com', 'c@example.com'))).toBe('fail');
    expect(await judge(once.replace('arc=none', 'arc=pass'))).toBe('fail');
  });

  test('a missing key fails, an unanswered question is for the caller to see', async () => {
    const once = Buffer.from(sealOnce(mail), 'latin1');
    expect(await verifyArc(once, zoneResolver({}))).toMatchObject({
      state: 'judged',
      facts: { result: 'fail' },
    });
  });
});

test.each<[string, string, Partial<SealRequest>]>([
  ['bad-status', mail, { chainStatus: 'pass' }],
  ['bad-status', sealOnce(mail), { chainStatus: 'none' }],
  ['chain-failed', sealOnce(sealOnce(mail), { chainStatus: 'fail' }), { chainStatus: 'fail' }],
  ['chain-full', `ARC-Seal: i=50; cv=pass; d=x.example; s=s; b=x\r\n${mail}`, { chainStatus: 'pass' }],
  ['bad-key', mail, { privateKey: 'nonsense' }],
])('%s: %#', (code, message, more) => {
  const made = sealMessage(request(message, more));
  expect(made.ok ? 'ok' : made.problem.code).toBe(code);
});

test('relaxed canonicalization (RFC 6376 §3.4.5)', () => {
  expect(['A: X\r\n', 'B : Y\t\r\n\tZ  \r\n'].map(relaxedField)).toEqual(['a:X', 'b:Y Z']);
  expect(relaxedBody(' C \r\nD \t E\r\n\r\n\r\n')).toBe(' C\r\nD E\r\n');
  expect(relaxedBody('\r\n\r\n')).toBe('');
  expect(relaxedBody('no end')).toBe('no end\r\n');
});

test('any message is sealed or refused without a throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const made = sealMessage(request(text, { selector: 'e', privateKey: pem(ed.privateKey) }));
      return typeof made.ok === 'boolean';
    }),
    { numRuns: 50 },
  );
});
