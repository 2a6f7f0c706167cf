/**
 * Rules of filter engines, with the points they ship. SpamAssassin 4.0.1: the fourth column of a score line, as an
 * installation with network tests and Bayes counts; rspamd 3.4: the score of the rule.
 */
import type { EngineRule } from '../../findings/message-check.ts';

export const spamAssassin = (rule: string, weight: number): EngineRule => ({
  engine: 'SpamAssassin',
  rule,
  weight,
});

export const rspamd = (rule: string, weight: number): EngineRule => ({ engine: 'rspamd', rule, weight });
