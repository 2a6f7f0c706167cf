/** What one ask may take: bytes, names, messages, time. */
import { failed, type Problem, type Result } from '../base/result.ts';
import type { Ask, NamedInput } from './types.ts';

export const MAX_INPUT_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 1000;
export const MAX_NAMES = 1000;
/** Messages of one check: each brings its words. */
export const MAX_MESSAGES = 200;

const MINUTE_MS = 60_000;

/** Until an ask ends by itself, in milliseconds. `names`: of an audit. */
export function timeFor(kind: Ask['kind'], names = 1): number {
  if (kind === 'audit') return 10 * MINUTE_MS + Math.min(names, MAX_NAMES) * 2000;
  return kind === 'check' ? 10 * MINUTE_MS : 5 * MINUTE_MS;
}

/** What was given, one thing or several, each with its name where it has one. Problems: 'too-large', 'too-many-files'. */
export function inputsOf({ input, name, files }: Ask): Result<readonly Partial<NamedInput>[]> {
  const given = files ?? [{ input, ...(name !== undefined && { name }) }];
  if (given.length > MAX_FILES)
    return failed('too-many-files', `${given.length} files are too many; at most ${MAX_FILES} are taken.`, {
      count: given.length,
      limit: MAX_FILES,
    });
  const size = given.reduce((sum, one) => sum + one.input.length, 0);
  if (size > MAX_INPUT_BYTES)
    return failed('too-large', `The input has ${size} bytes; at most ${MAX_INPUT_BYTES} are taken.`, {
      size,
      limit: MAX_INPUT_BYTES,
    });
  return { ok: true, value: given };
}

export const cancelled: Problem = { code: 'cancelled', message: 'It was cancelled.' };
export const tooSlow: Problem = {
  code: 'time-out',
  message: 'It took too long and was given up; ask about less at once.',
};

/** Lets others have their turn while much is read: the event loop is free at least every few milliseconds. */
export class Breather {
  readonly #nowMs: () => number;
  #lastMs: number;

  constructor(monotonicMs: () => number) {
    this.#nowMs = monotonicMs;
    this.#lastMs = monotonicMs();
  }

  /** Whether `breathe` waits: between millions of small steps it is asked first. */
  isDue(): boolean {
    return this.#nowMs() - this.#lastMs >= BREATH_MS;
  }

  async breathe(): Promise<void> {
    if (!this.isDue()) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#lastMs = this.#nowMs();
  }
}

const BREATH_MS = 10;
