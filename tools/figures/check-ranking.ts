/**
 * How well the points of `waypost check` order mail, without network and without training:
 *
 *   node tools/figures/check-ranking.ts ham=FOLDER … spam=FOLDER … [--parts] [--worst] [--half=0|1]
 *
 * Every file below a folder is one message; a folder that is not there is skipped by its name. For each pair of a ham and a spam folder:
 * AUC, recall where 0.5 % of the ham is above; for each folder the share above the own threshold. `--half` takes every second file.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Instant, instantOf } from '../../src/base/clock.ts';
import { messageChecks } from '../../src/checks/message/all.ts';
import type { MailProfile } from '../../src/findings/message-check.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { checkMessage } from '../../src/preflight/check-message.ts';
import { readMailTables } from '../../src/preflight/mail-tables.ts';
import { SCORE_THRESHOLD, type ScorePart, scoreOf } from '../../src/preflight/score.ts';

interface Scored {
  readonly file: string;
  readonly points: number;
  readonly parts: readonly ScorePart[];
}

interface Folder {
  readonly kind: 'ham' | 'spam';
  readonly name: string;
  readonly mail: readonly Scored[];
}

const tables = readMailTables(readDataFolder(join(import.meta.dirname, '..', '..', 'data')));
const options = process.argv.slice(2);
const half = options.find((it) => it.startsWith('--half='))?.slice(7);

const folders = options
  .filter((it) => /^(?:ham|spam)=/.test(it))
  .flatMap((it): readonly Folder[] => {
    const [kind, path] = [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)];
    if (statSync(path, { throwIfNoEntry: false }) === undefined) {
      console.log(`skipped: ${path} is not there`);
      return [];
    }
    return [{ kind: kind === 'ham' ? 'ham' : 'spam', name: basename(path), mail: filesIn(path).map(scored) }];
  });

function filesIn(path: string): readonly string[] {
  const files = readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/^(?:cmds|\..*|.*\.jsonl?)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return half === undefined ? files : files.filter((_, index) => index % 2 === Number(half));
}

function scored(file: string): Scored {
  const raw = withoutEnvelope(readFileSync(file));
  const named = /^(bulk|transactional)-/.exec(basename(file))?.[1] as MailProfile | undefined;
  const given = { profile: named ?? 'personal', now: sentAt(raw), trackingDomains: [], tables } as const;
  const { points, parts } = scoreOf(checkMessage(raw, given, messageChecks).findings, tables.weights);
  return { file, points, parts };
}

/** As if the message were checked when it was written. */
function sentAt(raw: Buffer): Instant {
  const written = /^date:(.*)$/im.exec(raw.subarray(0, 20_000).toString('latin1'))?.[1] ?? '';
  const time = Date.parse(written);
  return instantOf(Number.isNaN(time) ? Date.now() : time);
}

/** 'From x Thu …' of an mbox before the first header is no part of the message. */
function withoutEnvelope(raw: Buffer): Buffer {
  return raw.subarray(0, 5).toString('latin1') === 'From ' ? raw.subarray(raw.indexOf(10) + 1) : raw;
}

/** Chance that a spam has more points than a ham (Mann–Whitney); ties count half. */
function aucOf(ham: readonly number[], spam: readonly number[]): number {
  const all = [
    ...ham.map((points) => ({ points, isSpam: false })),
    ...spam.map((points) => ({ points, isSpam: true })),
  ];
  all.sort((a, b) => a.points - b.points);
  let rankSum = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]?.points === all[at]?.points) end += 1;
    for (let index = at; index < end; index += 1) if (all[index]?.isSpam) rankSum += (at + end + 1) / 2;
    at = end;
  }
  return (rankSum - (spam.length * (spam.length + 1)) / 2) / (ham.length * spam.length);
}

const pointsOf = ({ mail }: { readonly mail: readonly Scored[] }): readonly number[] =>
  mail.map(({ points }) => points);
const share = (count: number, of: number): string =>
  of === 0 ? '–' : `${((100 * count) / of).toFixed(2)} %`;

function recallAt(ham: readonly number[], spam: readonly number[], rate: number): number {
  const sorted = ham.toSorted((a, b) => b - a);
  const limit = sorted[Math.floor(sorted.length * rate)] ?? Number.NEGATIVE_INFINITY;
  return spam.filter((points) => points > limit).length / spam.length;
}

const all = (kind: Folder['kind']): Folder => ({
  kind,
  name: `all ${kind}`,
  mail: folders.filter((it) => it.kind === kind).flatMap(({ mail }) => mail),
});

for (const { kind, name, mail } of [...folders, all('ham'), all('spam')]) {
  const above = mail.filter(({ points }) => points >= SCORE_THRESHOLD).length;
  console.log(
    `${kind} ${name}: ${mail.length} messages, ${share(above, mail.length)} at ${SCORE_THRESHOLD} points or more`,
  );
}
for (const ham of [...folders.filter(({ kind }) => kind === 'ham'), all('ham')]) {
  for (const spam of [...folders.filter(({ kind }) => kind === 'spam'), all('spam')]) {
    if (ham.mail.length === 0 || spam.mail.length === 0) continue;
    const auc = aucOf(pointsOf(ham), pointsOf(spam)).toFixed(4);
    const recall = recallAt(pointsOf(ham), pointsOf(spam), 0.005).toFixed(3);
    console.log(`${ham.name} against ${spam.name}: AUC ${auc}, recall at 0.5 % ${recall}`);
  }
}
if (options.includes('--parts')) printParts();
if (options.includes('--worst')) printWorst();

function printParts(): void {
  const names = new Map<string, number[]>();
  folders.forEach(({ mail }, index) => {
    for (const { parts } of mail)
      for (const { check, message } of parts) {
        const counts = names.get(`${check} ${message}`) ?? folders.map(() => 0);
        counts[index] = (counts[index] ?? 0) + 1;
        names.set(`${check} ${message}`, counts);
      }
  });
  console.log(['part', ...folders.map(({ name }) => name)].join('\t'));
  for (const [name, counts] of [...names].sort())
    console.log(
      [name, ...counts.map((count, index) => share(count, folders[index]?.mail.length ?? 0))].join('\t'),
    );
}

/** Ham with most points, spam with fewest. */
function printWorst(): void {
  for (const kind of ['ham', 'spam'] as const) {
    const sorted = all(kind).mail.toSorted((a, b) =>
      kind === 'ham' ? b.points - a.points : a.points - b.points,
    );
    for (const { file, points, parts } of sorted.slice(0, 25))
      console.log(
        `${kind} ${points} ${file}: ${parts.map((part) => `${part.message} ${part.points}`).join(', ')}`,
      );
  }
}
