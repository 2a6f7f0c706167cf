/** Learns the weights of `src/explain/classify/likeness.ts` from labelled texts. Deterministic: the same texts give the same model. */
import {
  type LikenessModel,
  piecesOf,
  type ReplyCodes,
  rememberPieces,
  type Said,
  sharesOf,
} from '../src/explain/classify/likeness.ts';

/** What a reply says, its codes, and the categories that are right for it. */
export interface Labelled extends Said, ReplyCodes {
  readonly labels: readonly string[];
}

const PLACES = 4_096;
const ROUNDS = 25;
const STEP = 0.3;
/** Weights are drawn towards nothing by this share of themselves at each step. */
const DECAY = 1e-4;

/** A sequence of numbers below 1 that is the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: number[], next: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}

/** Multinomial logistic regression by AdaGrad. */
export function learn(texts: readonly Labelled[], places = PLACES): LikenessModel {
  const categories = [...new Set(texts.flatMap(({ labels }) => labels))].sort();
  const size = categories.length;
  const rows = new Float64Array((places + 1) * size);
  const squares = new Float64Array(rows.length).fill(1e-6);
  const piecesOfWord = rememberPieces();
  const inputs = texts.map((text) => piecesOf(text, text, places, piecesOfWord));
  const accepted = texts.map(({ labels }) => labels.map((label) => categories.indexOf(label)));
  const order = texts.map((_, i) => i);
  const next = numbers(1);
  const step = (at: number, slope: number): void => {
    squares[at] = (squares[at] ?? 0) + slope * slope;
    rows[at] = (rows[at] ?? 0) - (STEP * slope) / Math.sqrt(squares[at] ?? 1);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, next);
    for (const index of order) {
      const pieces = inputs[index];
      const labels = accepted[index];
      if (pieces === undefined || labels === undefined) continue;
      const shares = sharesOf(pieces, rows, size, 1);
      // Of several labels any is right: the one that is likeliest so far is strengthened most.
      const right = labels.reduce((sum, label) => sum + (shares[label] ?? 0), 1e-12);
      for (const label of labels) shares[label] = (shares[label] ?? 0) * (1 - 1 / right);
      pieces.places.forEach((place, i) => {
        const weight = pieces.weights[i] ?? 0;
        for (let c = 0; c < size; c += 1) {
          const at = place * size + c;
          step(at, weight * (shares[c] ?? 0) + DECAY * (rows[at] ?? 0));
        }
      });
      for (let c = 0; c < size; c += 1) step(places * size + c, shares[c] ?? 0);
    }
  }
  const scale = rows.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  return { categories, places, scale, weights: Int8Array.from(rows, (weight) => Math.round(weight / scale)) };
}
