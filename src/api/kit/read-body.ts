/**
 * The body of a request, up to a limit and not one byte more in memory. A length that is announced is believed when it is too large
 * (nothing is read), and held to by Node's parser when it is not; a body without a length is counted while it comes.
 */
import { failed, ok, type Result } from '../../base/result.ts';

/** Bodies larger than this count against what all requests together may hold. */
const smallBytes = 1 << 20;

/** What all large bodies that are being read or worked on may take together. */
export interface BodyBudget {
  /** False where it does not fit now. */
  readonly take: (bytes: number) => boolean;
  readonly giveBack: (bytes: number) => void;
}

/** A budget of so many bytes for all requests of a process. */
export function createBodyBudget(maxBytes: number): BodyBudget {
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken > 0 && taken + bytes > maxBytes) return false;
      taken += bytes;
      return true;
    },
    giveBack: (bytes) => {
      taken -= bytes;
    },
  };
}

/** The bytes, and what must be called when they are not needed any more. */
export interface ReadBody {
  readonly bytes: Buffer;
  readonly release: () => void;
}

/**
 * Reads at most `maxBytes`. `weight`: how often the body will stand in memory, which is what it takes of the budget. Problems: 'too-large'; 'overloaded' where other large bodies fill the budget; 'cancelled' where the client
 * went away in the middle.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  budget: BodyBudget,
  weight = 1,
): Promise<Result<ReadBody>> {
  const announced = announcedLength(request);
  if (announced !== undefined && announced > maxBytes) return tooLarge(maxBytes);
  const held = holder(budget, weight);
  try {
    const read =
      announced === undefined
        ? await readCounted(request, maxBytes, held)
        : await readAnnounced(request, announced, held);
    if (Buffer.isBuffer(read)) return ok({ bytes: read, release: held.release });
    held.release();
    return read === 'too-large' ? tooLarge(maxBytes) : overloaded;
  } catch {
    // The connection broke while the body came: nobody is there to be told more.
    held.release();
    return failed('cancelled', 'The body did not come to its end.');
  }
}

const tooLarge = (maxBytes: number) =>
  failed('too-large', `At most ${maxBytes} bytes are read here.`, { maxBytes });
const overloaded = failed('overloaded', 'Other large uploads are under way. Come again in some seconds.');

interface Holder {
  /** Takes what is behind the first MiB from the budget; false where it does not fit. */
  readonly upTo: (bytes: number) => boolean;
  readonly release: () => void;
}

function holder(budget: BodyBudget, weight: number): Holder {
  let held = 0;
  return {
    upTo: (bytes) => {
      const more = Math.max(0, bytes - smallBytes) * weight - held;
      if (more <= 0) return true;
      if (!budget.take(more)) return false;
      held += more;
      return true;
    },
    release: () => {
      budget.giveBack(held);
      held = 0;
    },
  };
}

function announcedLength(request: Request): number | undefined {
  const header = request.headers.get('content-length');
  if (header === null || !/^\d{1,15}$/.test(header)) return undefined;
  // RFC 9112 §6.3: Transfer-Encoding overrides Content-Length.
  return request.headers.has('transfer-encoding') ? undefined : Number(header);
}

type Read = Buffer | 'too-large' | 'overloaded';

async function readAnnounced(request: Request, size: number, held: Holder): Promise<Read> {
  if (!held.upTo(size)) return 'overloaded';
  if (size > smallBytes && request.body !== null) return readLarge(request.body, size);
  const bytes = Buffer.from(await request.arrayBuffer());
  // Node's parser holds a client to what it announced; this is for servers that do not.
  return bytes.length > size ? 'too-large' : bytes;
}

/** Each piece is put in its place as it comes: putting them all together at the end would hold up everybody, and take the room twice. */
async function readLarge(body: ReadableStream<Uint8Array>, size: number): Promise<Read> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for await (const piece of body) {
    if (at + piece.byteLength > size) return 'too-large';
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes.subarray(0, at);
}

/** Stops as soon as there is more than `maxBytes`; the rest is not read. */
async function readCounted(request: Request, maxBytes: number, held: Holder): Promise<Read> {
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (true) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    const refused = size > maxBytes ? 'too-large' : held.upTo(size) ? undefined : 'overloaded';
    if (refused !== undefined) {
      // Cancelling would cut the connection before the answer is read: the server takes what still comes, for a moment, and lets it go.
      reader.releaseLock();
      return refused;
    }
    chunks.push(value);
  }
}
