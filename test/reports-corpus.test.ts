/** The reports of ../shared/corpora/reports: every one ends in the right outcome. Skipped by name where they are missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ReportsTally } from '../src/audit/reports/index.ts';
import { readReportFiles } from '../src/gather/reports/index.ts';
import { readReports } from '../src/wire/report-container/index.ts';
import {
  reportCorpus as corpus,
  expected,
  hasReportCorpus,
  reportsFigures,
} from '../tools/figures/reports.ts';

const isHere = hasReportCorpus();
const run = test.skipIf(!isHere);

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

  run('the figures hold', async () => {
    const rows = await reportsFigures();
    expect(rows.filter(({ holds }) => !holds)).toEqual([]);
    expect(rows.length).toBeGreaterThan(2);
  });
});
