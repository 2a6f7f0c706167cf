/** What was pasted, dropped or chosen. */

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface InputBody {
  readonly input?: string;
  readonly inputBase64?: string;
}

/** What the server takes at most, in octets. */
export const MAX_INPUT_BYTES = 48 * 1024 * 1024;

/** What it reads of a message that is given beside what came back of it. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Strangers may send 256 kB in all: so much of it may be a message. */
export const MAX_PUBLIC_MESSAGE_BYTES = 128 * 1000;

/** To recognise a file its beginning is enough, and routes that are asked while one types take no more. */
const HEAD_BYTES = 96 * 1024;

/** Base64 (RFC 4648 §4), in pieces: one call may not have millions of arguments. */
export function toBase64(bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

/** In JSON: for what is small. */
export const bodyOf = (text: string, file: GivenFile | undefined): InputBody =>
  file === undefined ? { input: text } : { inputBase64: toBase64(file.bytes) };

/** Its beginning, for recognising. */
export const headOf = (text: string, file: GivenFile | undefined): InputBody =>
  file === undefined
    ? { input: text.slice(0, HEAD_BYTES / 3) }
    : { inputBase64: toBase64(file.bytes.subarray(0, HEAD_BYTES)) };

export async function readFile(file: File): Promise<GivenFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
