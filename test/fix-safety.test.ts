/**
 * `--fix` changes nothing that a reader gets, that a signature covers or that belongs to somebody else: postal-mime and mailparser read
 * the same before and after, mailauth verifies what was signed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { messageChecks } from '../src/checks/index.ts';
import { type MailGiven, mailProfiles } from '../src/findings/message-check.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { checkMessage } from '../src/preflight/check-message.ts';
import { fixMessage } from '../src/preflight/fix-message.ts';
import { readMailTables } from '../src/preflight/mail-tables.ts';
import { plantInMessage } from '../tools/figures/planted-messages.ts';
import { faultyMails } from './faulty-mail.ts';
import { isVerified, SIGNING_DOMAIN, signingForms, signMail } from './signed-mail.ts';

const tables = readMailTables(readDataFolder(join(import.meta.dirname, '../data')));
const given: MailGiven = {
  profile: 'transactional',
  now: '2026-05-12T16:17:14.000Z',
  trackingDomains: [],
  tables,
};

/** What a fix may be about: line ends, NULs, how white space is written, tags. */
const plain = (text = ''): string => text.replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim();
const shown = (html = ''): string => plain(html.replaceAll(/<[^>]*>/g, ' '));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** As postal-mime reads it. */
async function readByPostalMime(raw: Uint8Array): Promise<Readonly<Record<string, unknown>>> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return {
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    date: mail.date,
    text: plain(mail.text),
    html: shown(mail.html),
    files: mail.attachments.map(({ filename, mimeType, content }) => [
      filename,
      mimeType,
      hex(new Uint8Array(content as ArrayBuffer)),
    ]),
  };
}

/** As mailparser reads it. */
async function readByMailparser(raw: Uint8Array): Promise<unknown> {
  const mail = await simpleParser(Buffer.from(raw), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  const to = Array.isArray(mail.to) ? mail.to : [mail.to];
  return {
    from: mail.from?.value,
    to: to.flatMap((one) => one?.value ?? []),
    subject: mail.subject,
    text: plain(mail.text),
    html: shown(mail.html || ''),
    files: mail.attachments.map(({ filename, contentType, content }) => [
      filename,
      contentType,
      hex(content),
    ]),
  };
}

const mend = (raw: Uint8Array, asked: MailGiven = given) => fixMessage(raw, asked, messageChecks);

describe('messages with faults beside parts that stay', () => {
  test('are mended, and read as before by two other readers; closed parts keep their octets', async () => {
    let mended = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(faultyMails, async ({ raw, kept }) => {
        const fixed = mend(raw);
        runs += 1;
        if (fixed.applied.length > 0) mended += 1;
        const after = Buffer.from(fixed.raw).toString('latin1');
        for (const part of kept) expect(after).toContain(part);
        expect(await readByPostalMime(fixed.raw)).toEqual(await readByPostalMime(raw));
        expect(await readByMailparser(fixed.raw)).toEqual(await readByMailparser(raw));
      }),
      { numRuns: 150 },
    );
    expect(mended / runs).toBeGreaterThan(0.8);
  }, 120_000);

  test('when signed, verify after they are mended; what would break the signature is left and names its domain', async () => {
    let mended = 0;
    let left = 0;
    await fc.assert(
      fc.asyncProperty(faultyMails, fc.constantFrom(...signingForms), async ({ raw }, form) => {
        const signed = signMail(raw, form);
        // Bare CR, LF and NUL are read as other things by signers: such a message is not signed at all.
        fc.pre(await isVerified(signed));
        const fixed = mend(signed);
        expect(await isVerified(fixed.raw)).toBe(true);
        mended += fixed.applied.length;
        for (const { why } of fixed.left) {
          if (why.kind !== 'signature') continue;
          left += 1;
          expect(why).toEqual({ kind: 'signature', scheme: 'DKIM', domains: [SIGNING_DOMAIN] });
        }
      }),
      { numRuns: 150 },
    );
    expect(mended).toBeGreaterThan(50);
    expect(left).toBeGreaterThan(50);
  }, 120_000);
});

test('a fix that is told as made by --fix is made', () => {
  fc.assert(
    fc.property(faultyMails, ({ raw }) => {
      const safe = checkMessage(raw, given, messageChecks).findings.filter(
        ({ outcome, fixes }) =>
          outcome === 'fail' && fixes.some((fix) => fix.kind === 'message' && fix.edit.isSafe),
      );
      const { applied, left } = mend(raw);
      const refused = left.filter(({ why }) => why.kind === 'not-held').map(({ finding }) => finding);
      expect(refused).toEqual([]);
      if (safe.length > 0) expect(applied).not.toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
const corpus = join(import.meta.dirname, '../../shared/corpora/newsletters');
const names = namesIn(corpus);
const bounces = join(import.meta.dirname, '../../shared/corpora/bounces/messages');
/** Every fourth: enough to notice a change, and quick. */
const bounceNames = namesIn(bounces).filter((_, index) => index % 4 === 0);

describe.skipIf(bounceNames.length === 0)('bounces (skipped where ../shared is missing)', () => {
  test('are read as before when they are mended, and what they return is as it was', async () => {
    let mended = 0;
    for (const name of bounceNames) {
      const raw = readFileSync(join(bounces, name));
      const fixed = mend(raw, { ...given, profile: 'personal' });
      // What begins with an empty line has no header for other readers.
      if (fixed.applied.length === 0 || /^\s/.test(raw.toString('latin1', 0, 2))) continue;
      mended += 1;
      // A year of three digits is read as one of this age once it is written out (RFC 5322 §4.3).
      const isOfDate = fixed.applied.some((key) => key.startsWith('headers/date-'));
      const read = async (bytes: Uint8Array) => ({
        ...(await readByPostalMime(bytes)),
        ...(isOfDate && { date: '' }),
      });
      expect(await read(fixed.raw), name).toEqual(await read(raw));
    }
    expect(mended).toBeGreaterThan(bounceNames.length / 2);
  }, 120_000);
});

describe.skipIf(names.length === 0)('newsletters (skipped where ../shared is missing)', () => {
  test('with one planted fault each are read as before when it is mended', async () => {
    let mended = 0;
    for (const [index, name] of names.entries()) {
      const all = plantInMessage(readFileSync(join(corpus, name)));
      const planted = all[index % all.length];
      if (planted === undefined) continue;
      const profile = mailProfiles.find((one) => name.startsWith(one)) ?? 'bulk';
      const fixed = mend(planted, { ...given, profile });
      if (fixed.applied.length === 0) continue;
      mended += 1;
      expect(await readByPostalMime(fixed.raw), name).toEqual(await readByPostalMime(planted));
      expect(await readByMailparser(fixed.raw), name).toEqual(await readByMailparser(planted));
    }
    expect(mended).toBeGreaterThan(names.length / 2);
  }, 120_000);
});
