/** The real program reads reports as they arrive (zip, gzip, mail, mbox, JSON, broken ones) and audits with what they tell. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportsFacts } from '../../src/findings/facts/reports.ts';
import { type SampleRecord, sampleAggregate } from '../../src/wire/dmarc-report/testing.ts';
import { mail, writeZip } from '../../src/wire/report-container/testing.ts';
import { type DnsLab, type LabZone, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';
import { runWaypost } from './program.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`audits with reports skipped: ${missing.join(', ')} not installed`);

const domain = 'rep.test';
const zones: readonly LabZone[] = [
  {
    name: domain,
    isSigned: false,
    records: `@ IN MX 10 mx
mx IN A 192.0.2.10
@ IN TXT "v=spf1 ip4:192.0.2.1 -all"
_dmarc IN TXT "v=DMARC1; p=none; rua=mailto:d@rep.test"
`,
  },
];

const DAY = 86_400;
const midnight = Math.floor(Date.now() / 1000 / DAY) * DAY;
const own: SampleRecord = {
  ip: '192.0.2.1',
  count: 100,
  headerFrom: domain,
  envelopeFrom: domain,
  signatures: [[domain, 'live', 'pass']],
  spfResult: [domain, 'pass'],
};
/** Signed, sent by several receivers' word, and not in SPF. */
const forgotten: SampleRecord = {
  ...own,
  ip: '198.51.100.7',
  count: 40,
  spf: 'fail',
  spfResult: [domain, 'fail'],
};
const stranger: SampleRecord = {
  ...own,
  ip: '203.0.113.9',
  count: 5,
  dkim: 'fail',
  spf: 'fail',
  signatures: [],
  spfResult: [domain, 'fail'],
};
/** The domain's own signature, broken on its way out. */
const broken: SampleRecord = {
  ...own,
  ip: '198.51.100.99',
  count: 60,
  dkim: 'fail',
  spf: 'fail',
  signatures: [[domain, 'other', 'fail']],
  spfResult: [domain, 'fail'],
};

const xml = (daysAgo: number, records: readonly SampleRecord[], about = domain): string =>
  sampleAggregate({
    id: `${about}-${daysAgo}`,
    org: daysAgo % 2 === 0 ? 'a.example' : 'b.example',
    begin: midnight - daysAgo * DAY,
    domain: about,
    records,
  });

const tls = JSON.stringify({
  'organization-name': 'a.example',
  'report-id': 't1',
  'date-range': {
    'start-datetime': new Date((midnight - DAY) * 1000).toISOString(),
    'end-datetime': new Date((midnight - 1) * 1000).toISOString(),
  },
  policies: [
    {
      policy: { 'policy-type': 'no-policy-found', 'policy-domain': domain },
      summary: { 'total-successful-session-count': 50, 'total-failure-session-count': 2 },
      'failure-details': [
        {
          'result-type': 'certificate-expired',
          'receiving-mx-hostname': 'mx.rep.test',
          'failed-session-count': 2,
        },
      ],
    },
  ],
});

/** A folder of sixteen days in every form, with two files that cannot be read and one that is ordinary mail. */
function writeReports(folder: string, records: readonly SampleRecord[]): void {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  const text = (day: number): string => xml(day, records);
  for (let day = 16; day > 6; day--) put(`plain-${day}.xml`, text(day));
  put('one.zip', writeZip({ 'report.xml': text(6) }));
  put('one.xml.gz', gzipSync(text(5)));
  const attached = (day: number): string =>
    mail(`Report Domain: ${domain}`, [
      { content: 'A report.' },
      { type: 'application/gzip', name: 'r.xml.gz', content: gzipSync(text(day)) },
    ]);
  put('mail.eml', attached(4));
  put('box.mbox', [3, 2].map((day) => `From a@b Thu Jan  1 00:00:00 2026\r\n${attached(day)}\r\n`).join(''));
  put('last.xml', text(1));
  put('again.xml', text(1));
  put('tls.json', tls);
  put('cut.xml.gz', gzipSync(text(1)).subarray(0, 100));
  put('empty.zip', '');
  put('hello.eml', 'From: a@rep.test\r\nSubject: lunch\r\n\r\nToday at noon.\r\n');
}

