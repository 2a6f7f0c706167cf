/**
 * Long values are kept as a zstd frame (RFC 8878) with its checksum. Measured on 196 documents of explain, audit and check (30 kB on
 * average) and their inputs: level 3 makes 12.9 % of them in 80 µs and reads them in 45 µs; deflate makes 12.1 % in 200 µs, or 13.9 %
 * in 100 µs.
 */
import { promisify } from 'node:util';
import {
  constants,
  type ZstdOptions,
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';
import type { Packing } from '../access.ts';
import { storageProblem } from '../storage-problems.ts';
import { StoreError } from '../types.ts';

/** Shorter values fit into half a page of the database: nothing is won. */
const leastBytes = 2048;
/** Packed or read at once, within some tens of microseconds; what is longer goes to a thread. */
const atOnceBytes = 16 * 1024;
/** A frame says how much comes out of it only at its end: so much is read at once, whatever it holds. */
const atOncePackedBytes = 4 * 1024;
/** Packed in pieces of this size, between which others have their turn. */
const pieceBytes = 256 * 1024;

const compress = promisify<Uint8Array, ZstdOptions, Buffer>(zstdCompress);
const decompress = promisify<Uint8Array, ZstdOptions, Buffer>(zstdDecompress);

const packOptions: ZstdOptions = {
  chunkSize: pieceBytes,
  params: {
    [constants.ZSTD_c_compressionLevel]: constants.ZSTD_CLEVEL_DEFAULT,
    [constants.ZSTD_c_checksumFlag]: 1,
  },
};

/** Packs for the database `file`, which errors name. */
export function createPacking(file: string): Packing {
  return {
    pack: async (bytes, maxBytes) => {
      if (bytes.length < leastBytes || bytes.length > maxBytes) return undefined;
      const packed =
        bytes.length <= atOnceBytes
          ? zstdCompressSync(bytes, packOptions)
          : await compress(bytes, packOptions);
      return packed.length < bytes.length ? packed : undefined;
    },
    unpack: async (packed, maxBytes) => {
      const options: ZstdOptions = { chunkSize: pieceBytes, maxOutputLength: maxBytes };
      try {
        if (packed.length <= atOncePackedBytes) return await readShort(packed, options);
        return await decompress(packed, options);
      } catch (error) {
        throw new StoreError(storageProblem('broken', file, `a packed value: ${String(error)}`), error);
      }
    },
  };
}

/** A few kilobytes may hold many megabytes: those are read in a thread after all. */
async function readShort(packed: Uint8Array, options: ZstdOptions): Promise<Buffer> {
  const most = Math.min(16 * atOnceBytes, options.maxOutputLength ?? 0);
  try {
    return zstdDecompressSync(packed, { ...options, maxOutputLength: most });
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return decompress(packed, options);
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
