/** Is base64 written as RFC 2045 §6.8 has it: its alphabet only, whole quanta, lines of at most 76? */
import { CR, LF } from '../../../base/bytes.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInRaw } from '../../../wire/mail-view/index.ts';
import { decodeBytes } from '../../../wire/message/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { leavesOf, placeOfPart } from './parts-of.ts';
import { base64Lines } from './short-lines.ts';

const MAX_LINE = 76;
/** SpamAssassin counts from here on. */
const SCORED_LINE = 79;
/** Longest body that a fix writes anew. */
const MAX_REWRITTEN = 1024 * 1024;

export const base64: MessageCheck = {
  id: 'mime/base64',
  sources: [rfc('2045 §6.8'), rspamdRules, spamAssassinRules],
  run: (view) => {
    const parts = leavesOf(view).filter((part) => part.transferEncoding === 'base64');
    if (parts.length === 0) return [draftMessage('not-applicable', 'none', 'rendering')];
    const drafts = parts.flatMap((part) => draftsOf(view, part));
    return drafts.length === 0 ? [draftMessage('pass', 'well-formed', 'rendering')] : capped(drafts);
  },
};

function draftsOf(view: MailView, part: MimePart): readonly MessageDraft[] {
  const drafts: MessageDraft[] = [];
  const seen = scan(view.raw, part.bodyRange.start, part.bodyRange.end);
  if (seen.garbageAt >= 0) {
    const place = placeInRaw(
      view,
      { start: seen.garbageAt, end: Math.min(part.bodyRange.end, seen.garbageAt + 20) },
      part.path,
    );
    drafts.push(draftMessage('fail', 'garbage', 'rendering', { count: seen.garbage }, { place }));
  } else if (seen.characters % 4 !== 0)
    drafts.push(
      draftMessage(
        'fail',
        'cut',
        'rendering',
        { characters: seen.characters },
        { place: placeOfPart(view, part) },
      ),
    );
  if (seen.longest > MAX_LINE) drafts.push(longLines(view, part, seen.longest, seen.garbageAt < 0));
  const isNeedless = part.contentType.type.startsWith('text/') && isAsciiText(view, part);
  if (isNeedless) drafts.push(needless(view, part));
  return drafts;
}

interface Scan {
  /** First character that is none of the alphabet, or -1. */
  readonly garbageAt: number;
  readonly garbage: number;
  /** Of the alphabet, padding too. */
  readonly characters: number;
  readonly longest: number;
}

const isAlphabet = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=')
  isAlphabet[char.charCodeAt(0)] = 1;

function scan(raw: Uint8Array, start: number, end: number): Scan {
  let garbageAt = -1;
  let garbage = 0;
  let characters = 0;
  let longest = 0;
  let lineStart = start;
  for (let at = start; at < end; at++) {
    const byte = raw[at] ?? 0;
    if (isAlphabet[byte] === 1) characters++;
    else if (byte === LF || byte === CR) {
      if (at - lineStart > longest) longest = at - lineStart;
      lineStart = at + 1;
    } else if (byte !== 0x20 && byte !== 0x09) {
      if (garbageAt < 0) garbageAt = at;
      garbage++;
    }
  }
  return { garbageAt, garbage, characters, longest: Math.max(longest, end - lineStart) };
}

function longLines(view: MailView, part: MimePart, longest: number, isClean: boolean): MessageDraft {
  const { start, end } = part.bodyRange;
  const isScored = longest >= SCORED_LINE;
  const canRewrite = isClean && end - start <= MAX_REWRITTEN;
  return draftMessage(
    'fail',
    'long-lines',
    isScored ? 'score' : 'information',
    { longest, max: MAX_LINE },
    {
      place: placeInRaw(view, { start, end: Math.min(end, start + 80) }, part.path),
      engineRules: isScored ? [spamAssassin('BASE64_LENGTH_79_INF', 1.502)] : [],
      fixes: canRewrite ? base64Lines(view, { start, end }) : [],
    },
  );
}

function isAsciiText(view: MailView, part: MimePart): boolean {
  if (part.disposition === 'attachment' || part.filename !== undefined) return false;
  const { bytes } = decodeBytes(view.message, part, 4 * 1024 * 1024);
  return bytes.length > 0 && !bytes.some((byte) => byte > 0x7f);
}

function needless(view: MailView, part: MimePart): MessageDraft {
  const label = part.contentType.parameters.charset?.toLowerCase() ?? '';
  const isAscii = label === '' || label === 'us-ascii' || label === 'ascii';
  return draftMessage(
    'fail',
    'needless',
    'score',
    { type: part.contentType.type },
    {
      place: placeOfPart(view, part, 'content-transfer-encoding'),
      engineRules: [
        rspamd('MIME_BASE64_TEXT_BOGUS', 1),
        ...(isAscii ? [spamAssassin('MIME_BASE64_TEXT', 1.741)] : []),
      ],
    },
  );
}
