import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleAggregate } from '../dmarc-report/testing.ts';
import { readReports } from './read-reports.ts';
import { base64, brief, mail, writeZip } from './testing.ts';

const xml = Buffer.from(sampleAggregate());
const tls = Buffer.from(
  '{"organization-name":"R","report-id":"t","policies":[{"policy":{"policy-type":"sts"}}]}',
);

const announcing = 'Report Domain: example.org Submitter: receiver.example Report-ID: <1>';
const gzip = gzipSync(xml);
const zip = writeZip({ 'a.xml': xml });

const failure = mail(
  'Failure',
  [
    { content: 'x' },
    { type: 'message/feedback-report', content: 'Feedback-Type: auth-failure\r\nSource-IP: 192.0.2.1\r\n' },
  ],
  'multipart/report; report-type=feedback-report',
);

describe('containers are told by content', () => {
  test.each<[string, Uint8Array | string, readonly string[]]>([
    ['XML', xml, ['aggregate']],
    ['JSON', tls, ['tls']],
    ['gzip', gzip, ['aggregate']],
    ['gzip with a line end behind it', Buffer.concat([gzip, Buffer.from('\r\n')]), ['aggregate']],
    ['gzip with more behind it', Buffer.concat([gzip, Buffer.from('and so on, and so on')]), ['aggregate']],
    ['two members of gzip', Buffer.concat([gzip, gzip]), ['aggregate', 'aggregate']],
    ['zip', zip, ['aggregate']],
    ['zip, stored', writeZip({ 'a.xml': xml }, { isStored: true }), ['aggregate']],
    [
      'zip with bytes around it',
      Buffer.concat([Buffer.from('before'), zip, Buffer.from('\r\n')]),
      ['not-a-report: not-a-report'],
    ],
    ['zip with a line end behind it', Buffer.concat([zip, Buffer.from('\r\n')]), ['aggregate']],
    [
      'several in one zip',
      writeZip({ 'd/': new Uint8Array(), 'd/a.xml': xml, 'b.json': tls, 'readme.txt': Buffer.from('hi') }),
      ['aggregate', 'tls'],
    ],
    ['zip in gzip', gzipSync(zip), ['aggregate']],
    ['mail with gzip', mail(announcing, [{ content: 'hello' }, { name: 'x', content: gzip }]), ['aggregate']],
    [
      'mail with a wrong type',
      mail('x', [{ type: 'image/png', name: 'x.png', content: zip }]),
      ['aggregate'],
    ],
    ['mail with XML in its text', mail('x', [{ content: xml }]), ['aggregate']],
    [
      'mail that is the report',
      `Subject: ${announcing}\r\nContent-Type: application/gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(gzip)}\r\n`,
      ['aggregate'],
    ],
    [
      'several attachments',
      mail('x', [
        { name: 'a', content: zip },
        { name: 'b', content: tls },
      ]),
      ['aggregate', 'tls'],
    ],
    [
      'a mail in a mail',
      mail('Fwd', [{ type: 'message/rfc822', content: mail('x', [{ name: 'a', content: zip }]) }]),
      ['aggregate'],
    ],
    [
      'an attached .eml',
      mail('Fwd', [
        {
          type: 'application/octet-stream',
          name: 'a.eml',
          content: mail('x', [{ name: 'a', content: zip }]),
        },
      ]),
      ['aggregate'],
    ],
    [
      'a mail in a zip',
      writeZip({ 'a.eml': Buffer.from(mail('x', [{ name: 'a', content: zip }])) }),
      ['aggregate'],
    ],
    [
      'a failure report in a forwarded mail',
      mail('Fwd', [{ type: 'message/rfc822', content: failure }]),
      ['failure'],
    ],
    [
      'a forwarded failure report, not encoded',
      `Subject: Fwd\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n${failure}\r\n--o--\r\n`,
      ['failure'],
    ],
    [
      'an mbox',
      `From a@b Thu Jan  1 00:00:00 2026\n${mail('x', [{ name: 'a', content: zip }]).replaceAll('\r', '')}\nFrom a@b Thu Jan  1 00:00:00 2026\nSubject: Hi\n\nHello\n`,
      ['aggregate', 'not-a-report: not-a-report'],
    ],
  ])('%s', (_, content, outcome) => {
    expect(brief(content)).toEqual(outcome);
  });

  test('the way into a container is told', () => {
    const content = mail('x', [{ content: 'hi' }, { name: 'a', content: zip }]);
    expect([...readReports(Buffer.from(content))][0]?.place).toBe('part 2 > a.xml');
  });

  test('64-bit archives', () => {
    expect(brief(writeZip({ 'a.xml': xml }, { is64: true }))).toEqual(['aggregate']);
  });
});

