/**
 * Measures the bounce reader on labelled messages: detection, recipients, false alarms.
 * usage: node tools/measure-bounces.ts [--wrong] [--dump FILE…]   reads ../shared/corpora
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBounce } from '../src/wire/bounce/index.ts';
import { parseMessage } from '../src/wire/message/index.ts';
import { readJsonLines } from './json-lines.ts';

interface Row {
  readonly file: string;
  readonly vendor: string;
  readonly gold?: readonly string[];
  readonly accept: readonly (string | readonly string[])[];
  readonly labels: readonly { readonly recipient?: string; readonly type?: string }[];
}

const shared = '../shared/corpora';
const isVerbose = process.argv.includes('--wrong');

function expectedKinds(row: Row): readonly string[] {
  const categories = row.gold ?? row.accept.flat();
  if (row.labels[0]?.type === 'not-a-bounce' || categories.includes('not-a-bounce')) return ['not-a-bounce'];
  const kinds = new Set<string>();
  for (const category of categories) {
    if (category === 'notice.complaint') kinds.add('complaint');
    else if (category === 'notice.unsubscribe') kinds.add('unsubscribe');
    else if (category === 'notice.auto-reply') kinds.add('auto-reply');
    else if (category === 'notice.challenge') kinds.add('challenge');
    else kinds.add('bounce').add('delay');
  }
  return kinds.size === 0 ? ['bounce', 'delay', 'complaint'] : [...kinds];
}

function measure(): void {
  const path = join(shared, 'bounces/messages.jsonl');
  if (!existsSync(path)) {
    console.log(`no ${path}: nothing measured`);
    return;
  }
  const rows = readJsonLines<Row>(path);
  const count = {
    report: 0,
    detected: 0,
    kind: 0,
    labelled: 0,
    right: 0,
    named: 0,
    diagnosed: 0,
    other: 0,
    alarms: 0,
  };
  let ms = 0;
  for (const row of rows) {
    const raw = readFileSync(join(shared, 'bounces/messages', row.file));
    const before = performance.now();
    const report = readBounce(parseMessage(raw));
    ms += performance.now() - before;
    const kinds = expectedKinds(row);
    const say = (what: string) =>
      isVerbose && console.log(what, row.file, row.vendor, report.kind, report.format, kinds.join('|'));
    if (kinds[0] === 'not-a-bounce') {
      count.other += 1;
      if (report.kind === 'bounce' || report.kind === 'delay') count.alarms += 1;
      if (report.kind !== 'not-a-bounce') say('ALARM ');
      continue;
    }
    count.report += 1;
    if (report.kind !== 'not-a-bounce') count.detected += 1;
    else say('MISSED');
    if (kinds.includes(report.kind)) count.kind += 1;
    else if (report.kind !== 'not-a-bounce') say('KIND  ');
    if (report.recipients.some((r) => r.recipient?.includes('@'))) count.named += 1;
    else say('NONAME');
    if (report.recipients.some((r) => r.diagnostic !== '')) count.diagnosed += 1;
    else say('NODIAG');
    const want = [
      ...new Set(row.labels.flatMap((l) => (l.recipient ? [l.recipient.toLowerCase()] : []))),
    ].sort();
    if (want.length === 0) continue;
    const got = [
      ...new Set(report.recipients.map((r) => (r.originalRecipient ?? r.recipient ?? '').toLowerCase())),
    ].sort();
    count.labelled += 1;
    if (want.join() === got.join()) count.right += 1;
    else say(`RECIP  want ${want.join()} got ${got.join()}`);
  }
  const of = (a: number, b: number) => `${a}/${b} = ${((100 * a) / Math.max(1, b)).toFixed(1)} %`;
  console.log(`detected            ${of(count.detected, count.report)}`);
  console.log(`kind right          ${of(count.kind, count.report)}`);
  console.log(`recipients right    ${of(count.right, count.labelled)}`);
  console.log(`names an address    ${of(count.named, count.report)}`);
  console.log(`has a diagnostic    ${of(count.diagnosed, count.report)}`);
  console.log(`false alarms        ${of(count.alarms, count.other)} in the corpus`);
  console.log(`speed               ${((rows.length * 1000) / ms).toFixed(0)} messages a second`);
}

function measureNewsletters(): void {
  const folder = join(shared, 'newsletters');
  if (!existsSync(folder)) return;
  const alarms = readdirSync(folder).filter((f) => {
    const report = readBounce(parseMessage(readFileSync(join(folder, f))));
    if (report.kind !== 'not-a-bounce') console.log('newsletter', f, report.kind, report.format);
    return report.kind !== 'not-a-bounce';
  });
  console.log(`newsletters         ${alarms.length} of ${readdirSync(folder).length} taken for a report`);
}

const dump = process.argv.indexOf('--dump');
if (dump > 0) {
  for (const file of process.argv.slice(dump + 1)) {
    const { returned, ...report } = readBounce(parseMessage(readFileSync(file)));
    const { part, ...rest } = returned() ?? { isHeadersOnly: false };
    console.log(
      file,
      JSON.stringify({ ...report, returned: { hasPart: part !== undefined, ...rest } }, null, 1),
    );
  }
} else {
  measure();
  measureNewsletters();
}
