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

/** A list that a combined zone holds beside others: how replies name it, and the combined zone's codes for it. */
interface PartOfZone {
  readonly names: readonly string[];
  readonly codes: readonly string[];
}

const sblCodes = ['127.0.0.2', '127.0.0.3', '127.0.0.9'];
const xblCodes = ['127.0.0.4', '127.0.0.5', '127.0.0.6', '127.0.0.7'];
const spamhaus = (label: string, codes: readonly string[]): PartOfZone => ({
  names: [`${label}.spamhaus.org`, `${label}.dq.spamhaus.net`, `spamhaus.org/${label}`, `spamhaus ${label}`],
  codes,
});
const abusix = (label: string, codes: readonly string[]): PartOfZone => ({
  names: [`${label}.mail.abusix.zone`],
  codes,
});

/** The codes are those of data/dnsbl.toml, which names their sources. */
const partsOfZones: Readonly<Record<string, readonly PartOfZone[]>> = {
  'zen.spamhaus.org': [
    spamhaus('sbl', sblCodes),
    spamhaus('css', ['127.0.0.3']),
    spamhaus('xbl', xblCodes),
    spamhaus('pbl', ['127.0.0.10', '127.0.0.11']),
    spamhaus('sbl-xbl', [...sblCodes, ...xblCodes]),
  ],
  'combined.mail.abusix.zone': [
    abusix('black', ['127.0.0.2', '127.0.0.3', '127.0.0.200']),
    abusix('exploit', ['127.0.0.4']),
    abusix('dynamic', ['127.0.0.11', '127.0.0.12']),
  ],
};

/** The reply names this list, and not another one of its operator; of a combined zone: the part that answered. */
export function isNamed(answer: ListingAnswer, text: string): boolean {
  const lower = text.toLowerCase();
  if (!(answer.isNamed ?? isNamedInWords(answer, lower))) return false;
  if (answer.state !== 'listed' || hasName(lower, answer.zone)) return true;
  const parts = (partsOfZones[answer.zone] ?? []).filter(({ names }) =>
    names.some((name) => hasName(lower, name)),
  );
  return (
    parts.length === 0 || parts.some((part) => answer.codes.some(({ code }) => part.codes.includes(code)))
  );
}

/** For evidence that does not say whether the list was named: by its zone, else by operator or domain where no zone is. */
function isNamedInWords({ zone, operator }: ListingAnswer, lower: string): boolean {
  if (hasName(lower, zone)) return true;
  if ((partsOfZones[zone] ?? []).some(({ names }) => names.some((name) => hasName(lower, name)))) return true;
  const domain = getDomain(zone);
  if (domain !== null && hasName(lower, domain)) return !namesHostBelow(lower, domain);
  return operator.length >= 4 && hasName(lower, operator.toLowerCase());
}

/** A host of the operator other than his web site: most likely another one of his zones. */
function namesHostBelow(lower: string, domain: string): boolean {
  for (let at = lower.indexOf(`.${domain}`); at >= 0; at = lower.indexOf(`.${domain}`, at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && isLabelChar(lower.charCodeAt(start - 1))) start--;
    if (!['www', 'check', 'lookup'].includes(lower.slice(start, at))) return true;
  }
  return false;
}

/** The name stands there, not as a part of a longer word; labels before it (an asked name) are no part. */
function hasName(lower: string, name: string): boolean {
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const isOpen = isLabelChar(lower.charCodeAt(at - 1)) || isLabelChar(lower.charCodeAt(at + name.length));
    if (!isOpen) return true;
  }
  return false;
}

/** Letters, digits, hyphen; false for the NaN beyond the ends. */
function isLabelChar(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d;
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
    ...zonesOf(listed, 'lists'),
    ...(first.reason === undefined ? {} : { reason: first.reason.slice(0, 512) }),
    ...(first.delistUrl === undefined ? {} : { delistUrl: first.delistUrl }),
  };
}

/** Each zone once, however many subjects were asked there, and how many zones they are. */
export function zonesOf(answers: readonly ListingAnswer[], key: 'lists' | 'zones'): JsonObject {
  const zones = [...new Set(answers.map(({ zone }) => zone))];
  return { [key]: zones.join(', '), count: zones.length };
}

/** A request per list that takes any, once an operator. */
export function delistingRequests(listed: readonly ListingAnswer[]): readonly Fix[] {
  const asked = new Set<string>();
  return listed.flatMap(({ operator, zone, subject, delistUrl, takesRequests }) => {
    if (asked.has(operator) || takesRequests === false) return [];
    asked.add(operator);
    const url = delistUrl === undefined ? {} : { url: delistUrl };
    const text = `Please remove ${subject} from ${zone}. The cause of the listing has been found and ended.`;
    return [{ kind: 'contact' as const, who: operator, ...url, text }];
  });
}