interface AuditJson {
  readonly subject: { readonly name: string };
  readonly reports?: ReportsFacts;
  readonly findings: readonly {
    readonly check: string;
    readonly message: string;
    readonly outcome: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly fixes: readonly { readonly kind: string; readonly value?: string }[];
  }[];
  readonly plan: readonly {
    readonly id: string;
    readonly proof: { readonly state: string; readonly why?: string };
    readonly data: Readonly<Record<string, unknown>>;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'waypost-reports-'));
const good = join(folder, 'good');
const bad = join(folder, 'bad');
const said = ({ findings }: AuditJson): readonly string[] =>
  findings
    .filter(({ check }) => check.startsWith('reports/'))
    .map(({ check, outcome, message }) => `${check} ${outcome} ${message}`);

beforeAll(() => {
  writeReports(good, [own, forgotten, stranger]);
  writeReports(bad, [own, broken]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(missing.length > 0)('waypost audit NAME --reports PATH', () => {
  let lab: DnsLab;
  let resolver: string;
  const run = (...args: readonly string[]) =>
    runWaypost(['audit', '--resolver', resolver, '--no-progress', '--no-connect', '--no-lists', ...args]);
  const json = async (...args: readonly string[]): Promise<AuditJson> =>
    JSON.parse((await run('--json', ...args)).stdout) as AuditJson;
  beforeAll(async () => {
    lab = await startDnsLab(zones);
    resolver = `${lab.recursive.host}:${lab.recursive.port}`;
  });
  afterAll(() => lab?.close());

  test('every form is read; what cannot be read is told, ordinary mail is no alarm', async () => {
    const { reports, findings } = await json(domain, '--reports', good);
    expect(reports?.counts).toEqual({
      aggregate: 16,
      failure: 0,
      tls: 1,
      duplicates: 1,
      elsewhere: 0,
      setAside: 0,
      unreadable: 2,
      others: 1,
    });
    expect(reports?.mail.messages).toBe(16 * 145);
    const unreadable = findings.filter(({ check }) => check === 'reports/readable');
    expect(unreadable.map(({ message, outcome }) => `${outcome} ${message}`)).toEqual([
      'fail unreadable',
      'fail unreadable',
    ]);
    expect(unreadable.map(({ data }) => String(data['files'])).join()).toMatch(
      /cut\.xml\.gz.*empty\.zip|empty\.zip.*cut\.xml\.gz/,
    );
  });

  test('who sends: the forgotten host comes with the record that lets it in, strangers are no fault', async () => {
    const audit = await json(domain, '--reports', good);
    expect(said(audit)).toEqual(
      expect.arrayContaining([
        'reports/own-mail pass passes',
        'reports/sources fail unlisted',
        'reports/sources not-applicable strangers',
        'reports/policy-seen pass same',
        'reports/tls-failures fail certificate-expired',
        'reports/period pass covered',
      ]),
    );
    const unlisted = audit.findings.find(({ message }) => message === 'unlisted');
    expect(unlisted?.fixes).toMatchObject([
      { kind: 'dns', value: 'v=spf1 ip4:192.0.2.1 ip4:198.51.100.7 -all' },
    ]);
  });

  test('its selector and addresses are audited', async () => {
    const { findings } = await json(domain, '--reports', good);
    expect(findings).toContainEqual(
      expect.objectContaining({
        check: 'dkim/key-found',
        data: expect.objectContaining({ selector: 'live', origin: 'report' }),
      }),
    );
    const spf = findings.filter(({ check }) => check === 'spf/authorises-ip');
    expect(spf.map(({ data, message }) => `${data['ip']} ${message}`).sort()).toEqual([
      '192.0.2.1 authorised',
      '198.51.100.7 not-authorised',
    ]);
  });

  test('the plan: quarantine is proven where own mail passes', async () => {
    const { plan } = await json(domain, '--reports', good, '--plan');
    expect(plan.find(({ id }) => id === 'dmarc/quarantine')).toMatchObject({
      proof: { state: 'proven' },
      data: { messages: 16 * 140, share: 100, days: 16 },
    });
    const spf = plan.find(({ id }) => id === 'spf/record');
    expect(spf).toMatchObject({
      proof: { state: 'proven' },
      data: { record: expect.stringContaining('ip4:198.51.100.7') },
    });
  });

  test('and waits where it does not, saying how much, from where, and what is first', async () => {
    const { plan } = await json(domain, '--reports', bad, '--plan');
    expect(plan.find(({ id }) => id === 'dmarc/quarantine')).toMatchObject({
      proof: { state: 'not-provable', why: 'reports-failing' },
      data: { share: 62, failing: 960, source: '198.51.100.99', action: 'repair-dkim' },
    });
    const { stdout } = await run(domain, '--reports', bad, '--plan');
    const flat = stdout.replace(/\s+/g, ' ');
    expect(flat).toContain('62 % of 2,560 own messages pass, 98 % are needed; 960 of 198.51.100.99 fail');
  });

  test('the table stands in text and page; saved evidence is judged the same', async () => {
    const saved = join(folder, 'evidence.json');
    const { stdout } = await run(domain, '--reports', good, '--save-evidence', saved);
    expect(stdout).toMatch(/Who sends as rep\.test/);
    expect(stdout).toMatch(/198\.51\.100\.7 +640 +0 % +100 % +100 % +yours, not in SPF/);
    const page = (await run(domain, '--reports', good, '--format', 'html')).stdout;
    expect(page).toMatch(/<td>198\.51\.100\.7<\/td><td>640<\/td><td>0 %<\/td>/);
    const first = await json(domain, '--reports', good);
    const again = JSON.parse(
      (await runWaypost(['audit', '--json', '--evidence', saved])).stdout,
    ) as AuditJson;
    expect(said(again)).toEqual(said(first));
    expect(again.reports?.mail).toEqual(first.reports?.mail);
    expect(readFileSync(saved, 'utf8')).toContain('"reports"');
  });

  test('a domain that no report is about is told so, and audited', async () => {
    const audit = await json('signed.test', '--reports', good);
    expect(said(audit)).toContain('reports/period unknown no-reports');
    expect(audit.findings.length).toBeGreaterThan(10);
  });

  test('names from a file: each gets its own', async () => {
    const list = join(folder, 'names.txt');
    writeFileSync(list, `signed.test\n${domain}\n`);
    const { stdout } = await run('--file', list, '--json', '--reports', good);
    const audits = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditJson);
    expect(audits.map(({ subject, reports }) => [subject.name, reports?.mail.messages])).toEqual([
      ['signed.test', 0],
      [domain, 16 * 145],
    ]);
  });
});

describe('waypost audit --reports PATH', () => {
  const audit = (...args: readonly string[]) => runWaypost(['audit', '--no-progress', '--reports', ...args]);

  test('domains of the reports, each summed up, nothing asked', async () => {
    writeFileSync(join(good, 'other.xml'), xml(1, [{ headerFrom: 'example.com' }], 'example.com'));
    const { code, stdout, stderr } = await audit(good, '--json');
    rmSync(join(good, 'other.xml'));
    expect(code).toBe(0);
    expect(stderr).toContain('rep.test, example.com');
    const audits = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditJson);
    expect(audits.map(({ subject }) => subject.name)).toEqual([domain, 'example.com']);
    for (const { findings } of audits)
      expect(findings.filter(({ check }) => !check.startsWith('reports/'))).toEqual([]);
  });

  test('text, German, and --fail-on', async () => {
    const { code, stdout } = await audit(good, '--lang', 'de');
    expect(code).toBe(0);
    expect(stdout).toContain('Wer als rep.test sendet');
    expect((await audit(bad, '--fail-on', 'error')).code).toBe(4);
  });

  test.each<[string, (at: string) => void, RegExp]>([
    ['no such path', () => undefined, /There is no file/],
    ['an empty folder', (at) => mkdirSync(at), /holds no files/],
    [
      'only what cannot be read',
      (at) => {
        mkdirSync(at);
        writeFileSync(join(at, 'a.zip'), '');
        writeFileSync(join(at, 'b.xml'), '<feedback><record>');
      },
      /no report that can be read.*a\.zip/,
    ],
    [
      'only ordinary mail',
      (at) => writeFileSync(at, 'From: a@b.example\r\n\r\nHello.\r\n'),
      /only ordinary mail/,
    ],
  ])('%s: one sentence, exit code 1', async (name, make, words) => {
    const at = join(folder, name.replaceAll(' ', '-'));
    make(at);
    for (const args of [[at], [at, domain, '--resolver', '127.0.0.1:9', '--no-connect']]) {
      const { code, stdout, stderr } = await audit(...args);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(words);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  test('what makes no sense is refused', async () => {
    expect((await audit(good, '--plan')).code).toBe(2);
    expect((await audit(good, '--evidence', 'x.json')).code).toBe(2);
  });
});
