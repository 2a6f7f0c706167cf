/** Figures over the good newsletters of ../shared: no false refusal, hardly anything above information, every fix holds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageChecks } from '../../src/checks/index.ts';
import { type MailGiven, type MessageFinding, mailProfiles } from '../../src/findings/message-check.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { checkMessage } from '../../src/preflight/check-message.ts';
import { fixMessage } from '../../src/preflight/fix-message.ts';
import { readMailTables } from '../../src/preflight/mail-tables.ts';
import { isVerified, signingForms, signMail } from '../../test/signed-mail.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';
import { closedIn, plantInMessage } from './planted-messages.ts';

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
    const left = failuresOf(fixMessage(planted, given, messageChecks).raw, given);
    const after = new Set(left.map(keyOf));
    // A line that is no longer too long may still be longer than is advised: a lesser finding of the same check.
    const gone = new Set(failures.filter((one) => !after.has(keyOf(one))).map(({ check }) => check));
    const isLesser = ({ check, consequence }: MessageFinding): boolean =>
      consequence === 'information' && gone.has(check);
    const lesser = new Set(left.filter(isLesser).map(keyOf));
    count.offered += fixable.size;
    count.removed += [...fixable].filter((key) => !after.has(key)).length;
    count.added += [...after].filter((key) => !keys.has(key) && !lesser.has(key)).length;
  }
  return count;
}

interface SafetyCount {
  readonly signed: number;
  /** Signatures that do not verify any more, told by mailauth. */
  readonly broken: number;
  readonly closed: number;
  /** Signed parts and attached messages whose octets are others. */
  readonly changed: number;
  /** Findings gone in both. */
  readonly mended: number;
}

const asSent = (raw: Uint8Array): Buffer =>
  Buffer.from(Buffer.from(raw).toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1');

/** Forms and frames take turns over all messages. */
let turn = 0;

/** Every other planted message signed, in one of the forms after another; the rest as a signed part or attached. */
async function trySafety(raw: Uint8Array, given: MailGiven): Promise<SafetyCount> {
  const count = { signed: 0, broken: 0, closed: 0, changed: 0, mended: 0 };
  for (const [index, planted] of plantInMessage(asSent(raw)).entries()) {
    const form = signingForms[(turn >> 1) % signingForms.length];
    const framed = closedIn(planted)[(turn >> 1) % 2];
    turn += 1;
    if (index % 2 === 0 && form !== undefined) {
      const signed = signMail(planted, form);
      // What has a bare LF is not read alike by those who sign and those who verify.
      if (!(await isVerified(signed))) continue;
      const { raw: mended, applied } = fixMessage(signed, given, messageChecks);
      count.signed += 1;
      count.mended += applied.length;
      if (!(await isVerified(mended))) count.broken += 1;
    } else if (framed !== undefined) {
      const { raw: mended, applied } = fixMessage(framed.raw, given, messageChecks);
      count.closed += 1;
      count.mended += applied.length;
      if (!Buffer.from(mended).includes(Buffer.from(framed.closed))) count.changed += 1;
    }
  }
  return count;
}

/** No row where ../shared is not there. */
export async function checkNewsletterFigures(): Promise<readonly FigureRow[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  let refused = 0;
  let quiet = 0;
  const safe = { signed: 0, broken: 0, closed: 0, changed: 0, mended: 0 };
  const sum = { planted: 0, found: 0, offered: 0, removed: 0, added: 0 };
  for (const name of names) {
    const raw = readFileSync(join(folder, name));
    const given = givenFor(name);
    const failures = failuresOf(raw, given);
    if (failures.some(({ consequence }) => consequence === 'refused')) refused += 1;
    if (failures.every(({ consequence }) => consequence === 'information')) quiet += 1;
    const tried = tryFixes(raw, given);
    const safety = await trySafety(raw, given);
    for (const key of ['signed', 'broken', 'closed', 'changed', 'mended'] as const) safe[key] += safety[key];
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
    atMost('fixes: findings that came with them, but for lesser ones of the same check', sum.added, 0),
    atMost(
      `fixes: of ${safe.signed} messages with faults and a DKIM signature, broken signatures`,
      safe.broken,
      0,
    ),
    atMost(`fixes: of ${safe.closed} parts that are signed or attached messages, changed`, safe.changed, 0),
    atLeast(
      'fixes: findings mended beside those signatures and parts',
      safe.mended,
      safe.signed + safe.closed,
    ),
  ];
}
