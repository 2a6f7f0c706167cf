import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import { authMechanismsOffered } from './auth-mechanisms.ts';
import { authNeedsTls } from './auth-needs-tls.ts';
import { authNotOn25 } from './auth-not-on-25.ts';
import { authMechanisms } from './endpoints.ts';
import { submissionAuth } from './submission-auth.ts';
import { submissionOffered } from './submission-offered.ts';
import { closed, findingsOf, mx, said, submission, submissions } from './testing.ts';

describe('mechanisms are read', () => {
  test.each([
    [['AUTH PLAIN LOGIN'], ['PLAIN', 'LOGIN']],
    [
      ['auth plain', 'AUTH=LOGIN PLAIN'],
      ['PLAIN', 'LOGIN'],
    ],
    [['AUTH'], []],
    [['AUTHENTIC'], undefined],
    [[], undefined],
  ])('%j', (keywords, expected) => {
    expect(authMechanisms(keywords)).toEqual(expected);
  });

  test('any keywords are read without a throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        (words) => authMechanisms(words)?.every((word) => word !== '') ?? true,
      ),
    );
  });
});

describe('only under TLS', () => {
  const clear = (keyword: string): HostEndpoint => ({ ...submission, plainKeywords: ['STARTTLS', keyword] });
  test.each<[string, HostEndpoint, string[]]>([
    ['under TLS', submission, ['pass only-under-tls']],
    ['implicit TLS', submissions, ['pass only-under-tls']],
    ['a password in the clear', clear('AUTH LOGIN'), ['fail password-in-the-clear']],
    ['something else in the clear', clear('AUTH CRAM-MD5'), ['fail offered-in-the-clear']],
    ['no AUTH', mx, []],
  ])('%s', (_, endpoint, expected) => {
    expect(said(authNeedsTls, [endpoint])).toEqual(expected);
  });
});

test('not on port 25', () => {
  expect(said(authNotOn25, [mx, submission, submissions])).toEqual(['pass not-offered']);
  expect(said(authNotOn25, [{ ...mx, tlsKeywords: ['AUTH PLAIN'] }])).toEqual(['fail offered']);
  expect(said(authNotOn25, [closed(mx)])).toEqual([]);
});

test.each([
  ['AUTH PLAIN LOGIN', 'pass common'],
  ['AUTH SCRAM-SHA-256-PLUS', 'pass common'],
  ['AUTH XOAUTH2', 'pass common'],
  ['AUTH PLAIN CRAM-MD5', 'fail weak'],
  ['AUTH LOGIN NTLM', 'fail weak'],
  ['AUTH ANONYMOUS PLAIN', 'fail anonymous'],
  ['AUTH X-OWN', 'fail none-common'],
  ['AUTH', 'fail none-common'],
])('%s', (keyword, expected) => {
  expect(said(authMechanismsOffered, [{ ...submission, tlsKeywords: [keyword] }])).toEqual([expected]);
});

describe('submission is offered', () => {
  test.each<[string, HostEndpoint[], string]>([
    ['both ports', [mx, submissions, submission], 'pass offered'],
    ['465 alone', [mx, submissions, closed(submission)], 'pass offered'],
    ['587 alone', [mx, closed(submissions), submission], 'fail no-implicit-tls'],
    ['neither', [mx, closed(submissions), closed(submission)], 'not-applicable none'],
    ['neither answers', [mx, closed(submissions, 'time-out'), closed(submission)], 'not-applicable silent'],
    [
      'only at the port of servers',
      [{ ...mx, tlsKeywords: ['AUTH PLAIN'] }, closed(submissions)],
      'fail only-on-25',
    ],
  ])('%s', (_, endpoints, expected) => {
    expect(said(submissionOffered, endpoints)).toEqual([expected]);
  });

  test('nothing where nobody connected', () => {
    expect(said(submissionOffered, [])).toEqual([]);
  });

  test('the ports are named once', () => {
    const both = [submissions, submission, { ...submission, ip: '192.0.2.2' }];
    expect(findingsOf(submissionOffered, both)[0]?.data['ports']).toEqual([465, 587]);
  });
});

describe('submission asks who hands in mail', () => {
  const { tls: _, tlsKeywords: __, ...plain } = submission;
  test.each<[string, HostEndpoint, string[]]>([
    ['it does', submission, ['pass required']],
    [
      'mail for its own is taken from anybody',
      { ...submission, replies: { 'rcpt-postmaster-domain': '250 Ok' } },
      ['fail not-required'],
    ],
    ['no way to log in', { ...submission, tlsKeywords: ['SIZE 1'] }, ['fail not-offered']],
    ['TLS did not come to stand', { ...plain, startTls: 'failed' }, ['unknown not-seen']],
    ['another port', mx, []],
    ['closed', closed(submission), []],
  ])('%s', (_, endpoint, expected) => {
    expect(said(submissionAuth, [endpoint])).toEqual(expected);
  });
});
