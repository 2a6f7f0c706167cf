/** Where there is nobody to write to, and why. */

import { isMailboxProvider } from '../../checks/index.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { categorySet } from '../../findings/category-set.ts';
import { domainOf } from '../../wire/address/index.ts';
import { isListing } from '../list-behind.ts';
import { placeOf } from '../place.ts';
import { isFiled, isHeld, toldData } from '../told/index.ts';
import type { Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';
import { isGuess } from './headline.ts';
import { isOwnWord } from './own-words.ts';
import { caseOf } from './told-words.ts';

/** A domain that is not there has no server that somebody answers for; nor has one that takes no mail (RFC 7505). */
const isNowhere = ({ category, reply, speaker, cause }: Verdict): boolean =>
  (category === 'domain.not-found' || category === 'domain.null-mx') &&
  cause.doubt === undefined &&
  placeOf(reply, speaker, category) !== 'relay';

const isOfMailbox = categorySet(
  'recipient.unknown',
  'recipient.moved',
  'recipient.inactive',
  'recipient.full',
  'address.syntax',
);
const isOfOwnDns = categorySet('auth.*', 'dns.*');

/** What the words say for certain, and no look-up speaks against. */
const isPlain = (verdict: Verdict): boolean =>
  verdict.cause.doubt === undefined &&
  !isGuess(verdict) &&
  caseOf(verdict, assertedCategory(verdict)) === undefined;

/** Only whoever has the mailbox knows more. */
const isOfItsOwner = (verdict: Verdict): boolean =>
  isOfMailbox(assertedCategory(verdict)) && isPlain(verdict);

/** A provider of many looks into nobody's records: they are mended, and then it is tried again. */
function isOursToMend({ reply, speaker, category, cause }: Verdict): boolean {
  const domain = domainOf(reply.recipient)?.toLowerCase();
  const isOfMany = speaker.provider !== undefined || (domain !== undefined && isMailboxProvider(domain));
  const isOfRelay = placeOf(reply, speaker, category) === 'relay';
  return isOfMany && !isOfRelay && cause.doubt === undefined && isOfOwnDns(category);
}

/** What is said in place of a letter; undefined where somebody can help. */
export function noLetterOf(verdict: Verdict, texts: Catalogue): string | undefined {
  if (isHeld(verdict.told, verdict.category)) return texts.ui('held.letter');
  if (isFiled(verdict.told, verdict.category)) return texts.ui('filed.letter');
  if (verdict.asker !== undefined) return texts.ui(`${verdict.asker}.letter`);
  if (isOwnWord(verdict)) return texts.ui('own.letter');
  if (caseOf(verdict, assertedCategory(verdict)) === 'mistyped')
    return texts.ui('mistyped.letter', toldData(verdict.told));
  // The operator of a list is no stranger.
  if (verdict.told?.facts.includes('domain/near') === true && !isListing(assertedCategory(verdict)))
    return texts.ui('near.letter', toldData(verdict.told));
  if (isOfItsOwner(verdict)) return texts.ui('mailbox.letter');
  if (isOursToMend(verdict)) return texts.ui('fault.letter');
  if (isNowhere(verdict)) return texts.ui('nowhere.letter');
  return verdict.class === 'notice' || verdict.class === 'none' ? texts.ui('nobody.letter') : undefined;
}
