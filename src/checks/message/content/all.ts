/** Checks of a message before it is sent: wording. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { bodyCapitals } from './body-capitals.ts';
import { lure } from './lure.ts';
import { obfuscatedWords } from './obfuscated-words.ts';
import { phrases } from './phrases.ts';
import { subjectCapitals } from './subject-capitals.ts';
import { subjectSigns } from './subject-signs.ts';

export const contentChecks: readonly MessageCheck[] = [
  subjectCapitals,
  subjectSigns,
  bodyCapitals,
  phrases,
  obfuscatedWords,
  lure,
];
