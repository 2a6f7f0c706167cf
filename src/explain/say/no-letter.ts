/** Where there is nobody to write to, and why. */
import type { Catalogue } from '../../findings/catalogue.ts';
import { isFiled, isHeld, toldData } from '../told/index.ts';
import type { Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';
import { isOwnWord } from './own-words.ts';
import { caseOf } from './told-words.ts';

/** A domain that is not there has no server that somebody answers for; nor has one that takes no mail (RFC 7505). */
const isNowhere = ({ category, reply }: Verdict): boolean =>
  reply.replyCode === undefined && (category === 'domain.not-found' || category === 'domain.null-mx');

/** What is said in place of a letter; undefined where somebody can help. */
export function noLetterOf(verdict: Verdict, texts: Catalogue): string | undefined {
  if (isHeld(verdict.told, verdict.category)) return texts.ui('held.letter');
  if (isFiled(verdict.told, verdict.category)) return texts.ui('filed.letter');
  if (verdict.asker !== undefined) return texts.ui(`${verdict.asker}.letter`);
  if (isOwnWord(verdict)) return texts.ui('own.letter');
  if (caseOf(verdict, assertedCategory(verdict)) === 'mistyped')
    return texts.ui('mistyped.letter', toldData(verdict.told));
  if (isNowhere(verdict)) return texts.ui('nowhere.letter');
  return verdict.class === 'notice' || verdict.class === 'none' ? texts.ui('nobody.letter') : undefined;
}
