/** The reports of ../shared/corpora/reports: every one ends in the right outcome. Skipped by name where they are missing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ReportsTally } from '../src/audit/reports/index.ts';
import { readReportFiles } from '../src/gather/reports/index.ts';
import { readReports } from '../src/wire/report-container/index.ts';
import { projectRoot } from './source-files.ts';

const corpus = resolve(projectRoot, '../shared/corpora/reports');
const isHere = existsSync(corpus);
const run = test.skipIf(!isHere);

interface Expected {
  readonly kind: 'aggregate' | 'tls';
  /** Records of an aggregate report, policies of a TLS report. */
  readonly count: number;
  readonly oddities?: readonly string[];
}

const expected: Readonly<Record<string, Expected>> = {
  'aggregate/!example.com!1538204542!1538463818.xml': {
    kind: 'aggregate',
    count: 1,
    oddities: ['org-name-missing'],
  },
  'aggregate/!large-example.com!1711897200!1711983600.xml': {
    kind: 'aggregate',
    count: 2286,
    oddities: ['org-name-missing'],
  },
  'aggregate/addisonfoods.com!example.com!1536105600!1536191999.xml': { kind: 'aggregate', count: 1 },
  'aggregate/empty_reason.xml': { kind: 'aggregate', count: 1 },
  'aggregate/example.net!example.com!1529366400!1529452799.xml': { kind: 'aggregate', count: 1 },
  'aggregate/ikea.com!example.de!1538690400!1538776800.xml': { kind: 'aggregate', count: 1 },
  'aggregate/invalid_utf_8.xml': {
    kind: 'aggregate',
    count: 1,
    oddities: ['invalid-characters', 'org-name-missing'],
  },
  'aggregate/mimecast-weird-gzip.eml': { kind: 'aggregate', count: 1 },
  'aggregate/rfc9990-example.net!example.com!1700000000!1700086399.xml': { kind: 'aggregate', count: 2 },
  'aggregate/twilight.eml': { kind: 'aggregate', count: 1 },
  'aggregate/veeam.com!example.com!1530133200!1530219600.xml': { kind: 'aggregate', count: 1 },
  'extract_report/changed-input.xml': { kind: 'aggregate', count: 20 },
  'extract_report/nice-input.xml': { kind: 'aggregate', count: 20 },
  'extract_report/nice-input.xml.gz': { kind: 'aggregate', count: 20 },
  'smtp_tls/mail.ru.json': { kind: 'tls', count: 1 },
  'smtp_tls/smtp_tls.json': { kind: 'tls', count: 1 },
};

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesOf(join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name],
  );

describe('the corpus of reports', () => {
  run('every file has an expected outcome', () => {
    expect([...filesOf(corpus)].sort()).toEqual(Object.keys(expected).sort());
  });

  test.skipIf(!isHere).each(Object.entries(expected))('%s', (name, { kind, count, oddities = [] }) => {
    const found = [...readReports(readFileSync(join(corpus, name)))];
    expect(found.map((one) => one.kind)).toEqual(['report']);
    const value = found[0]?.kind === 'report' ? found[0].value : undefined;
    expect(value?.kind).toBe(kind);
    if (value?.kind === 'aggregate') {
      expect(value.report.records).toHaveLength(count);
      expect([...value.report.oddities].sort()).toEqual(oddities);
      expect(value.report.policy.domain).toBeDefined();
      for (const { sourceIp, isDkimAligned, isSpfAligned, disposition } of value.report.records) {
        expect(sourceIp).toBeDefined();
        expect(isDkimAligned).toBeDefined();
        expect(isSpfAligned).toBeDefined();
        expect(disposition).toBeDefined();
      }
    } else if (value?.kind === 'tls') expect(value.report.policies).toHaveLength(count);
  });

  run('each cut in the middle is refused with a reason, and never silently taken', () => {
    for (const name of Object.keys(expected).filter((one) => /\.(xml|gz|json)$/.test(one))) {
      const bytes = readFileSync(join(corpus, name));
      const [found] = readReports(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
      expect(found?.kind, name).toBe('unreadable');
    }
  });

  run('as a folder: duplicates once, one answer for the domain', async () => {
    const tally = new ReportsTally('example.com');
    const kinds: Record<string, number> = {};
    for await (const reading of readReportFiles([corpus])) {
      kinds[reading.kind] = (kinds[reading.kind] ?? 0) + 1;
      if (reading.kind === 'report') tally.add(reading.value);
    }
    // The same report as XML and as gzip; and one with the same id whose only difference is a damaged byte.
    expect(kinds).toEqual({ report: 14, duplicate: 2 });
    const { mail, sources, tls, counts } = tally.summary();
    expect(counts).toEqual({ aggregate: 9, failure: 0, tls: 2 });
    expect(sources.reduce((sum, source) => sum + source.mail.messages, 0)).toBe(mail.messages);
    expect(tls.failures).toBe(4);
  });
});
