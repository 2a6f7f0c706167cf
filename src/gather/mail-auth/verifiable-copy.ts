/**
 * What of a message is handed to the DKIM verifier: it works through every signature it finds, and a message that came
 * back may carry hundreds. Limits: 256 kB of header, 4 MB of body.
 */
import type { ByteRange } from '../../base/byte-range.ts';
import type { DkimSignatureField } from '../../wire/dkim/index.ts';

const maxHeaderBytes = 262_144;
const maxBodyBytes = 4_000_000;

/**
 * The message with the signatures that are looked at and no others: each costs the verifier a pass over the body.
 * A signature covers no other DKIM-Signature field unless it names them in h= (RFC 6376 §5.4). Undefined: header or
 * body too large.
 */
export function verifiableCopy(message: Uint8Array, kept: readonly DkimSignatureField[]): Buffer | undefined {
  const headerEnd = endOfHeader(message);
  if (headerEnd === undefined || message.length - headerEnd > maxBodyBytes) return undefined;
  const whole = Buffer.from(message.buffer, message.byteOffset, message.length);
  const starts = new Set(kept.map(({ range }) => range.start));
  const extra = dkimFieldRanges(whole.subarray(0, headerEnd)).filter(({ start }) => !starts.has(start));
  if (extra.length === 0) return whole;
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end } of extra) {
    parts.push(whole.subarray(from, start));
    from = end;
  }
  return Buffer.concat([...parts, whole.subarray(from)]);
}

/** Bytes up to and with the empty line (RFC 5322 §2.1); undefined: it does not end within the limit. */
function endOfHeader(message: Uint8Array): number | undefined {
  for (let start = 0; start < maxHeaderBytes; ) {
    const newline = message.indexOf(0x0a, start);
    if (newline < 0) return message.length <= maxHeaderBytes ? message.length : undefined;
    const isBlank = newline === start || (newline === start + 1 && message[start] === 0x0d);
    if (isBlank) return newline + 1;
    start = newline + 1;
  }
  return undefined;
}

/** Every DKIM-Signature field, in the verifier's reading: a line without a name continues the one before it. */
function dkimFieldRanges(header: Buffer): readonly ByteRange[] {
  const text = header.toString('latin1');
  const starts: number[] = [];
  for (let start = 0; start < text.length; ) {
    const first = text.charAt(start);
    if (first !== ' ' && first !== '\t' && first !== ':') starts.push(start);
    const newline = text.indexOf('\n', start);
    start = newline < 0 ? text.length : newline + 1;
  }
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.length;
    const colon = text.indexOf(':', start);
    const isSignature =
      colon > 0 && colon < end && text.slice(start, colon).trim().toLowerCase() === 'dkim-signature';
    return isSignature ? [{ start, end }] : [];
  });
}
