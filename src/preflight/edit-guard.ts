/** Which edits are never made by themselves: those that would break a signature, or change what belongs to somebody else. */
import type { EditBarrier, Fix, MessageEdit } from '../findings/fix.ts';
import {
  coveredBodyEnd,
  maxHeaderBytes,
  type SignatureCoverage,
  signatureCoverages,
} from '../wire/dkim/index.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import { applyEdits } from './apply-edits.ts';
import { closedParts } from './closed-parts.ts';

/**
 * Takes the fixes of one finding, which belong together: where one edit may not be made, none of them is safe, and each says why.
 * Signatures are not verified: one that is broken already is kept as it is.
 */
export function editGuard(view: MailView): (fixes: readonly Fix[]) => readonly Fix[] {
  let signatures: readonly SignatureCoverage[] | undefined;
  return (fixes) => {
    const edits = fixes.flatMap((fix) => (fix.kind === 'message' ? [fix.edit] : []));
    if (edits.length === 0) return fixes;
    signatures ??= signatureCoverages(headerOf(view));
    const barrier = closedTo(view, edits) ?? brokenBy(view, edits, signatures);
    if (barrier === undefined) return fixes;
    return fixes.map(
      (fix): Fix =>
        fix.kind === 'message' ? { kind: 'message', edit: { ...fix.edit, isSafe: false, barrier } } : fix,
    );
  };
}

/** From the first field of the message to its body. */
export function headerOf({ raw, message: { root } }: MailView): Uint8Array {
  return raw.subarray(root.headerRange.start, root.bodyRange.start);
}

function closedTo(view: MailView, edits: readonly MessageEdit[]): EditBarrier | undefined {
  const closed = closedParts(view).find(({ range: { start, end } }) =>
    edits.some(({ range }) =>
      range.start === range.end
        ? range.start >= start && range.start < Math.max(end, start + 1)
        : range.start < end && range.end > start,
    ),
  );
  return closed === undefined ? undefined : { kind: closed.kind, part: closed.part.path };
}

function brokenBy(
  view: MailView,
  edits: readonly MessageEdit[],
  signatures: readonly SignatureCoverage[],
): EditBarrier | undefined {
  const bodyStart = view.message.root.bodyRange.start;
  const isInBody = ({ range }: MessageEdit): boolean => range.end > bodyStart || range.start >= bodyStart;
  const ofBody = edits.filter(isInBody);
  const ofHeader = edits.filter((edit) => !isInBody(edit));
  const headers = ofHeader.length === 0 || signatures.length === 0 ? undefined : headersAfter(view, ofHeader);
  const broken = signatures.filter(({ header, body }, index) => {
    if (headers !== undefined && headers[index] !== header) return true;
    if (ofBody.length === 0) return false;
    const end = coveredBodyEnd(view.raw, bodyStart, body);
    return ofBody.some(({ range }) => range.start < end);
  });
  const [first] = broken;
  if (first === undefined) return undefined;
  const domains = [...new Set(broken.map(({ domain }) => domain))].filter((domain) => domain !== '');
  return { kind: 'signature', scheme: first.scheme, domains };
}

/** What signatures cover when the edits are made; nothing where the header is too long to tell. */
function headersAfter(view: MailView, edits: readonly MessageEdit[]): readonly string[] {
  const header = headerOf(view);
  if (header.length > maxHeaderBytes) return [];
  const { start } = view.message.root.headerRange;
  const moved = edits.map((edit) => ({
    ...edit,
    range: { start: edit.range.start - start, end: edit.range.end - start },
  }));
  return signatureCoverages(applyEdits(header, moved)).map((signature) => signature.header);
}
