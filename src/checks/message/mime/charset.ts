/** Is each text's charset named and known, and are its bytes text in it (RFC 2046 §4.1.2)? */
import { isUtf8 as isUtf8Octets } from 'node:buffer';
import { CR, LF, latin1 } from '../../../base/bytes.ts';
import type { Fix } from '../../../findings/fix.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { charsetOfLabel } from '../../../wire/charset/index.ts';
import { type MailView, type Place, placeInRaw, type TextPart } from '../../../wire/mail-view/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { edit } from '../message-edits.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { fieldOfPart, placeOfPart } from './parts-of.ts';
import { firstInvalidUtf8 } from './utf-8-fault.ts';

export const charset: MessageCheck = {
  id: 'mime/charset',
  sources: [rfc('2046 §4.1.2'), rspamdRules],
  run: (view) => {
    if (view.texts.length === 0) return [draftMessage('not-applicable', 'no-text', 'rendering')];
    const drafts = view.texts.flatMap((text) => draftsOf(view, text));
    return drafts.length === 0 ? [draftMessage('pass', 'decodes', 'rendering')] : capped(drafts);
  },
};

/**
 * Charsets of one octet a letter: text in one of them is valid UTF-8 by chance only where signs stand in for letters ('GrÃ¼ÃŸe'). ASCII
 * letters alone say nothing.
 */
const isOfSingleOctets = (label: string): boolean =>
  /^(?:iso[-_]?8859[-_]\d{1,2}|latin[-_]?[19]|windows-125\d|cp125\d|koi8-[ru]|macintosh)$/.test(label);

/** Whether the octets are UTF-8 with letters beyond ASCII, whatever charset is named. */
export const isUtf8Text = ({ decoded: { bytes } }: TextPart): boolean =>
  isUtf8Octets(bytes) && bytes.some((byte) => byte > 0x7f);

/** Another name for the charset, where it stands in Content-Type. */
function labelFix(view: MailView, part: MimePart, label: string): readonly Fix[] {
  const field = fieldOfPart(part, 'content-type');
  if (field === undefined) return [];
  const { start, end } = field.valueRange;
  const written = latin1(view.raw.subarray(start, end)).toLowerCase();
  const named = written.search(/[;\s]charset\s{0,9}=/);
  const at = named < 0 ? -1 : written.indexOf(label.toLowerCase(), named);
  return at < 0 ? [] : [edit(start + at, start + at + label.length, 'utf-8')];
}

/** Octets that are shown of text that is in no charset. */
const SHOWN = 40;

function draftsOf(view: MailView, { part, decoded }: TextPart): readonly MessageDraft[] {
  const label = part.contentType.parameters.charset;
  const firstHigh = (): number => decoded.bytes.findIndex((byte) => byte > 0x7f);
  const placeFrom = (at: number, length: number): Place => {
    const line = decoded.bytes.subarray(at, at + length).findIndex((byte) => byte === LF || byte === CR);
    const end = Math.min(decoded.bytes.length, at + (line < 0 ? length : line));
    return placeInRaw(view, decoded.rawRangeOf(at, end), part.path);
  };
  const isTyped = fieldOfPart(part, 'content-type') !== undefined;
  if (label === undefined || label === '') {
    const high = firstHigh();
    if (high < 0) return [];
    const place = isTyped ? placeOfPart(view, part) : placeFrom(high, SHOWN);
    const isCounted = part.contentType.type === 'text/plain' && part.transferEncoding !== '7bit';
    const engineRules = isCounted ? [rspamd('R_MISSING_CHARSET', 0.5)] : [];
    return [draftMessage('fail', 'missing', 'rendering', {}, { place, engineRules })];
  }
  const place = placeOfPart(view, part);
  const data = { charset: label.slice(0, 60) };
  if (charsetOfLabel(label) === undefined)
    return [draftMessage('fail', 'unknown', 'rendering', data, { place })];
  const name = label.toLowerCase();
  const isUtf8 = name === 'utf-8' || name === 'utf8';
  const isAscii = name === 'us-ascii' || name === 'ascii';
  if (isAscii || isOfSingleOctets(name)) {
    const octets = decoded.bytes;
    const high = octets.length > 0 && isUtf8Octets(octets) ? firstHigh() : -1;
    if (high >= 0)
      return [
        draftMessage('fail', 'is-utf-8', 'rendering', data, { place, fixes: labelFix(view, part, label) }),
      ];
  }
  const at = isUtf8 ? firstInvalidUtf8(decoded.bytes, decoded.isCut) : isAscii ? firstHigh() : -1;
  if (at < 0) return [];
  return [
    draftMessage('fail', isUtf8 ? 'undecodable' : 'not-ascii', 'rendering', data, {
      place: placeFrom(at, SHOWN),
    }),
  ];
}
