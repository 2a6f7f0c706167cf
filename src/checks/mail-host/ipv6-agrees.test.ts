import { expect, test } from 'vitest';
import type { HostEndpoint, MailHostFacts } from '../../findings/facts/mail-host.ts';
import { ipv6Agrees } from './ipv6-agrees.ts';
import { closed, findingsOf, mx, said, submission, withCertificate } from './testing.ts';

const six = (endpoint: HostEndpoint): HostEndpoint => ({ ...endpoint, ip: '2001:db8::1' });
const { tls: _, tlsKeywords: __, ...plain } = mx;

test.each<[string, HostEndpoint[], Partial<MailHostFacts>, string[]]>([
  ['the same', [mx, six(mx)], {}, ['pass agrees']],
  ['two ports', [mx, six(mx), submission, closed(six(submission))], {}, ['pass agrees', 'fail one-closed']],
  ['closed', [mx, six(closed(mx))], {}, ['fail one-closed']],
  ['closed over IPv4', [closed(mx), six(mx)], {}, ['fail one-closed']],
  ['silent: the way may be ours', [mx, six(closed(mx, 'time-out'))], {}, ['unknown one-silent']],
  ['no route', [mx, six(closed(mx, 'error'))], {}, ['unknown one-silent']],
  ['closed both ways', [closed(mx), six(closed(mx))], {}, []],
  ['IPv4 alone', [mx], {}, ['not-applicable one-family']],
  ['IPv6 not known', [mx], { failedFamilies: ['AAAA'] }, ['unknown could-not-check']],
  ['another certificate', [mx, six(withCertificate(mx, { subject: 'CN=other' }))], {}, ['fail differs']],
  ['nobody connected', [], {}, []],
])('%s', (_, endpoints, more, expected) => {
  expect(said(ipv6Agrees, endpoints, more)).toEqual(expected);
});

test('the differences are named', () => {
  const bare = six({ ...plain, startTls: 'not-offered' });
  expect(findingsOf(ipv6Agrees, [mx, bare])[0]?.data).toMatchObject({ port: 25, differences: ['STARTTLS'] });
});
