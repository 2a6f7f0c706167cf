/** Causes planted in a literal DNS are found within twelve questions; where DNS fails, nothing is claimed. */
import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../findings/category.ts';
import type { Evidence } from '../findings/evidence.ts';
import { runChecks } from '../findings/run-checks.ts';
import { limitedResolver } from '../gather/dns/index.ts';
import type { Zone } from '../gather/dns/testing.ts';
import { zoneResolver } from '../gather/dns/testing.ts';
import type { Resolver } from '../gather/dns/types.ts';
import type { GatherContext } from '../gather/rejection/index.ts';
import { gatherEvidence } from '../gather/rejection/index.ts';
import { evidenceFor, rejectionChecks } from './index.ts';
import { sampleReply } from './testing.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };
const maxQuestions = 12;

/** Everything in order: 192.0.2.7 sends as mail.example.org for example.org to example.com. */
const sound: Zone = {
  '7.2.0.192.in-addr.arpa': { PTR: ['mail.example.org'] },
  'mail.example.org': { A: ['192.0.2.7'] },
  'example.org': { MX: ['10 mail.example.org'], TXT: ['v=spf1 include:_spf.example.net mx -all'] },
  '_spf.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] },
  's._domainkey.example.org': { TXT: ['v=DKIM1; k=ed25519; p=CwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCws='] },
  'example.com': { MX: ['10 mx.example.com'] },
  'mx.example.com': { A: ['203.0.113.5'] },
};
const returnedMessage = Buffer.from(
  'Received: x\r\nDKIM-Signature: v=1; a=ed25519-sha256; d=example.org; s=s; h=from; bh=AAAA; b=AAAA\r\n' +
    'From: a@example.org\r\nDate: x\r\nMessage-ID: x\r\n\r\n',
);
const without = (name: string): Zone =>
  Object.fromEntries(Object.entries(sound).filter(([key]) => key !== name));

async function findings(category: CategoryId, resolver: Resolver, more: Partial<GatherContext> = {}) {
  const limited = limitedResolver(resolver, { maxQuestions, deadlineMs: 3000, clock });
  const context = { resolver: limited, clock, returnedMessage, ...more };
  const evidence: Evidence = await gatherEvidence(evidenceFor(category), sampleReply, context);
  expect(limited.log.length).toBeLessThanOrEqual(maxQuestions);
  return runChecks(rejectionChecks, evidence);
}

const failing: Resolver = zoneResolver(new Proxy({}, { get: () => 'SERVFAIL', ownKeys: () => [] }) as Zone);

const plants: readonly (readonly [CategoryId, Zone, string])[] = [
  ['dns.ptr', without('7.2.0.192.in-addr.arpa'), 'dns/ptr-exists no-ptr'],
  ['dns.ptr', { ...sound, 'mail.example.org': { A: ['192.0.2.8'] } }, 'dns/ptr-confirmed other-address'],
  ['dns.ptr', without('mail.example.org'), 'dns/ptr-confirmed name-does-not-resolve'],
  [
    'dns.ptr',
    { ...sound, '7.2.0.192.in-addr.arpa': { PTR: ['192-0-2-7.example.net'] } },
    'dns/ptr-generic generic',
  ],
  ['dns.helo', without('mail.example.org'), 'dns/helo-resolves does-not-resolve'],
  ['dns.helo', { ...sound, 'mail.example.org': { A: ['192.0.2.8'] } }, 'dns/helo-matches other-address'],
  ['dns.sender-domain', without('example.org'), 'dns/sender-domain-receives no-mail-host'],
  ['dns.sender-domain', { ...sound, 'example.org': { MX: ['0 .'] } }, 'dns/sender-domain-receives null-mx'],
  ['auth.spf', { ...sound, 'example.org': { TXT: ['v=spf1 -all'] } }, 'spf/authorises-ip not-authorised'],
  [
    'auth.spf',
    { ...sound, 'example.org': { TXT: ['v=spf1 -all', 'v=spf1 mx'] } },
    'spf/record-valid several-records',
  ],
  ['auth.spf', { ...sound, 'example.org': { TXT: ['v=spf1 moo'] } }, 'spf/record-valid syntax'],
  ['auth.dkim', without('s._domainkey.example.org'), 'dkim/key-published key-missing'],
  [
    'auth.dmarc',
    {
      ...sound,
      'example.org': { TXT: ['v=spf1 -all'] },
      's._domainkey.example.org': { TXT: ['v=DKIM1; p='] },
    },
    'dmarc/aligned not-aligned',
  ],
  ['auth.unauthenticated', without('example.org'), 'spf/authorises-ip no-record'],
  [
    'domain.not-found',
    { ...without('example.com'), 'mx.example.com': 'SERVFAIL' },
    'dns/recipient-mx-usable no-mail-host',
  ],
  [
    'domain.not-found',
    Object.fromEntries(Object.entries(sound).filter(([key]) => !key.endsWith('example.com'))),
    'dns/recipient-domain-exists no-such-domain',
  ],
  ['domain.null-mx', { ...sound, 'example.com': { MX: ['0 .'] } }, 'dns/recipient-null-mx null-mx'],
  ['domain.no-route', without('mx.example.com'), 'dns/recipient-mx-usable mx-no-address'],
  [
    'relay.denied',
    { ...sound, 'example.com': { MX: ['10 other.example.net'] } },
    'dns/speaker-in-mx not-in-mx',
  ],
];

describe('a planted cause is found', () => {
  test.each(plants)('%s %#: %o shows as %s', async (category, zone, expected) => {
    const failed = (await findings(category, zoneResolver(zone))).filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ check, message }) => `${check} ${message}`)).toContain(expected);
  });
});

const planted = [...new Set(plants.map(([category]) => category))];

test.each(planted)('%s: nothing fails where everything is in order', async (category) => {
  const found = await findings(category, zoneResolver(sound), { isReturnedWhole: false });
  expect(found.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(found.some(({ outcome }) => outcome === 'pass')).toBe(true);
});

test.each(planted)('%s: nothing fails and nothing passes on DNS that does not answer', async (category) => {
  const found = await findings(category, failing, { isReturnedWhole: false });
  const claims = found.filter(({ outcome }) => outcome === 'fail' || outcome === 'pass');
  expect(claims.filter(({ check }) => check !== 'dkim/signature-present')).toEqual([]);
});
