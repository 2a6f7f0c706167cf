/** Learns how far rules and likeness are to be trusted (src/explain/classify/second-opinion.ts) from first runs. Deterministic. */
import type { SecondOpinion, SignWeights } from '../src/explain/classify/calibration.ts';
import { LEAST, LEAST_WORDS, MARGIN, type Signs, trustIn } from '../src/explain/classify/second-opinion.ts';

/** What was said of one text that nobody had seen, and whether it was right: a line of tools/first-runs.jsonl. */
export interface FirstRun {
  readonly batch: string;
  /** The category of the rules was right. */
  readonly rules: boolean;
  /** That of the likeness was. */
  readonly likeness: boolean;
  readonly signs: Signs;
}

const STEPS = 2_000;
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

/** What the surer of both said of a run, and how sure it was. */
export interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
}

const FOLDS = 5;

/** May the likeness decide? As in the program, but that nobody wrote down which category it named: some of those it may not give. */
const mayDecide = (signs: Signs): boolean =>
  (signs['ten words'] ?? 0) >= LEAST_WORDS / 10 &&
  (signs['words of a provider'] ?? 0) === 0 &&
  !((signs['decided by nothing'] ?? 0) === 1 && (signs['a code'] ?? 0) === 0);

/** Each fifth of the runs judged by what the other four taught. */
export const crossValidated = (runs: readonly FirstRun[]): readonly Judged[] =>
  Array.from({ length: FOLDS }, (_, fold) => {
    const taught = learnTrust(runs.filter((_run, i) => i % FOLDS !== fold));
    return runs
      .filter((_run, i) => i % FOLDS === fold)
      .map(({ signs, rules, likeness }) => {
        const [inRules, inLikeness] = [trustIn(signs, taught.rules), trustIn(signs, taught.likeness)];
        const isSurer = inLikeness >= LEAST && inLikeness > inRules + MARGIN;
        return isSurer && mayDecide(signs)
          ? { confidence: inLikeness, isRight: likeness }
          : { confidence: inRules, isRight: rules };
      });
  }).flat();

/** Mean distance between what is promised and what is right, over ten bins of confidence. */
function calibrationError(judged: readonly Judged[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const inBin = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    error += Math.abs(inBin.reduce((sum, one) => sum + one.confidence - (one.isRight ? 1 : 0), 0));
  }
  return error / judged.length;
}

/** 'N of N right (…), of confidence 0.9 and more …, calibration error …'. */
export function summaryOf(judged: readonly Judged[]): string {
  const rightOf = (some: readonly Judged[]): number => some.filter(({ isRight }) => isRight).length;
  const sure = judged.filter(({ confidence }) => confidence >= 0.9);
  const share = (100 * rightOf(judged)) / judged.length;
  return `${rightOf(judged)} of ${judged.length} right (${share.toFixed(1)} %), of confidence 0.9 and more ${rightOf(sure)} of ${sure.length}, calibration error ${calibrationError(judged).toFixed(3)}`;
}
