/** Is the transfer encoding one that exists, and legal for its part (RFC 2045 §6.1, §6.4)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { replaceValue } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { fieldOfPart, partsOf, placeOfPart } from './parts-of.ts';

const NAME = 'content-transfer-encoding';
const known = ['7bit', '8bit', 'binary', 'base64', 'quoted-printable'];
const unix = ['x-uuencode', 'uuencode', 'x-uue'];

export const transferEncoding: MessageCheck = {
  id: 'mime/transfer-encoding',
  sources: [rfc('2045 §6.1'), rfc('2045 §6.4')],
  run: (view) => {
    const drafts = partsOf(view).flatMap((part) => {
      const field = fieldOfPart(part, NAME);
      const encoding = part.transferEncoding;
      if (field === undefined || encoding === '7bit' || encoding === '8bit') return [];
      const { type } = part.contentType;
      const isComposite = type.startsWith('multipart/') || type === 'message/rfc822';
      const place = placeOfPart(view, part, NAME);
      const data = { encoding: encoding.slice(0, 60), type };
      if (isComposite && encoding !== 'binary') {
        // The parts were read as they stand, so nothing is encoded.
        const isPlain = part.children.length > 0;
        // Some readers decode a message that is said to be encoded, which changes what it says.
        const isSafe = type.startsWith('multipart/');
        const fixes = isPlain
          ? [replaceValue(field, isEightBit(view.raw, part.bodyRange) ? '8bit' : '7bit', isSafe)]
          : [];
        return [draftMessage('fail', 'on-multipart', 'rendering', data, { place, fixes })];
      }
      if (unix.includes(encoding)) return [draftMessage('fail', 'uuencode', 'rendering', data, { place })];
      return known.includes(encoding) ? [] : [draftMessage('fail', 'unknown', 'rendering', data, { place })];
    });
    return drafts.length === 0 ? [draftMessage('pass', 'legal', 'rendering')] : capped(drafts);
  },
};

function isEightBit(raw: Uint8Array, { start, end }: { start: number; end: number }): boolean {
  return raw.subarray(start, end).some((byte) => byte > 0x7f);
}
