/**
 * Inflation piece by piece (RFC 1951, RFC 1952), so that a small file that would become a large one is stopped on the way. Lines
 * after the end of a gzip (a mailer's CRLF) are passed over; checksums are not compared.
 */
import { Gunzip, Inflate } from 'fflate';
import { failed, type Problem } from '../../base/result.ts';
import type { Budget } from './budget.ts';
import type { Pieces } from './byte-source.ts';

/** A piece of this size inflates to 1 MiB at most (RFC 1951 allows about 1:1,032). */
const STEP_BYTES = 1_024;
/** RFC 1952 §2.3: header, an empty block, trailer. */
const SMALLEST_GZIP = 20;
/** Codes of fflate's errors. */
const UNEXPECTED_END = 0;
const NO_GZIP_HEADER = 6;

type Inflater = Inflate | Gunzip;

/** The inflated bytes of an entry of a zip archive. */
export function inflatePieces(
  compressed: Iterable<Uint8Array>,
  budget: Budget,
  declaredBytes: number,
): Pieces {
  return new Inflation(compressed, new Inflate(), budget, 'zip', declaredBytes);
}

/** The inflated bytes of a gzip file of one or several members; `whole` is the file where it lies in memory. */
export function gunzipPieces(
  compressed: Iterable<Uint8Array>,
  budget: Budget,
  whole: Uint8Array | undefined,
): Pieces {
  return new Inflation(compressed, new Gunzip(), budget, 'gzip', sizeTold(whole));
}

class Inflation implements Pieces {
  readonly #compressed: Iterable<Uint8Array>;
  readonly #inflater: Inflater;
  readonly #budget: Budget;
  readonly #format: 'zip' | 'gzip';
  readonly declaredBytes: number;
  #inflated: Uint8Array[] = [];
  #bytes = 0;
  #problem: Problem | undefined;

  constructor(
    compressed: Iterable<Uint8Array>,
    inflater: Inflater,
    budget: Budget,
    format: 'zip' | 'gzip',
    declaredBytes: number,
  ) {
    this.declaredBytes = declaredBytes;
    this.#compressed = compressed;
    this.#inflater = inflater;
    this.#budget = budget;
    this.#format = format;
    inflater.ondata = (bytes) => {
      if (bytes.length > 0) this.#inflated.push(bytes);
    };
  }

  problem(): Problem | undefined {
    return this.#problem;
  }

  get pieces(): Iterable<Uint8Array> {
    return this.#read();
  }

  *#read(): Generator<Uint8Array> {
    let compressedBytes = 0;
    for (const step of stepsOf(this.#compressed)) {
      compressedBytes += step.length;
      const isEnded = !this.#push(step, false);
      yield* this.#take();
      if (isEnded || this.#problem !== undefined) return;
    }
    this.#push(new Uint8Array(), true);
    if (this.#format === 'gzip' && compressedBytes < SMALLEST_GZIP) this.#problem = this.#truncated();
    yield* this.#take();
  }

  /** False when the data has ended, well or badly. */
  #push(step: Uint8Array, isLast: boolean): boolean {
    try {
      this.#inflater.push(step, isLast);
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const isTrailer = code === NO_GZIP_HEADER && this.#bytes + this.#inflated.length > 0;
      // Whatever follows a complete member is not ours; anything else is damage.
      if (!isTrailer) this.#problem = code === UNEXPECTED_END ? this.#truncated() : this.#damaged();
      return false;
    }
  }

  *#take(): Generator<Uint8Array> {
    const ready = this.#inflated;
    this.#inflated = [];
    for (const bytes of ready) {
      this.#bytes += bytes.length;
      const tooLarge = this.#budget.takeInflated(bytes.length);
      if (tooLarge !== undefined) {
        this.#problem = tooLarge;
        return;
      }
      yield bytes;
    }
  }

  #truncated(): Problem {
    return failed(
      `${this.#format}-truncated`,
      `The ${this.#format} data ends too early, after ${this.#bytes} inflated bytes. Fetch the file again.`,
    ).problem;
  }

  #damaged(): Problem {
    return failed(
      `${this.#format}-damaged`,
      `The ${this.#format} data is damaged after ${this.#bytes} inflated bytes. Fetch the file again.`,
    ).problem;
  }
}

/** RFC 1952 §2.3.1: the last four bytes of a member, its size modulo 2^32. */
function sizeTold(whole: Uint8Array | undefined): number {
  if (whole === undefined || whole.length < 4) return 0;
  return new DataView(whole.buffer, whole.byteOffset, whole.length).getUint32(whole.length - 4, true);
}

function* stepsOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces)
    for (let start = 0; start < piece.length; start += STEP_BYTES)
      yield piece.subarray(start, start + STEP_BYTES);
}
