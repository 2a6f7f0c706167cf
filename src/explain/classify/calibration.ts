/**
 * How sure a verdict is, measured: `data/calibration.json` holds, for each kind of decision, how often it was right
 * on labelled replies and bounces (tools/calibrate.ts writes it). Of all verdicts at 0.9, nine in ten are right.
 */

/** What a decision rested on. */
export type DecisionTier =
  | 'decisive'
  | 'strong'
  | 'enhanced'
  | 'weak'
  | 'concept'
  | 'faint'
  | 'enhanced-hint'
  | 'reply-code';
/** Does the enhanced code say the same as the words? */
export type CodeAgreement = 'agrees' | 'silent' | 'differs';

export interface DecisionFeatures {
  readonly tier: DecisionTier;
  readonly agreement: CodeAgreement;
  /** Another category was matched as strongly. */
  readonly hasRival: boolean;
  /** Literal tokens matched: 'short' 1–2, 'long' 3 and more. */
  readonly length: 'short' | 'long';
  /** Family of the category decided on: some families are easier to tell than others. */
  readonly family: string;
}

/** What the likeness to known replies does to a decision, measured on replies that nobody had seen. */
export interface SecondOpinion {
  /** Factors of the odds of a decision that the likeness shares, and that it contradicts. */
  readonly agrees: number;
  readonly differs: number;
  /** How often it was right where rules were unsure and said something else, 0..1. */
  readonly alone: number;
}

/** Share of right answers for each kind of decision, keyed by `featureKey`, without and with its family, 0..1. */
export interface Calibration {
  readonly byKey: Readonly<Record<string, number>>;
  readonly byTier: Readonly<Record<DecisionTier, number>>;
  /** How often 'unknown' was the right answer where it was given. */
  readonly unknown: number;
  readonly likeness: SecondOpinion;
}

export function featureKey(features: DecisionFeatures): string {
  return `${features.tier} ${features.agreement} ${features.hasRival ? 'rival' : 'alone'} ${features.length}`;
}

/** Used until a calibration was measured. */
export const uncalibrated: Calibration = {
  byKey: {},
  byTier: {
    decisive: 0.97,
    strong: 0.9,
    enhanced: 0.8,
    weak: 0.65,
    concept: 0.65,
    faint: 0.55,
    'enhanced-hint': 0.45,
    'reply-code': 0.3,
  },
  unknown: 0.2,
  likeness: { agrees: 1, differs: 1, alone: 0.5 },
};

/** The kind of decision together with the family it was for. */
export function familyKey(features: DecisionFeatures): string {
  return `${features.family}: ${featureKey(features)}`;
}

/** The finest measurement there is. */
export function confidenceOf(features: DecisionFeatures, calibration: Calibration): number {
  const { byKey, byTier } = calibration;
  return byKey[familyKey(features)] ?? byKey[featureKey(features)] ?? byTier[features.tier];
}
