/** Chance that can be repeated: the same seed gives the same numbers. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

/** Marsaglia's xorshift of 32 bits; seed 0 counts as 1. */
export function createRandom(seed: number): Random {
  // Seeds that follow each other must not give numbers that do.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  for (let i = 0; i < 8; i++) next();
  const below = (limit: number): number => (limit <= 1 ? 0 : next() % limit);
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}
