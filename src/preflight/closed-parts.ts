/**
 * Parts of a message that nobody but their author may change: what is signed or encrypted as a whole (RFC 1847, RFC 8551), messages
 * and reports that are attached (RFC 2046 §5.2), and files.
 */
import type { ByteRange } from '../base/byte-range.ts';
import type { EditBarrier } from '../findings/fix.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import type { MimePart } from '../wire/message/types.ts';

type ClosedKind = Exclude<EditBarrier['kind'], 'signature'>;

export interface ClosedPart {
  readonly kind: ClosedKind;
  readonly part: MimePart;
  /** Octets that are not changed: of a file whose base64 may be written in other lines there are none. */
  readonly range: ByteRange;
}

/** RFC 9580 §6.2, §7: signed or encrypted in the text itself. */
const INLINE_PGP = /^-----BEGIN PGP (?:SIGNED )?MESSAGE-----/m;

const known = new WeakMap<MailView, readonly ClosedPart[]>();

/** In the order of the message; nothing inside a closed part is told again. */
export function closedParts(view: MailView): readonly ClosedPart[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const texts = new Map(view.texts.map((text) => [text.part, text]));
  const found: ClosedPart[] = [];
  const visit = (part: MimePart): void => {
    const kind = kindOf(part);
    if (kind !== undefined) found.push({ kind, part, range: part.bodyRange });
    else if (part.children.length > 0) part.children.forEach(visit);
    else {
      const text = texts.get(part);
      if (text !== undefined && INLINE_PGP.test(text.text))
        found.push({ kind: 'signed-part', part, range: part.bodyRange });
      else if (isFile(part, text?.charset)) found.push({ kind: 'file', part, range: part.bodyRange });
    }
  };
  visit(view.message.root);
  known.set(view, found);
  return found;
}

function kindOf({ contentType: { type, parameters } }: MimePart): ClosedKind | undefined {
  switch (type) {
    case 'multipart/signed':
      return 'signed-part';
    case 'multipart/encrypted':
      return 'encrypted-part';
    case 'application/pkcs7-mime':
    case 'application/x-pkcs7-mime':
      return parameters['smime-type']?.toLowerCase() === 'signed-data' ? 'signed-part' : 'encrypted-part';
    default:
      return type.startsWith('message/') || type === 'text/rfc822-headers' ? 'attached-message' : undefined;
  }
}

/** Base64 may be written in other lines: what it stands for stays. In UTF-16 line ends and NUL are other octets. */
function isFile({ transferEncoding }: MimePart, charset: string | undefined): boolean {
  if (transferEncoding === 'base64') return false;
  return charset === undefined || transferEncoding === 'binary' || /^utf-(?:16|32)/.test(charset);
}
