/** What several lists say together (RFC 5782), and which of them the reply names. */
import { getDomain } from 'tldts';
import type { JsonObject } from '../../base/json.ts';
import type { ListingAnswer, ListingFacts } from '../../findings/evidence.ts';
import type { Fix } from '../../findings/fix.ts';

/** Named ones first; of the others the order in which they were asked. */
export function listedIn(
  listing: ListingFacts,
  isWanted: (answer: ListingAnswer) => boolean,
  text: string,
): readonly ListingAnswer[] {
  const listed = listing.answers.filter((answer) => answer.state === 'listed' && isWanted(answer));
  return [...listed].sort((a, b) => Number(isNamed(b, text)) - Number(isNamed(a, text)));
}

/** The reply names the list: by zone, by its operator's domain, or by its operator. */
export function isNamed(answer: ListingAnswer, text: string): boolean {
  const lower = text.toLowerCase();
  const operator = answer.operator.toLowerCase();
  const domain = getDomain(answer.zone);
  const names = [answer.zone.toLowerCase(), ...(domain === null ? [] : [domain])];
  return names.some((name) => lower.includes(name)) || (operator.length >= 4 && lower.includes(operator));
}

export function checkedIn(listing: ListingFacts): readonly ListingAnswer[] {
  return listing.answers.filter(({ state }) => state !== 'not-checked');
}

/** The arguments of a text about a listing: those of the first, and how many there are. */
export function listingData(listed: readonly ListingAnswer[]): JsonObject {
  const first = listed[0];
  if (first === undefined) return {};
  return {
    subject: first.subject,
    list: first.operator,
    zone: first.zone,
    codes: first.codes.map(({ code }) => code).join(', '),
    meaning: first.codes.map(({ meaning }) => meaning).join('; '),
    lists: listed.map(({ zone }) => zone).join(', '),
    count: listed.length,
    ...(first.reason === undefined ? {} : { reason: first.reason.slice(0, 512) }),
    ...(first.delistUrl === undefined ? {} : { delistUrl: first.delistUrl }),
  };
}

/** A request per list, once an operator. */
export function delistingRequests(listed: readonly ListingAnswer[]): readonly Fix[] {
  const asked = new Set<string>();
  return listed.flatMap(({ operator, zone, subject, delistUrl }) => {
    if (asked.has(operator)) return [];
    asked.add(operator);
    const url = delistUrl === undefined ? {} : { url: delistUrl };
    const text = `Please remove ${subject} from ${zone}. The cause of the listing has been found and ended.`;
    return [{ kind: 'contact' as const, who: operator, ...url, text }];
  });
}
