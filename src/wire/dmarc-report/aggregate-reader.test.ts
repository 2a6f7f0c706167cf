import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AggregateReader } from './aggregate-reader.ts';
import { sampleAggregate, sampleRecord } from './testing.ts';
import type { DmarcAggregateReport } from './types.ts';

function read(text: string | Uint8Array, limits = {}) {
  const reader = new AggregateReader(limits);
  reader.push(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return reader.end();
}

function reportOf(text: string | Uint8Array): DmarcAggregateReport {
  const read_ = read(text);
  if (!read_.ok) throw new Error(read_.problem.code);
  const [report] = read_.value;
  if (report === undefined) throw new Error('no report');
  return report;
}

const codeOf = (text: string, limits = {}): string => {
  const result = read(text, limits);
  return result.ok ? 'ok' : result.problem.code;
};

/** RFC 9990 with its namespace, new elements and an extension. */
const modern = `<?xml version="1.0"?>
<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">
<version>2.0</version>
<report_metadata><org_name>Receiver</org_name><email>r@receiver.example</email><report_id>a@b</report_id>
<date_range><begin>1767225600</begin><end>1767311999</end></date_range><error>one</error><error>two</error>
<generator>Reporter 1</generator></report_metadata>
<policy_published><domain>Example.ORG</domain><discovery_method>treewalk</discovery_method><p>reject</p>
<sp>quarantine</sp><np>reject</np><adkim>s</adkim><aspf>r</aspf><testing>y</testing><fo>1:d</fo></policy_published>
<extension><x:thing xmlns:x="urn:x"><x:record>not one</x:record></x:thing></extension>
<record><row><source_ip>2001:DB8::0001</source_ip><count>7</count><policy_evaluated>
<disposition>pass</disposition><dkim>Pass</dkim><spf>FAIL</spf>
<reason><type>policy_test_mode</type><comment>t=y</comment></reason></policy_evaluated></row>
<identifiers><header_from>example.org</header_from><envelope_from/></identifiers>
<auth_results><dkim><domain>example.org</domain><selector>S1</selector><result>pass</result></dkim>
<dkim><domain>mailer.example</domain><selector>k</selector><result>Neutral</result><human_result>body &amp; more</human_result></dkim>
<spf><domain>helo.example.org</domain><scope>HELO</scope><result>softfail</result></spf></auth_results>
<x:more xmlns:x="urn:x">x</x:more></record></feedback>`;

test('reads all of RFC 9990', () => {
  expect(reportOf(modern)).toEqual({
    namespace: 'urn:ietf:params:xml:ns:dmarc-2.0',
    version: '2.0',
    metadata: {
      orgName: 'Receiver',
      email: 'r@receiver.example',
      reportId: 'a@b',
      begin: '2026-01-01T00:00:00.000Z',
      end: '2026-01-01T23:59:59.000Z',
      errors: ['one', 'two'],
      generator: 'Reporter 1',
    },
    policy: {
      domain: 'example.org',
      policy: 'reject',
      subdomainPolicy: 'quarantine',
      nonExistentPolicy: 'reject',
      isStrictDkim: true,
      isStrictSpf: false,
      isTesting: true,
      discoveryMethod: 'treewalk',
      failureOptions: '1:d',
    },
    records: [
      {
        sourceIp: '2001:db8::1',
        count: 7,
        disposition: 'pass',
        isDkimAligned: true,
        isSpfAligned: false,
        reasons: [{ type: 'policy_test_mode', comment: 't=y' }],
        headerFrom: 'example.org',
        envelopeFrom: '',
        dkim: [
          { domain: 'example.org', selector: 's1', result: 'pass' },
          { domain: 'mailer.example', selector: 'k', result: 'neutral', humanResult: 'body & more' },
        ],
        spf: [{ domain: 'helo.example.org', scope: 'helo', result: 'softfail' }],
      },
    ],
    oddities: [],
  });
});

describe('what writers do to it is read', () => {
  const base = sampleAggregate();
  test.each<[string, string]>([
    [
      'the elder namespace with a prefix',
      base
        .replaceAll(/<(\/?)(?=[a-z])/g, '<$1n:')
        .replace('<n:feedback', '<n:feedback xmlns:n="http://dmarc.org/dmarc-xml/0.1"'),
    ],
    [
      'a schema element around it that never ends',
      base.replace('<feedback>', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n<feedback>'),
    ],
    ['upper-case results', base.replaceAll('pass<', 'Pass<')],
    ['upper-case elements', base.replace('<count>', '<Count>').replace('</count>', '</Count>')],
    ['text between elements', base.replace('</sp>', '</sp>11')],
    [
      'an address in angle brackets',
      base.replace('dmarc@receiver.example', 'Reports <dmarc@receiver.example>'),
    ],
    ['a byte order mark and blank lines before', `\ufeff\n\n${base}`],
    ['no declaration', base.slice(base.indexOf('<feedback>'))],
    ['a word in angle brackets', base.replace('dmarc@receiver.example', 'Reports <postmaster>')],
    [
      'a bare ampersand',
      base.replace('<version>', '<!-- a & b --><version>').replace('<comment>', '<comment>a & b '),
    ],
    ['milliseconds', base.replace('1767225600', '1767225600000').replace('1767311999', '1767311999000')],
    [
      'dates as text',
      base.replace('1767225600', '2026-01-01T00:00:00Z').replace('1767311999', '2026-01-01 23:59:59'),
    ],
    ['a tail after the report', `${base}\0\0 tail`],
  ])('%s', (_, text) => {
    const report = reportOf(text);
    expect(report.metadata).toMatchObject({
      orgName: 'receiver.example',
      reportId: 'id-1',
      begin: '2026-01-01T00:00:00.000Z',
    });
    expect(report.policy).toMatchObject({ domain: 'example.org', policy: 'none' });
    expect(report.records).toMatchObject([
      {
        sourceIp: '192.0.2.1',
        count: 1,
        isDkimAligned: true,
        isSpfAligned: true,
        dkim: [{ result: 'pass' }],
      },
    ]);
  });

  test.each<[string, string, string]>([
    ['no org_name', base.replace(/<org_name>.*?<\/org_name>/, ''), 'org-name-missing'],
    ['an empty org_name', base.replace(/<org_name>.*?</, '<org_name><'), 'org-name-missing'],
    ['no id', base.replace(/<report_id>.*?<\/report_id>/, ''), 'report-id-missing'],
    ['a date that is none', base.replace('1767225600', 'soon'), 'date-range-invalid'],
    ['no records', sampleAggregate({ records: [] }), 'no-records'],
    ['no policy', base.replace('<domain>example.org</domain><adkim>', '<adkim>'), 'policy-domain-missing'],
    ['an address that is none', sampleAggregate({ records: [{ ip: 'unknown' }] }), 'source-ip-invalid'],
    ['a count that is none', base.replace('<count>1<', '<count>-1<'), 'count-invalid'],
    ['a verdict that is none', sampleAggregate({ records: [{ dkim: 'temperror' }] }), 'result-unknown'],
    ['a text without end', sampleAggregate({ org: 'x'.repeat(5_000) }), 'text-cut'],
  ])('%s is noted', (_, text, oddity) => {
    expect(reportOf(text).oddities).toContain(oddity);
  });

  test('bytes that are no UTF-8', () => {
    const report = reportOf(Buffer.from(sampleAggregate({ records: [{ headerFrom: 'bad\xff' }] }), 'latin1'));
    expect(report.records[0]?.headerFrom).toBe('bad\ufffd');
    expect(report.oddities).toEqual(['invalid-characters']);
  });

  test('an id in raw angle brackets', () => {
    expect(reportOf(sampleAggregate({ id: '<1@receiver.example>' })).metadata.reportId).toBe(
      '1@receiver.example',
    );
  });

  test('a declared encoding', () => {
    const text = sampleAggregate({ org: 'Größe' }).replace('UTF-8', 'ISO-8859-1');
    expect(reportOf(Buffer.from(text, 'latin1')).metadata.orgName).toBe('Größe');
  });

  test('UTF-16', () => {
    expect(reportOf(Buffer.from(`\ufeff${base}`, 'utf16le')).metadata.reportId).toBe('id-1');
  });

  test('an empty reason is none', () => {
    const text = base.replace(
      '</policy_evaluated>',
      '<reason><type></type><comment/></reason></policy_evaluated>',
    );
    expect(reportOf(text).records[0]?.reasons).toEqual([]);
  });

  test('two reports in one document', () => {
    const two = read(`${sampleAggregate({ id: 'a' })}${sampleAggregate({ id: 'b' })}`);
    expect(two.ok && two.value.map(({ metadata }) => metadata.reportId)).toEqual(['a', 'b']);
  });
});

test.each<[string, string, string, object]>([
  [
    'a document type',
    sampleAggregate().replace('<feedback>', '<!DOCTYPE feedback [<!ENTITY a "b">]><feedback>'),
    'xml-declaration',
    {},
  ],
  [
    'an entity inside',
    sampleAggregate().replace('<version>', '<!ENTITY a SYSTEM "file:///etc/passwd"><version>'),
    'xml-declaration',
    {},
  ],
  ['depth', `<feedback>${'<a>'.repeat(100)}`, 'xml-too-deep', {}],
  ['records', sampleAggregate({ records: [{}, {}, {}] }), 'too-many-records', { records: 2 }],
  ['results', sampleAggregate({ records: [{}, {}, {}] }), 'too-many-results', { results: 5 }],
  ['texts', sampleAggregate({ org: 'x'.repeat(2_000) }), 'too-much-text', { characters: 1_000 }],
  ['elements of one record', `<feedback><record>${'<a/>'.repeat(3_000)}`, 'too-many-elements', {}],
  ['reports of one document', '<feedback><record/></feedback>'.repeat(101), 'too-many-reports', {}],
  ['a cut', sampleAggregate().slice(0, 900), 'xml-truncated', {}],
  ['nothing inside', '<feedback></feedback>', 'empty-report', {}],
  ['another document', '<svg/>', 'not-a-report', {}],
  ['a page behind a comment', '<!-- x --><!DOCTYPE html><html>', 'not-a-report', {}],
  ['a page that nests', '<div>'.repeat(100), 'not-a-report', {}],
  ['a document type of another name', '<!DOCTYPE lolz [<!ENTITY a "b">]><feedback/>', 'xml-declaration', {}],
  ['no document', '', 'not-a-report', {}],
])('refused: %s', (_, text, code, limits) => {
  expect(codeOf(text, limits)).toBe(code);
});

test('never throws on any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => typeof read(bytes).ok === 'boolean'));
  const token = fc.constantFrom(
    '<feedback>',
    '</feedback>',
    '<record>',
    '</record>',
    '<row>',
    '<count>',
    '1',
    '&lt;',
    '<dkim>',
    '</row>',
    '<a b="',
  );
  fc.assert(fc.property(fc.array(token), (tokens) => typeof read(tokens.join('')).ok === 'boolean'));
});

test('pieces of any size give the same', () => {
  const bytes = new TextEncoder().encode(
    sampleAggregate({ org: 'Grüße & mehr', records: [{}, { ip: '2001:db8::2' }] }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 150, max: 900 }), (size) => {
      const reader = new AggregateReader();
      for (let start = 0; start < bytes.length; start += size)
        reader.push(bytes.subarray(start, start + size));
      expect(reader.end()).toEqual(read(bytes));
    }),
    { numRuns: 30 },
  );
});

test('time is linear in the records', () => {
  const text = sampleAggregate().replace('</feedback>', sampleRecord().repeat(20_000));
  const before = performance.now();
  expect(codeOf(`${text}</feedback>`)).toBe('ok');
  expect(performance.now() - before).toBeLessThan(5_000);
});
