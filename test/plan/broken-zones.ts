/** Zones of example.org with faults that a plan of records can mend; mail leaves from 192.0.2.10 (mx) and 198.51.100.0/24. */
import { generateKeyPairSync } from 'node:crypto';
import type { Zone } from '../../src/gather/dns/testing.ts';

const p = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');

const soa = ['ns1.example.org hostmaster.example.org 2026010101 3600'];
const base: Zone = {
  'example.org': {
    SOA: soa,
    NS: ['ns1.example.org', 'ns2.example.org'],
    MX: ['10 mx.example.org', '20 mx2.example.org'],
    TXT: ['v=spf1 mx include:_spf.example.net -all', 'site-verification=1'],
  },
  'mx.example.org': { A: ['192.0.2.10'] },
  'mx2.example.org': { A: ['192.0.2.11'] },
  '10.2.0.192.in-addr.arpa': { PTR: ['mx.example.org'] },
  '11.2.0.192.in-addr.arpa': { PTR: ['mx2.example.org'] },
  '_spf.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.org'] },
  'sel._domainkey.example.org': { TXT: [`v=DKIM1; k=rsa; p=${p}`] },
  '_smtp._tls.example.org': { TXT: ['v=TLSRPTv1; rua=mailto:tls@example.org'] },
};

const withRecords = (name: string, records: Zone[string] | undefined): Zone => {
  const { [name]: _, ...rest } = base;
  return records === undefined ? rest : { ...rest, [name]: records };
};
const apex = Object(base['example.org']);
const spf = (...texts: readonly string[]): Zone =>
  withRecords('example.org', { ...apex, TXT: [...texts, 'site-verification=1'] });
const dmarc = (...texts: readonly string[]): Zone =>
  withRecords('_dmarc.example.org', texts.length === 0 ? undefined : { TXT: texts });
const key = (text: string): Zone => withRecords('sel._domainkey.example.org', { TXT: [text] });

const many = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `s${i}.example.net`,
      { TXT: [`v=spf1 ip4:203.0.113.${i} -all`] },
    ]),
  );

/** Who sends, as it is told to the audit. */
export const brokenSender = {
  sendingIps: ['192.0.2.10'],
  helo: 'mx.example.org',
  selectors: ['sel'],
} as const;

