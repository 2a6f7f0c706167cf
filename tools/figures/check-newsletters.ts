/** Figures over the good newsletters of ../shared: no false refusal, hardly anything above information, every fix holds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageChecks } from '../../src/checks/index.ts';
import { type MailGiven, type MessageFinding, mailProfiles } from '../../src/findings/message-check.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { checkMessage } from '../../src/preflight/check-message.ts';
import { fixMessage } from '../../src/preflight/fix-message.ts';
import { readMailTables } from '../../src/preflight/mail-tables.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';
import { plantInMessage } from './planted-messages.ts';

const folder = join(import.meta.dirname, '../../../shared/corpora/newsletters');
const tables = readMailTables(readDataFolder(join(import.meta.dirname, '../../data')));

const givenFor = (name: string): MailGiven => ({
  profile: mailProfiles.find((one) => name.startsWith(one)) ?? 'bulk',
  now: '2026-11-26T12:00:00.000Z',
  trackingDomains: [],
  tables,
});

const failuresOf = (raw: Uint8Array, given: MailGiven): readonly MessageFinding[] =>
  checkMessage(raw, given, messageChecks).findings.filter(({ outcome }) => outcome === 'fail');

const keyOf = ({ check, message }: MessageFinding): string => `${check} ${message}`;

interface FixCount {
  readonly planted: number;
  readonly found: number;
  readonly offered: number;
  readonly removed: number;
  readonly added: number;
}

/** Each fault planted alone; then every safe fix applied, and the message checked as if it were new. */
function tryFixes(raw: Uint8Array, given: MailGiven): FixCount {
  const before = new Set(failuresOf(raw, given).map(keyOf));
  const count = { planted: 0, found: 0, offered: 0, removed: 0, added: 0 };
  for (const planted of plantInMessage(raw)) {
    count.planted += 1;
    const failures = failuresOf(planted, given);
    const keys = new Set(failures.map(keyOf));
    if ([...keys].some((key) => !before.has(key))) count.found += 1;
    const isSafe = ({ fixes }: MessageFinding): boolean =>
      fixes.some((fix) => fix.kind === 'message' && fix.edit.isSafe);
    const fixable = new Set(failures.filter(isSafe).map(keyOf));
    const after = new Set(failuresOf(fixMessage(planted, given, messageChecks).raw, given).map(keyOf));
    count.offered += fixable.size;
    count.removed += [...fixable].filter((key) => !after.has(key)).length;
    count.added += [...after].filter((key) => !keys.has(key)).length;
  }
  return count;
}

/** No row where ../shared is not there. */
export async function checkNewsletterFigures(): Promise<readonly FigureRow[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  let refused = 0;
  let quiet = 0;
  const sum = { planted: 0, found: 0, offered: 0, removed: 0, added: 0 };
  for (const name of names) {
    const raw = readFileSync(join(folder, name));
    const given = givenFor(name);
    const failures = failuresOf(raw, given);
    if (failures.some(({ consequence }) => consequence === 'refused')) refused += 1;
    if (failures.every(({ consequence }) => consequence === 'information')) quiet += 1;
    const tried = tryFixes(raw, given);
    for (const key of ['planted', 'found', 'offered', 'removed', 'added'] as const) sum[key] += tried[key];
  }
  const share = (part: number, whole: number): number =>
    whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
  return [
    atMost(`newsletters: of ${names.length} said to be refused`, refused, 0),
    atLeast('newsletters: with nothing above information, %', share(quiet, names.length), 95),
    atLeast(
      `fixes: ${sum.planted} faults planted in headers and parts, found, %`,
      share(sum.found, sum.planted),
      100,
    ),
    atLeast(
      `fixes: of ${sum.offered} findings with a safe fix, removed, %`,
      share(sum.removed, sum.offered),
      100,
    ),
    atMost('fixes: findings that came with them', sum.added, 0),
  ];
}
