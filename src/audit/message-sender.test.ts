import { describe, expect, test } from 'vitest';
import type { GivenSender } from './gather-cases.ts';
import { heloOf, withMessageSender } from './message-sender.ts';
import { withReported } from './reported-sender.ts';

const given = (more: Partial<GivenSender> = {}): GivenSender => ({ sendingIps: [], selectors: [], ...more });
const ip = '192.0.2.7';

describe('the address that sent a message', () => {
  test.each<[string, Partial<GivenSender>, Partial<GivenSender>]>([
    ['none', { sendingIps: ['192.0.2.1'] }, { sendingIps: ['192.0.2.1'] }],
    ['return path of the domain', { messageSender: { ip, returnPath: 'example.org' } }, { sendingIps: [ip] }],
    ['no return path', { messageSender: { ip } }, { sendingIps: [ip] }],
    [
      'return path of a service',
      { messageSender: { ip, returnPath: 'bounces.example.net' } },
      { sendingIps: [], reportedIps: [{ ip, returnPath: 'bounces.example.net' }] },
    ],
    [
      'return path below the domain',
      { messageSender: { ip, returnPath: 'b.example.org' } },
      { sendingIps: [], reportedIps: [{ ip, returnPath: 'b.example.org' }] },
    ],
    [
      'given as well',
      { sendingIps: [ip], messageSender: { ip, returnPath: 'bounces.example.net' } },
      { sendingIps: [ip] },
    ],
  ])('%s', (_, told, expected) => {
    expect(withMessageSender(given(told), 'example.org')).toEqual(given(expected));
  });

  test('what reports say of it comes behind', () => {
    const sendingIps = [
      { ip, returnPath: 'example.org' },
      { ip: '192.0.2.8', returnPath: 'example.org' },
    ];
    const reports = { state: 'present', value: { selectors: [], sendingIps } } as never;
    const own = withMessageSender(
      given({ messageSender: { ip, returnPath: 'bounces.example.net' } }),
      'example.org',
    );
    expect(withReported(own, 'example.org', reports).reportedIps).toEqual([
      { ip, returnPath: 'bounces.example.net' },
      { ip: '192.0.2.8', returnPath: 'example.org' },
    ]);
  });
});

test('the HELO name of a message is that of its own address alone', () => {
  const told = given({ messageSender: { ip, helo: 'out.example.org' } });
  expect([ip, '192.0.2.8'].map((one) => heloOf(told, one))).toEqual(['out.example.org', undefined]);
  expect(heloOf({ ...told, helo: 'mx.example.org' }, '192.0.2.8')).toBe('mx.example.org');
});
