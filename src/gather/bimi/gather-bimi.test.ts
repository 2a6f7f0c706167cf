import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { AuditContext, HttpsAnswer } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherBimi } from './gather-bimi.ts';
import { readMarkCertificate } from './read-certificate.ts';
import { issuerPem, markPem, plainPem, strangerPem } from './testing.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };
const record = 'v=BIMI1; l=https://example.org/logo.svg; a=https://example.org/vmc.pem';
const zone: Zone = { 'default._bimi.example.org': { TXT: [record] } };
const logo = '<svg version="1.2" baseProfile="tiny-ps"><title>Example</title></svg>';
const answered = (text: string, status = 200): HttpsAnswer => ({
  state: 'answered',
  status,
  contentType: '',
  body: Buffer.from(text),
});

async function bimiOf(records: Zone, pages?: Readonly<Record<string, HttpsAnswer>>, domain = 'example.org') {
  const asked: string[] = [];
  const fetched: string[] = [];
  const failed: HttpsAnswer = { state: 'failed', code: 'time-out', why: 'no answer' };
  const fetch = async (url: string) => {
    fetched.push(url);
    return pages?.[url] ?? failed;
  };
  const context = { resolver: zoneResolver(records, asked), clock, ...(pages !== undefined && { fetch }) };
  const { bimi } = await gatherBimi(domain, context as unknown as AuditContext);
  return { bimi, asked, fetched };
}

test('no record costs one question, at a subdomain two', async () => {
  const none = await bimiOf({});
  expect(none.bimi?.state).toBe('absent');
  expect(none.asked).toEqual(['default._bimi.example.org TXT']);
  expect((await bimiOf({}, {}, 'a.b.example.org')).asked).toEqual([
    'default._bimi.a.b.example.org TXT',
    'default._bimi.example.org TXT',
  ]);
});

test('a subdomain takes the record above it', async () => {
  const { bimi } = await bimiOf(zone, undefined, 'a.example.org');
  expect(bimi).toMatchObject({ value: { name: 'default._bimi.example.org', records: [record] } });
});

test('where nothing may be fetched, nothing is said of picture and certificate', async () => {
  const { bimi } = await bimiOf(zone);
  expect(bimi).toMatchObject({ state: 'present', value: { logoUrl: 'https://example.org/logo.svg' } });
  expect(bimi?.state === 'present' && Object.keys(bimi.value)).not.toContain('logo');
  expect(bimi?.state === 'present' && Object.keys(bimi.value)).not.toContain('certificate');
});

test('picture and certificate are read', async () => {
  const { bimi } = await bimiOf(zone, {
    'https://example.org/logo.svg': answered(logo),
    'https://example.org/vmc.pem': answered(markPem + issuerPem),
  });
  expect(bimi).toMatchObject({
    value: {
      logo: { state: 'fetched', problems: [] },
      certificate: { problems: [], names: ['example.org'] },
    },
  });
});

test('a packed picture is unpacked, a bomb is not', async () => {
  const page = (body: Uint8Array): HttpsAnswer => ({ state: 'answered', status: 200, contentType: '', body });
  const logoOf = async (body: Uint8Array) => {
    const { bimi } = await bimiOf(zone, { 'https://example.org/logo.svg': page(body) });
    return bimi?.state === 'present' ? bimi.value.logo : undefined;
  };
  expect(await logoOf(gzipSync(logo))).toMatchObject({ problems: [] });
  expect(await logoOf(gzipSync(' '.repeat(5_000_000)))).toMatchObject({ problems: ['not-svg'] });
});

test('a page that is not there is missing, one that is not reached has failed', async () => {
  const { bimi } = await bimiOf(zone, { 'https://example.org/logo.svg': answered('', 404) });
  expect(bimi).toMatchObject({
    value: { logo: { state: 'missing', code: '404' }, certificate: { state: 'failed', code: 'time-out' } },
  });
});

test('nothing is fetched but by HTTPS', async () => {
  const text = 'v=BIMI1; l=http://example.org/logo.svg; a=file:///etc/hosts';
  const { fetched } = await bimiOf({ 'default._bimi.example.org': { TXT: [text] } }, {});
  expect(fetched).toEqual([]);
});

test.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('%s is unknown', async (fault) => {
  expect((await bimiOf({ 'default._bimi.example.org': fault })).bimi?.state).toBe('unknown');
});

describe('a certificate', () => {
  const read = (text: string, domain = 'example.org') =>
    readMarkCertificate(Buffer.from(text), domain, `default._bimi.${domain}`);
  test.each<[string, string, string, readonly string[]]>([
    ['whole', markPem + issuerPem, 'example.org', []],
    ['for a domain below its own', markPem + issuerPem, 'a.example.org', []],
    ['for another domain', markPem + issuerPem, 'example.com', ['other-name']],
    ['without its issuer', markPem, 'example.org', ['no-chain']],
    ['with another issuer', markPem + strangerPem, 'example.org', ['broken-chain']],
    ['without the purpose', plainPem + issuerPem, 'example.net', ['no-purpose']],
    ['no PEM', 'hello', 'example.org', ['not-pem']],
    ['a broken block', markPem.replace('MII', 'XXX'), 'example.org', ['not-pem']],
  ])('%s', (_, text, domain, problems) => {
    expect(read(text, domain).problems).toEqual(problems);
  });

  test('tells its dates, names and issuer', () => {
    expect(read(markPem + issuerPem)).toMatchObject({
      names: ['example.org'],
      issuer: 'O=Sample Mark CA',
      chainLength: 2,
      notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });
});
