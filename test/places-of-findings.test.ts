/** Where a finding is said to stand, it stands: the octets of its place hold what its snippet shows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageChecks } from '../src/checks/index.ts';
import type { MailGiven } from '../src/findings/message-check.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { type CheckedMessage, checkMessage } from '../src/preflight/check-message.ts';
import { readMailTables } from '../src/preflight/mail-tables.ts';
import { type Place, placeOfOctet } from '../src/wire/mail-view/index.ts';
import { plantInMessage } from '../tools/figures/planted-messages.ts';
import { faultyMails } from './faulty-mail.ts';

const tables = readMailTables(readDataFolder(join(import.meta.dirname, '../data')));
const given: MailGiven = { profile: 'bulk', now: '2026-05-12T16:17:14.000Z', trackingDomains: [], tables };

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const PICTURES = /[\u2400-\u241f]/;

/** The octets as text, in each way in which they may be meant. */
function readings(bytes: Buffer, transfer: string): readonly string[] {
  const decoded =
    transfer === 'base64'
      ? [Buffer.from(bytes.toString('latin1'), 'base64')]
      : transfer === 'quoted-printable'
        ? [Buffer.from(unquoted(bytes.toString('latin1')), 'latin1')]
        : [];
  return [bytes, ...decoded]
    .flatMap((one) => [one.toString('utf8'), one.toString('latin1'), one.toString('utf16le')])
    .map(plain);
}

const unquoted = (text: string): string =>
  text
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function faultOf({ view }: CheckedMessage, { raw, snippet, part, line, column }: Place): string | undefined {
  const bytes = Buffer.from(view.raw.subarray(raw.start, raw.end));
  const before = Buffer.from(view.raw.subarray(0, raw.start)).toString('latin1').split('\n');
  if (line !== before.length || column !== (before.at(-1)?.length ?? 0) + 1) return 'line or column';
  if (PICTURES.test(snippet) && bytes.length === 1)
    return snippet === placeOfOctet(view, raw.start).snippet ? undefined : 'octet';
  const transfer = view.texts.find((text) => text.part.path === part)?.part.transferEncoding ?? '';
  const shown = plain(snippet).slice(0, 60);
  return readings(bytes, transfer).some((text) => text.includes(shown)) ? undefined : 'snippet';
}

function faultsIn(raw: Uint8Array): readonly string[] {
  const checked = checkMessage(raw, given, messageChecks);
  return checked.findings.flatMap(({ check, message, place }) => {
    const fault = place === undefined ? undefined : faultOf(checked, place);
    return fault === undefined ? [] : [`${check} ${message}: ${fault} ${JSON.stringify(place)}`];
  });
}

test('of every check, in messages with faults', () => {
  fc.assert(
    fc.property(faultyMails, ({ raw }) => {
      expect(faultsIn(raw)).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

const corpus = join(import.meta.dirname, '../../shared/corpora/newsletters');
const names = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.eml')) : [];

test.skipIf(names.length === 0)(
  'of every check, in newsletters with a planted fault (skipped without ../shared)',
  () => {
    for (const [index, name] of names.entries()) {
      const planted = plantInMessage(readFileSync(join(corpus, name)));
      expect(faultsIn(planted[index % planted.length] ?? Buffer.alloc(0)), name).toEqual([]);
    }
  },
  60_000,
);

describe('the very octet', () => {
  const head = 'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n';
  const placesOf = (raw: Buffer, check: string): readonly (Place | undefined)[] =>
    checkMessage(raw, given, messageChecks)
      .findings.filter((one) => one.check === check && one.outcome === 'fail')
      .map(({ place }) => place);

  test.each([
    ['mime/line-ends', 'hi\rthere\r\n', 5, 3, '\r', 'hi\u240dthere'],
    ['mime/line-ends', 'one\r\ntwo\nthree\r\n', 6, 4, '\n', 'two\u240athree'],
    ['mime/nul', 'one\r\nh\0i\r\n', 6, 2, '\0', 'h\u2400i'],
    ['mime/line-ends', '\rx\r\n', 5, 1, '\r', '\u240dx'],
  ])('%s in %j: line %i, column %i', (check, body, line, column, octet, snippet) => {
    const raw = Buffer.from(head + body, 'latin1');
    const start =
      head.length + body.search(octet === '\n' ? /(?<!\r)\n/ : octet === '\r' ? /\r(?!\n)/ : /\0/);
    expect(placesOf(raw, check)).toEqual([
      { part: '', line, column, raw: { start, end: start + 1 }, snippet },
    ]);
  });

  test('a missing charset is told at the type of its part, or where the first letter beyond ASCII stands', () => {
    const typed = Buffer.from('Return-Path: <a@example.org>\r\nContent-Type: text/plain\r\n\r\nGrüße\r\n');
    expect(placesOf(typed, 'mime/charset')).toMatchObject([{ header: 'Content-Type', line: 2, column: 1 }]);
    const untyped = Buffer.from('Return-Path: <a@example.org>\r\nSubject: x\r\n\r\none\r\nGrüße an\r\n');
    expect(placesOf(untyped, 'mime/charset')).toMatchObject([{ line: 5, column: 3, snippet: 'üße an' }]);
  });

  test('in a binary part they are content', () => {
    const part = 'Content-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n\r\nPNG\r\0\nx';
    const raw = Buffer.from(
      `From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${part}\r\n--b--\r\n`,
      'latin1',
    );
    expect([...placesOf(raw, 'mime/line-ends'), ...placesOf(raw, 'mime/nul')]).toEqual([]);
  });
});
