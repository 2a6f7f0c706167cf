/** Passwords that stand in pasted text, and what only looks like one. Texts composed for this test. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../main/services.ts';
import { holdsPassword, withoutPasswords } from './holds-password.ts';
import { readArrivals } from './read-arrivals.ts';
import { data, said, texts } from './testing.ts';

const plain = Buffer.from('\0me@example.org\0s3cret!').toString('base64');

describe('a password', () => {
  test.each([
    `AUTH PLAIN ${plain}\n535 5.7.0 authentication failed`,
    `C: AUTH PLAIN ${plain}`,
    `334 UGFzc3dvcmQ6\n${Buffer.from('s3cret!').toString('base64')}\n535 5.7.8 Error`,
    ` <-  334 UGFzc3dvcmQ6\n -> ${Buffer.from('s3cret!').toString('base64')}\n`,
    'swaks --to a@example.org --auth LOGIN --auth-user me --auth-password s3cret! --server mail.example.org',
    'MAILER_DSN=smtp://me%40example.org:s3cret!@mail.example.org:587',
    "auth: { user: 'me@example.org', pass: 's3cret!' }",
    '$mail->Password = "s3cret!";',
    "'EMAIL_HOST_PASSWORD': 's3cret!'",
    'MAIL_MAILER=smtp\nMAIL_PASSWORD=hunter22secret\nMAIL_ENCRYPTION=tls',
    'smtp:\n  username: me\n  password: hunter22secret\n',
    'smtp_pass: "abcd efgh ijkl mnop"',
  ])('%s', (text) => {
    expect(holdsPassword(text)).toBe(true);
  });
});

describe('none', () => {
  test.each([
    '250-AUTH LOGIN PLAIN\n250 HELP',
    '250-AUTH PLAIN LOGIN XOAUTH2 CRAM-MD5',
    'AUTH PLAIN ********\n535 5.7.8 Error: authentication failed',
    'AUTH PLAIN AG1lQGV4...\n535',
    `AUTH PLAIN ${Buffer.from('\0me@example.org\0********').toString('base64')}`,
    'AUTH XOAUTH2 dXNlcj1tZUBleGFtcGxlLm9yZwFhdXRoPUJlYXJlcg==',
    '334 UGFzc3dvcmQ6\n********\n535 5.7.8 Error',
    '334 UGFzc3dvcmQ6\n535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
    "auth: { user: 'me@example.org', pass: process.env.SMTP_PASS }",
    "pass: 'your_password'",
    'MAIL_PASSWORD=your_password',
    'MAIL_PASSWORD=\nMAIL_PORT=587',
    'password: $SMTP_PASSWORD',
    'Error: password: mismatch',
    'password: "mismatch"',
    "password: 'wrong password or user'",
    "Password: 'must be changed'",
    'Password: required\n',
    '535 5.7.8 bad password: authentication failed',
    'Password = "<password>";',
    "password: '*****'",
    'SASL LOGIN authentication failed: Password: "authentication failure"'.replace(
      '"authentication failure"',
      'wrong',
    ),
    '535 5.7.8 Username and Password not accepted',
    'https://example.org/path:part@2',
    'swaks --auth-password "$PASS"',
  ])('%s', (text) => {
    expect(holdsPassword(text)).toBe(false);
  });
});

test('it is said once and not shown', async () => {
  const text = `EHLO pc\n250-AUTH LOGIN PLAIN\n250 HELP\nAUTH PLAIN ${plain}\n535 5.7.0 authentication failed`;
  for (const language of [texts, catalogueOf(data, 'de')]) {
    const view = await said(text, language);
    expect(view.avoid.filter((line) => line === language.ui('password.avoid'))).toHaveLength(1);
    expect(JSON.stringify(view)).not.toContain(plain);
  }
  const two = `${text}\n\nAnother day:\n\n550 5.1.1 <a@example.org>: User unknown`;
  const read = [...readArrivals(Buffer.from(two))].flatMap((one) => (one.ok ? one.value.refusals : []));
  expect(read.filter(({ facts }) => facts.isBesidePassword === true)).toHaveLength(1);
});

test('where there is none, nothing is said of it', async () => {
  const { avoid } = await said('535 5.7.8 Username and Password not accepted');
  expect(avoid).not.toContain(texts.ui('password.avoid'));
});

test('blanked, and nothing else', () => {
  expect(withoutPasswords('pass: "ann1" for ann1 and joann12 $&')).toBe('pass: "***" for *** and joann12 $&');
  expect(withoutPasswords('535 Password not accepted')).toBe('535 Password not accepted');
  expect(withoutPasswords('not so+[1', 'password="so+[1"')).toBe('not ***');
});

test('any text', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => typeof withoutPasswords(text) === 'string'));

  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => typeof holdsPassword(text) === 'boolean'));
});
