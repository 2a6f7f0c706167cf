/** Door of the classifier: from the words and codes of a reply to a category. */
export {
  type Calibration,
  type DecisionFeatures,
  familyKey,
  featureKey,
  uncalibrated,
} from './calibration.ts';
export {
  type Classifier,
  type ClassifierData,
  type ClassifierInput,
  type CompiledClassifier,
  compileClassifier,
  createClassifier,
  openClassifier,
} from './classifier.ts';
export { parseCodes } from './codes.ts';
export { parseConcepts } from './concepts.ts';
export {
  type LikenessJudge,
  type LikenessModel,
  openLikeness,
  readLikeness,
  type Said,
  type StoredLikeness,
} from './likeness.ts';
export { parseFingerprint } from './provider.ts';
export { parseRules, type Rule, type TomlTable } from './rule.ts';
export { ADDRESS_TOKEN, IP_TOKEN, templateOf, tokenise } from './tokens.ts';
