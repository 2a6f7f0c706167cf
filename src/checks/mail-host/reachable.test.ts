import { describe, expect, test } from 'vitest';
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import { saidBy } from '../testing.ts';
import { ehlo } from './ehlo.ts';
import { extensions } from './extensions.ts';
import { greeting } from './greeting.ts';
import { reachable } from './reachable.ts';
import { size } from './size.ts';
import { closed, findingsOf, mx, said, submission, submissions } from './testing.ts';

describe('reachable', () => {
  test.each<[string, HostEndpoint, string]>([
    ['open', mx, 'pass answers'],
    ['refused', closed(mx), 'fail mx-refused'],
    ['hung up', closed(mx, 'reset'), 'fail hung-up'],
    ['no SMTP', closed(mx, 'not-smtp'), 'fail not-smtp'],
    ['silent: our own network may be closed', closed(mx, 'time-out'), 'unknown silent'],
    ['silent after a greeting', { ...closed(mx, 'time-out'), banner: 'mx.example.org' }, 'fail fell-silent'],
    ['no route', { ...closed(mx, 'error'), detail: 'ENETUNREACH' }, 'unknown could-not-check'],
    ['private', closed(mx, 'not-asked'), 'fail private-address'],
    [
      'refused for good',
      { ...closed(mx, 'greeting-refused'), detail: '554 5.3.2 No service' },
      'fail greeting-refused',
    ],
    [
      'refused as listed',
      { ...closed(mx, 'greeting-refused'), detail: '554 5.7.1 blocked using zen' },
      'unknown refused-us',
    ],
    ['not now', { ...closed(mx, 'greeting-refused'), detail: '421 4.3.2 Busy' }, 'unknown refused-us'],
  ])('%s', (_, endpoint, expected) => {
    expect(said(reachable, [endpoint])).toEqual([expected]);
  });

  test('a host that is no MX may be closed', () => {
    expect(said(reachable, [closed(mx)], { domains: [] })).toEqual(['fail refused']);
  });

  test('other ports are no part of it', () => {
    expect(said(reachable, [closed(submission)])).toEqual([]);
  });

  test('no address, no answer, no connection', () => {
    expect(saidBy(reachable, { mailHost: 'absent' })).toBe('fail no-address');
    expect(saidBy(reachable, { mailHost: 'unknown' })).toBe('unknown could-not-check');
    expect(said(reachable, [])).toEqual([]);
  });

  test('addresses that say the same are one finding', () => {
    const other = { ...mx, ip: '2001:db8::1' };
    expect(findingsOf(reachable, [mx, other]).map(({ data }) => data['places'])).toEqual([
      ['192.0.2.1:25', '[2001:db8::1]:25'],
    ]);
    expect(said(reachable, [mx, closed(other)])).toEqual(['pass answers', 'fail mx-refused']);
  });
});

describe('greeting', () => {
  const reverseNames = { '192.0.2.1': ['out.example.org'] };
  test.each([
    ['mx.example.org ESMTP', 'pass own-name'],
    ['MX.Example.ORG', 'pass own-name'],
    ['out.example.org ESMTP', 'pass own-name'],
    ['other.example.net ESMTP', 'fail other-name'],
    ['localhost ESMTP', 'fail no-name'],
    ['localhost.localdomain ESMTP', 'fail no-name'],
    ['ESMTP ready', 'fail no-name'],
    ['************', 'fail no-name'],
    ['', 'fail no-name'],
  ])('%s', (banner, expected) => {
    expect(said(greeting, [{ ...mx, banner }], { reverseNames })).toEqual([expected]);
  });

  test('the fix is for the software that is there', () => {
    const fixes = (banner: string) => findingsOf(greeting, [{ ...mx, banner }])[0]?.fixes;
    expect(fixes('localhost ESMTP Exim 4.96')).toMatchObject([
      { key: 'primary_hostname', value: 'mx.example.org' },
    ]);
    expect(fixes('localhost')).toHaveLength(2);
  });
});

test.each([
  [undefined, 'pass works'],
  ['502 5.5.2 Unknown', 'fail refused'],
  ['421 4.7.0 Later', 'unknown deferred'],
  ['550 5.7.1 Your HELO name is not known', 'unknown deferred'],
])('EHLO answered by %s', (reply, expected) => {
  expect(said(ehlo, [{ ...mx, replies: reply === undefined ? {} : { ehlo: reply } }])).toEqual([expected]);
});

test('extensions: what is there and what is missing', () => {
  expect(findingsOf(extensions, [mx])[0]).toMatchObject({
    message: 'offered',
    data: { offered: ['PIPELINING', '8BITMIME'] },
  });
  expect(said(extensions, [{ ...mx, tlsKeywords: ['PIPELINING'] }])).toEqual(['fail no-8bitmime']);
});

test.each([
  ['SIZE 52428800', 'pass offered'],
  ['size 10240000', 'pass offered'],
  ['SIZE 0', 'pass no-fixed-limit'],
  ['SIZE', 'pass no-fixed-limit'],
  ['SIZE x', 'pass no-fixed-limit'],
  ['SIZE 5000000', 'fail small'],
  ['SIZEABLE', 'fail not-offered'],
])('%s', (keyword, expected) => {
  expect(said(size, [{ ...mx, tlsKeywords: [keyword] }])).toEqual([expected]);
});

test('a port that is not open has no greeting, no keywords, no limit', () => {
  for (const check of [greeting, ehlo, extensions, size]) expect(said(check, [closed(mx)])).toEqual([]);
  expect(said(size, [submissions, submission])).toEqual(['pass offered']);
});
