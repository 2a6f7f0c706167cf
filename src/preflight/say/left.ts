/** Why a fix was not made, in words. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { LeftWhy } from '../fix-message.ts';

/** 'it would break the signature of example.org (d=): mend before signing'. */
export function sayWhyLeft(why: LeftWhy, texts: Catalogue): string {
  const key = `check.left.${why.kind}`;
  if (why.kind === 'signature') return texts.ui(key, { domains: why.domains.join(', ') });
  return 'part' in why ? texts.ui(key, { part: why.part }) : texts.ui(key);
}
