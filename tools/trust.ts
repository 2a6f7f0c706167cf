/** Learns how far rules and likeness are to be trusted (src/explain/classify/second-opinion.ts) from first runs. Deterministic. */
import type { SecondOpinion, SignWeights } from '../src/explain/classify/calibration.ts';
import { type Signs, trustIn } from '../src/explain/classify/second-opinion.ts';

/** What was said of one text that nobody had seen, and whether it was right: a line of tools/first-runs.jsonl. */
export interface FirstRun {
  readonly batch: string;
  /** The category of the rules was right. */
  readonly rules: boolean;
  /** That of the likeness was. */
  readonly likeness: boolean;
  readonly signs: Signs;
}

const STEPS = 4_000;
const STEP = 0.5;
/** Weights are drawn towards nothing as if by so many texts: signs that few texts have say little. */
const RESTRAINT = 3;

/** Logistic regression by steps down the slope of all texts. */
function regression(runs: readonly FirstRun[], isRight: (run: FirstRun) => boolean): SignWeights {
  const names = [...new Set(runs.flatMap(({ signs }) => Object.keys(signs)))].sort();
  const weights: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  for (let step = 0; step < STEPS; step += 1) {
    const slopes: Record<string, number> = Object.fromEntries(
      names.map((name) => [name, name === 'always' ? 0 : RESTRAINT * (weights[name] ?? 0)]),
    );
    for (const run of runs) {
      const error = trustIn(run.signs, weights) - (isRight(run) ? 1 : 0);
      for (const [name, sign] of Object.entries(run.signs)) slopes[name] = (slopes[name] ?? 0) + error * sign;
    }
    for (const name of names)
      weights[name] = (weights[name] ?? 0) - (STEP * (slopes[name] ?? 0)) / runs.length;
  }
  return Object.fromEntries(names.map((name) => [name, Math.round((weights[name] ?? 0) * 1000) / 1000]));
}

/** The weights of both. */
export const learnTrust = (runs: readonly FirstRun[]): SecondOpinion => ({
  rules: regression(runs, ({ rules }) => rules),
  likeness: regression(runs, ({ likeness }) => likeness),
});