/** Name → zone. */
export const brokenZones: readonly (readonly [string, Zone])[] = [
  ['two SPF records', spf('v=spf1 mx -all', 'v=spf1 include:_spf.example.net ~all')],
  [
    'three SPF records',
    spf('v=spf1 mx -all', 'v=spf1 include:_spf.example.net ~all', 'v=spf1 a:mx2.example.org ?all'),
  ],
  ['no SPF record', spf()],
  ['ipv4 for ip4', spf('v=spf1 mx ipv4:198.51.100.7 -all')],
  ['an address without its mechanism', spf('v=spf1 mx 198.51.100.7 -all')],
  ['an include of nothing', spf('v=spf1 mx include:_spf.example.net include:gone.example.net -all')],
  ['an include of a name without SPF', spf('v=spf1 mx include:mx.example.org include:_spf.example.net -all')],
  ['no all', spf('v=spf1 mx include:_spf.example.net')],
  ['all that lets pass', spf('v=spf1 mx include:_spf.example.net +all')],
  ['all that says nothing', spf('v=spf1 mx include:_spf.example.net ?all')],
  ['a term behind all', spf('v=spf1 mx -all include:_spf.example.net')],
  ['a term twice', spf('v=spf1 mx include:_spf.example.net mx include:_spf.example.net -all')],
  ['a leading blank', spf(' v=spf1 mx include:_spf.example.net -all')],
  ['quotes in SPF', spf('"v=spf1 mx include:_spf.example.net -all"')],
  ['a wrong version', spf('v=spf1; mx include:_spf.example.net -all')],
  ['a colon for the equals sign', spf('v=spf1 mx include=_spf.example.net -all')],
  [
    'eleven look-ups with a repetition',
    {
      ...spf(
        `v=spf1 mx ${Array.from({ length: 9 }, (_, i) => `include:s${i}.example.net`).join(' ')} include:s0.example.net mx:example.org -all`,
      ),
      ...many(9),
    },
  ],
  ['void look-ups', spf('v=spf1 a:g1.example.org a:g2.example.org a:g3.example.org mx -all')],
  [
    'SPF at www alone',
    {
      ...spf(),
      'www.example.org': { TXT: ['v=spf1 mx include:_spf.example.net -all'] },
    },
  ],
  ['no DMARC', dmarc()],
  ['two DMARC records', dmarc('v=DMARC1; p=reject; rua=mailto:dmarc@example.org', 'v=DMARC1; p=none')],
  ['DMARC with removed tags', dmarc('v=DMARC1; p=reject; rua=mailto:dmarc@example.org; pct=50; ri=3600')],
  ['DMARC without reports', dmarc('v=DMARC1; p=reject')],
  ['DMARC with a wrong value', dmarc('v=DMARC1; p=reject; adkim=relaxed; rua=mailto:dmarc@example.org')],
  ['DMARC with commas', dmarc('v=DMARC1, p=reject, rua=mailto:dmarc@example.org')],
  ['DMARC in small letters', dmarc('v=dmarc1; p=reject; rua=mailto:dmarc@example.org')],
  ['a bare report address', dmarc('v=DMARC1; p=reject; rua=dmarc@example.org')],
  [
    'DMARC at the domain itself',
    {
      ...dmarc(),
      'example.org': { ...apex, TXT: [...apex.TXT, 'v=DMARC1; p=reject; rua=mailto:dmarc@example.org'] },
    },
  ],
  ['a key in quotes', key(`"v=DKIM1; k=rsa; p=${p}"`)],
  ['a key in a PEM file', key(`v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----${p}-----END PUBLIC KEY-----`)],
  ['a key with escaped semicolons', key(`v=DKIM1\\; k=rsa\\; p=${p}`)],
  ['a key in testing', key(`v=DKIM1; t=y; p=${p}`)],
  [
    'a key at the doubled name',
    {
      ...withRecords('sel._domainkey.example.org', undefined),
      'sel._domainkey.example.org.example.org': { TXT: [`v=DKIM1; p=${p}`] },
    },
  ],
  ['no TLS reports', withRecords('_smtp._tls.example.org', undefined)],
  [
    'TLS reports in another word',
    withRecords('_smtp._tls.example.org', { TXT: ['v=TLSRPT1; rua=mailto:tls@example.org'] }),
  ],
  ['null MX beside others', withRecords('example.org', { ...apex, MX: ['0 .', '10 mx.example.org'] })],
  [
    'an MX that is an alias',
    {
      ...withRecords('example.org', { ...apex, MX: ['10 alias.example.org', '20 mx2.example.org'] }),
      'alias.example.org': { CNAME: ['mx.example.org'] },
    },
  ],
  [
    'an include of nothing, a slip and a broken end together',
    spf('v=spf1 mx include:gone.example.net include:lost.example.net ipv4:192.0.2.1 all=~ -all'),
  ],
  [
    'SPF in strings that are parted elsewhere',
    withRecords('example.org', {
      ...apex,
      TXT: [['v=spf1 mx ', 'ip4:198.51.100.7 ipv4:198.51.100.8 ', '~all'], 'site-verification=1'],
    }),
  ],
  [
    'DMARC in two strings, with a removed tag',
    withRecords('_dmarc.example.org', {
      TXT: [['v=DMARC1; p=reject; pct=5', '0; rua=mailto:dmarc@example.org']],
    }),
  ],
  [
    'a narrow address beside a wide range, and everybody',
    spf('v=spf1 mx ip4:192.0.2.62 ip4:192.0.0.0/8 +all'),
  ],
  [
    'a redirect that an all takes out of force',
    {
      ...spf('v=spf1 redirect=_spf.example.org ~all'),
      '_spf.example.org': { TXT: ['v=spf1 a:mx.example.org include:_spf.example.net -all'] },
    },
  ],
  ['two ends', spf('v=spf1 mx include:_spf.example.net ~all -all')],
  ['two DMARC records without reports', dmarc('v=DMARC1; p=reject', 'v=DMARC1; p=none')],
  [
    'everything at once',
    {
      ...spf('v=spf1 mx', 'v=spf1 ipv4:198.51.100.7 ?all'),
      '_dmarc.example.org': { TXT: ['v=DMARC1; p=none; pct=10', 'v=DMARC1; p=none'] },
      'sel._domainkey.example.org': { TXT: [`"v=DKIM1; t=y; p=${p}"`] },
    },
  ],
];
