import { describe, expect, test } from 'vitest';
import { domainNotChecked, type LookedAt, unusedOptions } from './domain-not-checked.ts';
import type { GivenSender } from './gather-cases.ts';

const nothing: LookedAt = {
  knowsHelo: false,
  sendingIps: 0,
  seenIps: 0,
  selectors: 0,
  seenSelectors: 0,
  mailHosts: 0,
  seenHosts: 0,
};
const none: GivenSender = { sendingIps: [], selectors: [] };
const whole = { connect: true, askLists: async () => undefined as never };
const said = (given: GivenSender, context: Parameters<typeof domainNotChecked>[2], seen: Partial<LookedAt>) =>
  domainNotChecked('example.org', given, context, { ...nothing, ...seen }).map(
    ({ what, option, data: { count = '' } }) => [what, option ?? count].join(' '),
  );

describe('what was not looked at', () => {
  test('nothing given and nothing allowed', () => {
    expect(said(none, { connect: false }, {})).toEqual([
      'sending-ip --sending-ip',
      'helo --helo',
      'selector --selector',
      'connect --connect',
      'lists --lists',
    ]);
  });

  test('addresses of the SPF record are some, others may send', () => {
    expect(said(none, whole, { sendingIps: 2, seenIps: 2, selectors: 1, seenSelectors: 1 })).toEqual([
      'other-sending-ips --sending-ip',
      'helo --helo',
    ]);
  });

  test('all was given', () => {
    const given = { ...none, sendingIps: ['192.0.2.1'] };
    expect(
      said(given, whole, { knowsHelo: true, sendingIps: 1, seenIps: 1, selectors: 1, seenSelectors: 1 }),
    ).toEqual([]);
  });

  test('what is beyond a limit is counted', () => {
    const given = { ...none, reportedIps: [{ ip: '192.0.2.1', returnPath: 'example.org' }] };
    const seen = {
      knowsHelo: true,
      sendingIps: 40,
      seenIps: 16,
      selectors: 31,
      seenSelectors: 30,
      mailHosts: 12,
      seenHosts: 10,
    };
    expect(said(given, whole, seen)).toEqual(['more-sending-ips 24', 'more-selectors 1', 'more-hosts 2']);
  });
});

test('what belongs to a domain is told where an address or a host is audited', () => {
  const ip = { kind: 'ip', name: '192.0.2.1' } as const;
  const options = (given: Partial<GivenSender>) =>
    unusedOptions({ ...none, ...given }, ip).map(({ data }) => data['options']);
  expect(options({})).toEqual([]);
  expect(options({ sendingIps: ['192.0.2.1'], helo: 'mx.example.org' })).toEqual([]);
  expect(
    options({
      sendingIps: ['192.0.2.2'],
      selectors: [{ selector: 's1', origin: 'given' }],
      message: new Uint8Array(),
    }),
  ).toEqual(['--selector, --sending-ip, --message']);
});
