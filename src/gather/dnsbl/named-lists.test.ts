import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoneNamedIn } from './named-lists.ts';
import { dnsblData } from './testing.ts';

const named = (text: string): string =>
  zoneNamedIn(text, dnsblData)
    .lists.map(({ list, subject }) => (subject === undefined ? list.zone : `${list.zone}=${subject}`))
    .join(' ');

describe('lists that a reply names', () => {
  test.each([
    [
      '554 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org',
      'zen.spamhaus.org=192.0.2.7',
    ],
    [
      '554 Service unavailable; Client host [mail.example.org] blocked using zen.spamhaus.org',
      'zen.spamhaus.org',
    ],
    ['554 Sender address [news@example.org] blocked using dbl.spamhaus.org', 'dbl.spamhaus.org=example.org'],
    ['550 https://www.spamhaus.org/query/ip/192.0.2.7', 'zen.spamhaus.org=192.0.2.7'],
    ['550 see (http://www.spamhaus.org/query/bl?ip=192.0.2.7).', 'zen.spamhaus.org=192.0.2.7'],
    ['550 see https://check.spamhaus.org/listed/?searchterm=2001:db8::7', 'zen.spamhaus.org=2001:db8::7'],
    ['550 listed: 7.2.0.192.zen.spamhaus.org', 'zen.spamhaus.org=192.0.2.7'],
    ['550 blocked by bl.spamcop.net, zen.spamhaus.org', 'bl.spamcop.net zen.spamhaus.org'],
    ['550 https://www.spamcop.net/bl.shtml?192.0.2.7', 'bl.spamcop.net=192.0.2.7'],
    [
      '554 Blocked - Barracuda Reputation, http://www.barracudanetworks.com/reputation/?r=1&ip=192.0.2.7',
      'b.barracudacentral.org=192.0.2.7',
    ],
    ['550 sender domain example.org.dbl.spamhaus.org', 'dbl.spamhaus.org=example.org'],
    ['550 https://www.spamhaus.org/query/domain/example.org', 'dbl.spamhaus.org=example.org'],
    ['550 Spamhaus DBL: example.org', 'dbl.spamhaus.org'],
    ['550 listed by SURBL and URIBL_BLACK', 'multi.surbl.org multi.uribl.com'],
    ['550 UCEPROTECT-Level3 AS 64496', 'dnsbl-3.uceprotect.net'],
    ['550 Email rejected due to security policies - Mailspike', 'bl.mailspike.net'],
    ['550 notspamcop spamcops', ''],
    ['550 5.1.1 User unknown', ''],
  ])('%s', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  test.each([
    ['550 listed in pbl.spamhaus.org', '127.0.0.10 127.0.0.11'],
    ['550 see https://www.spamhaus.org/sbl/query/SBL123456', '127.0.0.2'],
    ['550 see https://www.spamhaus.org/sbl/query/SBLCSS', '127.0.0.3'],
    ['550 RATS-NoPtr', '127.0.0.37'],
    ['550 blocked using zen.spamhaus.org', ''],
  ])('the part of a combined list that is meant: %s', (text, codes) => {
    expect(
      zoneNamedIn(text, dnsblData)
        .lists.flatMap((one) => one.codes)
        .join(' '),
    ).toBe(codes);
  });

  test('a list that nobody else can ask is named, and not among those to ask', () => {
    const { all, lists } = zoneNamedIn(
      '554 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.7',
      dnsblData,
    );
    expect(all.map(({ list, subject }) => [list.zone, subject])).toEqual([['proofpoint-pdr', '192.0.2.7']]);
    expect(lists).toEqual([]);
  });

  test('an IPv6 address before the zone', () => {
    const labels = `7${'.0'.repeat(23)}.8.b.d.0.1.0.0.2`;
    expect(named(`550 ${labels}.zen.spamhaus.org listed`)).toBe('zen.spamhaus.org=2001:db8::7');
  });

  test.each([
    ['550 blocked using dnsbl.sorbs.net', '*.sorbs.net'],
    ['550 listed at ix.dnsbl.manitu.net', 'ix.dnsbl.manitu.net'],
    ['550 blocked: NJABL', 'dnsbl.njabl.org'],
  ])('a dead list: %s', (text, zone) => {
    expect(zoneNamedIn(text, dnsblData).closed.map((closed) => closed.zone)).toEqual([zone]);
  });

  test('never throws, and gives each list once', () => {
    const words = fc.constantFrom(
      'spamhaus.org',
      '/query/ip/',
      '192.0.2.7',
      '.',
      ' ',
      'zen.',
      'dbl.',
      'sorbs.net',
      '[',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 40 }), (parts) => {
        const zones = zoneNamedIn(parts.join(''), dnsblData).lists.map(({ list }) => list.zone);
        expect(new Set(zones).size).toBe(zones.length);
      }),
      { numRuns: 200 },
    );
  });
});
