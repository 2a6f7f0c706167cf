/** What both engines' symbols have in common: their order, how many, how long. */
import type { EngineSymbol } from './types.ts';

const MAX_SYMBOLS = 300;
const MAX_TEXT = 300;
const MAX_OPTIONS = 10;

/** A name that a rule can have; anything else is no symbol. */
export function isSymbolName(name: string): boolean {
  return name.length <= 100 && /^[A-Za-z][A-Za-z0-9_.-]*$/.test(name);
}

/** One symbol with its texts cut. */
export function engineSymbol(
  name: string,
  score: number,
  description: string,
  options: readonly string[],
): EngineSymbol {
  const words = description.trim().slice(0, MAX_TEXT);
  return {
    name,
    score,
    ...(words !== '' && { description: words }),
    options: options.slice(0, MAX_OPTIONS).map((option) => option.slice(0, MAX_TEXT)),
  };
}

/** Most points first, then by name. */
export function inOrder(symbols: readonly EngineSymbol[]): readonly EngineSymbol[] {
  return symbols.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, MAX_SYMBOLS);
}
