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

/** What of a decision tells how often such decisions are right. */
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

/** Weights of a logistic regression, by the name of the sign that each weighs (second-opinion.ts). */
export type SignWeights = Readonly<Record<string, number>>;

/** How far rules and the likeness to known replies are to be trusted, measured on replies that neither had seen. */
export interface SecondOpinion {
  /** How often the category of the rules is right. */
  readonly rules: SignWeights;
  /** How often that of the likeness. */
  readonly likeness: SignWeights;
}

/** Share of right answers for each kind of decision, keyed by `featureKey`, without and with its family, 0..1. */
export interface Calibration {
  readonly byKey: Readonly<Record<string, number>>;
  readonly byTier: Readonly<Record<DecisionTier, number>>;
  /** How often 'unknown' was the right answer where it was given. */
  readonly unknown: number;
  readonly likeness: SecondOpinion;
}

/** The features as the key of a measured share. */
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
  likeness: { rules: { 'rules are sure': 1 }, likeness: { always: -9 } },
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
