/** What a list says, in words: listed, not listed, not known. */
import type { Listing } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { hasText, t } from '../../texts/texts.ts';

const toneOfListing = {
  listed: 'bad',
  'not-listed': 'good',
  unknown: 'unknown',
} as const satisfies Readonly<Record<Listing['state'], string>>;

export function ListingWord({ state }: Pick<Listing, 'state'>) {
  return <StateWord tone={toneOfListing[state]}>{t(`lists.state.${state}`)}</StateWord>;
}

/** Why a list could not be asked; the server's own word where the catalogue has none. */
export function sayReason(reason: string): string {
  const key = `lists.why.${reason}`;
  return hasText(key) ? t(key) : reason;
}
