/** Which edits are never made by themselves: those that would break a signature, or change what belongs to somebody else. */
import type { EditBarrier, Fix, MessageEdit } from '../findings/fix.ts';
import { coveredBodyEnd, type SignatureCoverage, signatureCoverages } from '../wire/dkim/index.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import { applyEdits } from './apply-edits.ts';
import { closedParts } from './closed-parts.ts';

/** In a longer header no edit of a signed message is looked at: it counts as breaking. In octets. */
const MAX_HEADER = 64 * 1024;

/**
 * Takes the fixes of one finding, which belong together: where one edit may not be made, none of them is safe, and each says why.
 * Signatures are not verified: one that is broken already is kept as it is.
 */
export function editGuard(view: MailView): (fixes: readonly Fix[]) => readonly Fix[] {
  let signatures: readonly Signature[] | undefined;
  return (fixes) => {
    const edits = fixes.flatMap((fix) => (fix.kind === 'message' ? [fix.edit] : []));
    if (edits.length === 0) return fixes;
    signatures ??= signaturesOf(view);
    const barrier = closedTo(view, edits) ?? brokenBy(view, edits, signatures);
    if (barrier === undefined) return fixes;
    return fixes.map(
      (fix): Fix =>
        fix.kind === 'message' ? { kind: 'message', edit: { ...fix.edit, isSafe: false, barrier } } : fix,
    );
  };
}

interface Signature extends SignatureCoverage {
  /** Raw offset behind what it covers of the body. */
  readonly bodyEnd: number;
}

function signaturesOf(view: MailView): readonly Signature[] {
  const { start } = view.message.root.bodyRange;
  return signatureCoverages(headerOf(view)).map((one) => ({
    ...one,
    bodyEnd: coveredBodyEnd(view.raw, start, one.body),
  }));
}

/** From the first field of the message to its body. */
export function headerOf({ raw, message: { root } }: MailView): Uint8Array {
  return raw.subarray(root.headerRange.start, root.bodyRange.start);
}

function closedTo(view: MailView, edits: readonly MessageEdit[]): EditBarrier | undefined {
  const closed = closedParts(view).find(({ range: { start, end } }) =>
    edits.some(({ range, isSafe }) =>
      range.start === range.end
        ? // An empty part has no inside: what is not done anyway, as a missing delimiter, stands behind it.
          range.start >= start && range.start < (isSafe ? Math.max(end, start + 1) : end)
        : range.start < end && range.end > start,
    ),
  );
  return closed === undefined ? undefined : { kind: closed.kind, part: closed.part.path };
}

function brokenBy(
  view: MailView,
  edits: readonly MessageEdit[],
  signatures: readonly Signature[],
): EditBarrier | undefined {
  const bodyStart = view.message.root.bodyRange.start;
  const isInBody = ({ range }: MessageEdit): boolean => range.end > bodyStart || range.start >= bodyStart;
  const ofBody = edits.filter(isInBody);
  const ofHeader = edits.filter((edit) => !isInBody(edit));
  const headers = ofHeader.length === 0 || signatures.length === 0 ? undefined : headersAfter(view, ofHeader);
  const broken = signatures.filter(
    ({ header, bodyEnd }, index) =>
      (headers !== undefined && headers[index] !== header) ||
      ofBody.some(({ range }) => range.start < bodyEnd),
  );
  const [first] = broken;
  if (first === undefined) return undefined;
  const domains = [...new Set(broken.map(({ domain }) => domain))].filter((domain) => domain !== '');
  return { kind: 'signature', scheme: first.scheme, domains };
}

/** What signatures cover when the edits are made; nothing where the header is too long to tell. */
function headersAfter(view: MailView, edits: readonly MessageEdit[]): readonly string[] {
  const header = headerOf(view);
  if (header.length > MAX_HEADER) return [];
  const { start } = view.message.root.headerRange;
  const moved = edits.map((edit) => ({
    ...edit,
    range: { start: edit.range.start - start, end: edit.range.end - start },
  }));
  return signatureCoverages(applyEdits(header, moved)).map((signature) => signature.header);
}
