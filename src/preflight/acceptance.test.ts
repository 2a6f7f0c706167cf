import { describe, expect, test } from 'vitest';
import type { MailProfile } from '../findings/message-check.ts';
import type { Zone } from '../gather/dns/testing.ts';
import type { GivenSending } from './network.ts';
import { look, of, said } from './testing.ts';

/** RFC 8463 §A.3 as signed with the keys of §A.2. */
const signed = [
  'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;',
  ' d=football.example.com; i=@football.example.com;',
  ' q=dns/txt; s=brisbane; t=1528637909; h=from : to :',
  ' subject : date : message-id : from : subject : date;',
  ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
  ' b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus',
  ' Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==',
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
const unsigned = signed.slice(signed.indexOf('From: Joe'));
const changed = signed.replace('We lost', 'We won');
const key: Zone = {
  'brisbane._domainkey.football.example.com': {
    TXT: ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
  },
};
const dmarc = (policy: string): Zone => ({
  '_dmarc.football.example.com': { TXT: [`v=DMARC1; p=${policy}`] },
});
const spf = (record: string): Zone => ({ 'football.example.com': { TXT: [record] } });
const ptr: Zone = {
  '7.2.0.192.in-addr.arpa': { PTR: ['mail.football.example.com'] },
  'mail.football.example.com': { A: ['192.0.2.7'] },
};
const here: GivenSending = { senderIp: '192.0.2.7', mailFrom: 'joe@football.example.com' };

describe('whether receivers take it as authenticated', () => {
  test.each<[string, string, Zone, GivenSending, MailProfile, string, readonly string[]]>([
    [
      'signed, p=reject',
      signed,
      { ...key, ...dmarc('reject') },
      {},
      'personal',
      'pass aligned information',
      [],
    ],
    [
      'changed on its way, p=reject, SPF fails',
      changed,
      { ...key, ...dmarc('reject'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail reject refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'changed, p=reject, SPF passes',
      changed,
      { ...key, ...dmarc('reject'), ...spf('v=spf1 ip4:192.0.2.7 -all') },
      here,
      'personal',
      'pass aligned information',
      [],
    ],
    [
      'changed, p=reject, nobody said from where',
      changed,
      { ...key, ...dmarc('reject') },
      {},
      'personal',
      'unknown spf-not-given information',
      [],
    ],
    [
      'unsigned, p=reject, nobody said from where',
      unsigned,
      dmarc('reject'),
      {},
      'personal',
      'unknown spf-not-given information',
      [],
    ],
    [
      'unsigned, p=reject, SPF fails',
      unsigned,
      { ...dmarc('reject'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail reject-unsigned refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'changed, p=quarantine, SPF fails',
      changed,
      { ...key, ...dmarc('quarantine'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail quarantine policy',
      [],
    ],
    [
      'changed, p=none, SPF fails',
      changed,
      { ...key, ...dmarc('none'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail unauthenticated refused',
      ['google', 'yahoo'],
    ],
    [
      'nothing at all',
      unsigned,
      {},
      here,
      'personal',
      'fail unauthenticated-unsigned refused',
      ['google', 'yahoo'],
    ],
    ['signed, no DMARC', signed, key, {}, 'personal', 'pass authenticated information', []],
    [
      'signed, no DMARC, mass mail',
      signed,
      key,
      {},
      'bulk',
      'fail no-record-bulk refused',
      ['google', 'microsoft'],
    ],
    [
      'signed, SPF fails, mass mail',
      signed,
      { ...key, ...dmarc('none'), ...spf('v=spf1 -all') },
      here,
      'bulk',
      'fail bulk-without-spf refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'changed, SPF passes, mass mail',
      changed,
      { ...key, ...dmarc('none'), ...spf('v=spf1 ip4:192.0.2.7 -all') },
      here,
      'bulk',
      'fail bulk-without-dkim refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'DMARC not answered',
      signed,
      { ...key, '_dmarc.football.example.com': 'TIMEOUT' },
      {},
      'personal',
      'unknown could-not-check information',
      [],
    ],
    [
      'key not answered',
      signed,
      { ...dmarc('reject'), 'brisbane._domainkey.football.example.com': 'TIMEOUT' },
      here,
      'personal',
      'unknown could-not-check information',
      [],
    ],
    ['no From', 'Subject: x\r\n\r\ny', {}, {}, 'personal', 'unknown could-not-check information', []],
  ])('%s', async (_, message, zone, given, profile, expected, receivers) => {
    const findings = await look(message, { ...ptr, ...zone }, given, profile);
    expect(said(findings, 'auth/accepted')).toEqual([expected]);
    expect(of(findings, 'auth/accepted')[0]?.receivers).toEqual(receivers);
  });

  test('what passes elsewhere does not align', async () => {
    const zone: Zone = {
      ...dmarc('none'),
      ...ptr,
      'other.example.net': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
    };
    const given = { ...here, mailFrom: 'bounce@other.example.net' };
    expect(said(await look(unsigned, zone, given), 'auth/accepted')).toEqual([
      'fail not-aligned information',
    ]);
    expect(said(await look(unsigned, zone, given, 'bulk'), 'auth/accepted')).toEqual([
      'fail not-aligned-bulk refused',
    ]);
  });

  test('a message without a signature is asked about, not blamed', async () => {
    expect(said(await look(unsigned, dmarc('reject')), 'auth/signed')).toEqual([
      'fail not-signed information',
    ]);
    expect(said(await look(unsigned, {}, {}, 'bulk'), 'auth/signed')).toEqual([
      'fail not-signed-bulk information',
    ]);
    expect(said(await look(signed, key), 'auth/signed')).toEqual(['pass signed information']);
  });

  test('From stands in for MAIL FROM with less confidence', async () => {
    const zone = { ...ptr, ...dmarc('reject'), ...spf('v=spf1 ip4:192.0.2.7 -all') };
    const findings = await look(unsigned, zone, { senderIp: '192.0.2.7' });
    expect(of(findings, 'auth/accepted')).toMatchObject([{ outcome: 'pass', confidence: 0.7 }]);
  });

  test('the parts stand beside, each with what filters give', async () => {
    const findings = await look(changed, { ...key, ...dmarc('reject'), ...spf('v=spf1 -all') }, here);
    expect(of(findings, 'dkim/signature-valid')).toMatchObject([
      { outcome: 'fail', consequence: 'score', place: { header: 'DKIM-Signature' } },
    ]);
    expect(of(findings, 'dkim/signature-valid')[0]?.engineRules?.map(({ rule }) => rule)).toEqual([
      'R_DKIM_REJECT',
      'DKIM_INVALID',
    ]);
    expect(said(findings, 'spf/authorises-ip')).toEqual(['fail not-authorised score']);
    expect(said(findings, 'dmarc/aligned')).toEqual(['fail not-aligned score']);
    expect(said(findings, 'dkim/key-found')).toEqual(['pass found information']);
    expect(said(findings, 'dns/ptr-exists')).toEqual(['fail no-ptr refused']);
    expect(of(findings, 'dns/ptr-exists')[0]?.receivers).toEqual(['google', 'yahoo']);
  });
});