describe('ordinary mail is no alarm, a report mail without a report is', () => {
  const cut = gzip.subarray(0, 200);
  test.each<[string, Uint8Array | string, readonly string[]]>([
    ['a letter', 'Subject: Hi\r\nFrom: a@example.org\r\n\r\nHello', ['not-a-report: not-a-report']],
    [
      'a letter in HTML',
      mail('Hi', [{ type: 'text/html', content: '<!DOCTYPE html><p>x' }]),
      ['not-a-report: not-a-report'],
    ],
    [
      'a damaged attachment',
      mail('Hi', [{ name: 'photo.zip', content: zip.subarray(0, 100) }]),
      ['not-a-report: not-a-report'],
    ],
    [
      'a document',
      mail('Hi', [{ name: 'a.docx', content: writeZip({ 'word/document.xml': Buffer.from('<w/>') }) }]),
      ['not-a-report: not-a-report'],
    ],
    [
      'a complaint',
      mail(
        'c',
        [
          { content: 'x' },
          { type: 'message/feedback-report', content: 'Feedback-Type: abuse\r\nVersion: 1\r\n' },
        ],
        'multipart/report; report-type=feedback-report',
      ),
      ['not-a-report: not-a-report'],
    ],
    [
      'a report of ours that bounced',
      mail(
        'Undelivered',
        [{ content: 'x' }, { name: 'a', content: zip }],
        'multipart/report; report-type=delivery-status',
      ),
      ['not-a-report: not-a-report'],
    ],
    [
      'an announcement without anything',
      mail(announcing, [{ content: 'see attachment' }]),
      ['unreadable: report-missing'],
    ],
    ['an empty attachment', mail(announcing, [{ name: 'a.xml.gz', content: '' }]), ['unreadable: empty']],
    [
      'a damaged report',
      mail(announcing, [{ name: 'a.xml.gz', content: cut }]),
      ['unreadable: gzip-truncated'],
    ],
    [
      'an announced report beside an unused body',
      mail(announcing, [
        { content: '' },
        { type: 'multipart/related', content: 'x' },
        { name: 'a', content: zip },
      ]),
      ['aggregate'],
    ],
    [
      'declarations, announced or not',
      mail('Hi', [{ name: 'a', content: '<!DOCTYPE feedback []><feedback/>' }]),
      ['unreadable: xml-declaration'],
    ],
    [
      'a TLS report mail without it',
      `TLS-Report-Domain: example.org\r\n${mail('x', [{ content: 'x' }])}`,
      ['unreadable: report-missing'],
    ],
  ])('%s', (_, content, outcome) => {
    expect(brief(content)).toEqual(outcome);
  });
});

describe('what cannot be read says why', () => {
  const encrypted = Uint8Array.from(zip);
  // The flags of the directory's entry.
  encrypted[Buffer.from(zip).indexOf('PK\u0001\u0002', 0, 'latin1') + 8] = 1;
  const method = Uint8Array.from(zip);
  method[Buffer.from(zip).indexOf('PK\u0001\u0002', 0, 'latin1') + 10] = 12;
  const damaged = Uint8Array.from(writeZip({ 'a.xml': xml }));
  damaged.fill(0xff, 60, 90);
  // The checksum of a gzip stands eight bytes before its end.
  const changed = Uint8Array.from(gzip);
  changed.set([(changed.at(-8) ?? 0) ^ 1], changed.length - 8);
  const changedZip = Uint8Array.from(zip);
  const checksumAt = Buffer.from(zip).indexOf('PK\u0001\u0002', 0, 'latin1') + 16;
  changedZip.set([(changedZip[checksumAt] ?? 0) ^ 1], checksumAt);
  test.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'unreadable: empty'],
    ['white space', ' \r\n\t', 'unreadable: empty'],
    ['an empty gzip', gzipSync(new Uint8Array()), 'unreadable: empty'],
    ['an empty zip', writeZip({}), 'unreadable: empty'],
    ['an empty entry', writeZip({ 'a.xml': new Uint8Array() }), 'unreadable: empty'],
    ['a cut gzip', gzip.subarray(0, 200), 'unreadable: gzip-truncated'],
    ['a gzip of one byte', gzip.subarray(0, 2), 'unreadable: gzip-truncated'],
    ['a cut zip', zip.subarray(0, 200), 'unreadable: zip-damaged'],
    ['a damaged zip', damaged, 'unreadable: zip-damaged'],
    ['an encrypted zip', encrypted, 'unreadable: zip-encrypted'],
    ['an odd method', method, 'unreadable: zip-method'],
    ['a changed gzip', changed, 'unreadable: checksum-differs'],
    ['a changed zip', changedZip, 'unreadable: checksum-differs'],
    ['cut XML', xml.subarray(0, 700), 'unreadable: xml-truncated'],
    ['bad JSON', '{"policies": [', 'unreadable: json-invalid'],
    ['prose', 'Hello, world', 'not-a-report: not-a-report'],
    ['a web page', '<html><body>', 'not-a-report: not-a-report'],
  ])('%s', (_, content, outcome) => {
    expect(brief(content)).toEqual([outcome]);
  });
});

test('never throws on any bytes', () => {
  const start = fc.constantFrom<Uint8Array>(
    new Uint8Array(),
    gzip,
    zip,
    xml,
    tls,
    Buffer.from(mail('x', [{ name: 'a', content: zip }])),
  );
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 60 }), fc.nat(), fc.nat(), (base, noise, cut, at) => {
      const bytes = Uint8Array.from([...base.subarray(0, cut % (base.length + 1)), ...noise]);
      expect(brief(bytes).length).toBeGreaterThan(0);
      const changed = Uint8Array.from(base);
      changed.set(
        noise.subarray(0, Math.max(0, changed.length - (at % (changed.length + 1)))),
        at % (changed.length + 1),
      );
      expect(brief(changed).length).toBeGreaterThan(0);
    }),
  );
});
