/** Two other readers as oracles, on the corpora beside the project and on generated messages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from './index.ts';
import { type Summary, summarise, summariseByMailparser, summariseByPostalMime } from './testing.ts';

const FOLDERS = ['../shared/corpora/bounces/messages', '../shared/corpora/newsletters'].filter(existsSync);
/** Every third one: enough to notice a change, and quick. */
const FILES = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`)).filter(
  (_file, index) => index % 3 === 0,
);

/** Broken messages that we repair and the oracles give up on. */
const REPAIRS = new Set(['fold-without-space', 'boundary-differs', 'boundary-missing']);

type Excuse = (raw: Uint8Array, ours: Summary, theirs: Summary) => boolean;

/** Differences that are accepted, by name, with the reason. */
const ACCEPTED: readonly (readonly [string, Excuse])[] = [
  ['the oracle could not decode what we decode', (_raw, ours, theirs) => lost(theirs) > lost(ours)],
  [
    'we repair the message and report it',
    (raw) => parseMessage(raw).problems.some((problem) => REPAIRS.has(problem.code)),
  ],
  ['blank lines before the header: we pass over them', (raw) => raw[0] === 0x20 || raw[0] === 0x0a],
  [
    'mailparser counts message/delivery-status and returned texts as text',
    (_raw, ours, theirs) => sameHead(ours, theirs) && theirs.text.includes(ours.text),
  ],
  [
    'mailparser joins such texts between ours',
    (_raw, ours, theirs) =>
      sameHead(ours, theirs) &&
      theirs.text.includes('Reporting-MTA:dns') &&
      theirs.text.length > ours.text.length,
  ],
  [
    'mailparser unfolds format=flowed',
    (raw, ours, theirs) =>
      sameHead(ours, theirs) &&
      Buffer.from(raw).includes('format=flowed') &&
      ours.text.length - theirs.text.length < 20,
  ],
  ['a body of NULs and controls: readers drop different ones', (raw) => raw.includes(0)],
];

function lost(summary: Summary): number {
  return `${summary.subject}${summary.text}`.split('\ufffd').length;
}

function sameHead(ours: Summary, theirs: Summary): boolean {
  return ours.subject === theirs.subject && ours.from === theirs.from;
}

describe.skipIf(FILES.length === 0)('corpora (skipped where ../shared is missing)', () => {
  test.each([
    ['postal-mime', summariseByPostalMime],
    ['mailparser', summariseByMailparser],
  ] as const)('subject, from and text are those of %s, or differ for a named reason', async (_name, read) => {
    const unexplained: string[] = [];
    for (const file of FILES) {
      const raw = new Uint8Array(readFileSync(file));
      const ours = summarise(raw);
      const theirs = await read(raw);
      if (sameHead(ours, theirs) && ours.text === theirs.text) continue;
      if (!ACCEPTED.some(([, excuse]) => excuse(raw, ours, theirs))) unexplained.push(file);
    }
    expect(unexplained).toEqual([]);
  });
});

const words = fc.stringMatching(/^[A-Za-z0-9äöüß€あ漢 .,;=-]{0,60}$/);
const lines = fc.array(words, { maxLength: 6 });

interface Draft {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly encoding: 'base64' | 'quoted-printable' | '8bit';
  readonly isMultipart: boolean;
  readonly lineEnd: string;
}

const drafts: fc.Arbitrary<Draft> = fc.record({
  subject: words,
  lines,
  encoding: fc.constantFrom('base64', 'quoted-printable', '8bit'),
  isMultipart: fc.boolean(),
  lineEnd: fc.constantFrom('\r\n', '\n'),
});

function write(draft: Draft): Uint8Array {
  const body = Buffer.from(draft.lines.join('\r\n'));
  const encoded = encodeBody(body, draft.encoding);
  const part = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${draft.encoding}\r\n\r\n`;
  const head = `From: Bob <bob@example.org>\r\nSubject: =?utf-8?B?${Buffer.from(draft.subject).toString('base64')}?=\r\nMIME-Version: 1.0\r\n`;
  const multipart = `Content-Type: multipart/mixed;\r\n boundary="=_b"\r\n\r\npreamble\r\n--=_b\r\n`;
  const text = draft.isMultipart
    ? `${head}${multipart}${part}${encoded}\r\n--=_b--\r\n`
    : `${head}${part}${encoded}`;
  return new Uint8Array(Buffer.from(text.replaceAll('\r\n', draft.lineEnd)));
}

function encodeBody(body: Buffer, encoding: Draft['encoding']): string {
  if (encoding === '8bit') return body.toString();
  if (encoding === 'base64')
    return body
      .toString('base64')
      .replaceAll(/.{1,76}/g, '$&\r\n')
      .trimEnd();
  const escaped = [...body].map((byte) => {
    const isPlain = (byte > 0x20 && byte < 0x7f && byte !== 0x3d) || byte === 0x0d || byte === 0x0a;
    return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return escaped
    .map((piece, index) => (index % 20 === 19 && !/[\r\n]/.test(piece) ? `${piece}=\r\n` : piece))
    .join('');
}

test('generated messages read as they were written, and as both oracles read them', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async (draft) => {
      const raw = write(draft);
      const ours = summarise(raw);
      expect(ours.text).toBe(draft.lines.join('').normalize('NFC').replaceAll(/\s/g, ''));
      expect(ours).toEqual(await summariseByPostalMime(raw));
      expect(ours).toEqual(await summariseByMailparser(raw));
    }),
    { numRuns: 60 },
  );
});
