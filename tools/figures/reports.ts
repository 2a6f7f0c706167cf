/**
 * The reports of ../shared/corpora/reports: each ends in the right outcome, each cut in the middle is refused with a reason,
 * a bomb of 200 MB is refused. Time and memory in a process of their own: `npm run bench:reports`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readReports } from '../../src/wire/report-container/index.ts';
import type { ReportFound } from '../../src/wire/report-container/types.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';

export const reportCorpus = resolve(import.meta.dirname, '../../../shared/corpora/reports');
export const hasReportCorpus = (): boolean => existsSync(reportCorpus);

/** What a file of the corpus must come to. */
export interface Expected {
  readonly kind: 'aggregate' | 'tls';
  /** Records of an aggregate report, policies of a TLS report. */
  readonly count: number;
  readonly oddities?: readonly string[];
}

/** Every file of the corpus. */
export const expected: Readonly<Record<string, Expected>> = {
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

const LARGEST = 'aggregate/!large-example.com!1711897200!1711983600.xml';
const BOMB_BYTES = 200_000_000;

/** Kind, number of records or policies, and what was odd are as they should be, and nothing else is found. */
function isRight(found: readonly ReportFound[], { kind, count, oddities = [] }: Expected): boolean {
  const [one, ...more] = found;
  if (one?.kind !== 'report' || more.length > 0) return false;
  const { value } = one;
  if (value.kind === 'tls') return kind === 'tls' && value.report.policies.length === count;
  if (value.kind === 'failure' || kind !== 'aggregate') return false;
  const { records, policy } = value.report;
  const isWhole = records.every(
    ({ sourceIp, isDkimAligned, isSpfAligned, disposition }) =>
      sourceIp !== undefined &&
      isDkimAligned !== undefined &&
      isSpfAligned !== undefined &&
      disposition !== undefined,
  );
  const isOddAsExpected = [...value.report.oddities].sort().join() === oddities.join();
  return records.length === count && policy.domain !== undefined && isWhole && isOddAsExpected;
}

/** None where the corpus is not there. */
export async function reportsFigures(): Promise<readonly FigureRow[]> {
  if (!hasReportCorpus()) return [];
  const read = (name: string): Buffer => readFileSync(join(reportCorpus, name));
  const names = Object.keys(expected);
  const large = read(LARGEST);
  const started = performance.now();
  const largeFound = [...readReports(large)].length;
  const seconds = (performance.now() - started) / 1000;
  const right = Object.entries(expected).filter(([name, one]) => isRight([...readReports(read(name))], one));
  const whole = names.filter((name) => /\.(xml|gz|json)$/.test(name));
  const refused = whole.filter((name) => {
    const bytes = read(name);
    const found = [...readReports(bytes.subarray(0, Math.floor(bytes.length * 0.6)))];
    return found[0]?.kind === 'unreadable' && found[0].problem.message !== '';
  });
  const broken = [new Uint8Array(), gzipSync(new Uint8Array(BOMB_BYTES))];
  const told = broken.filter((bytes) => [...readReports(bytes)][0]?.kind === 'unreadable');
  return [
    atLeast(`reports in the right outcome (of ${names.length})`, right.length, names.length),
    atLeast(`cut reports refused with a reason (of ${whole.length})`, refused.length, whole.length),
    atLeast('an empty file and a bomb of 200 MB refused (of 2)', told.length, broken.length),
    atMost('seconds for 2,286 records', largeFound === 1 ? Number(seconds.toFixed(3)) : 99, 0.3),
  ];
}
