/** The chunks of a stream as UTF-8: a stream that begins with a byte order mark of UTF-16 is decoded on the way. */
import { utf16Mark } from '../wire/charset/index.ts';

/** A part of a stream, in UTF-8. */
export interface Chunk {
  readonly bytes: Buffer;
  /** Bytes of the stream read so far, as they came. */
  readonly readBytes: number;
}

const toBuffer = (chunk: Buffer | Uint8Array | string): Buffer =>
  Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array);

/** Chunks in order; only the first two octets are waited for before anything is given. */
export async function* utf8Chunks(
  stream: AsyncIterable<Buffer | Uint8Array | string>,
): AsyncGenerator<Chunk> {
  let readBytes = 0;
  let head: Buffer | undefined = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of stream) {
    let bytes = toBuffer(chunk);
    readBytes += bytes.length;
    if (head !== undefined) {
      bytes = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
      head = bytes.length < 2 ? bytes : undefined;
      if (head !== undefined) continue;
      const charset = utf16Mark(bytes);
      if (charset !== undefined) decoder = new TextDecoder(charset);
    }
    yield {
      bytes: decoder === undefined ? bytes : Buffer.from(decoder.decode(bytes, { stream: true })),
      readBytes,
    };
  }
  const rest = head ?? Buffer.from(decoder?.decode() ?? '');
  if (rest.length > 0) yield { bytes: rest, readBytes };
}
