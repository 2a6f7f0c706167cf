/**
 * The domain of a large mailbox provider that was probably meant where another was typed: 'gmial.com' for 'gmail.com', 'yahoo.con' for
 * 'yahoo.com'. One letter is missing, too many or another, or two stand the wrong way round. Such names are often registered by somebody who
 * reads what arrives: nothing is to be sent there again. Pure; at most one pass over the list for each name.
 */
import { parse } from 'tldts';

/** What `data/large-mailbox-domains.toml` holds. */
export interface LargeDomains {
  readonly domains: readonly string[];
  /** Ending → what is typed for it. */
  readonly endings: Readonly<Record<string, readonly string[]>>;
  /** Domains that are meant as they stand, though one slip away. */
  readonly honest: readonly string[];
}

export const noLargeDomains: LargeDomains = { domains: [], endings: {}, honest: [] };

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Reads the file. */
export function parseLargeDomains(file: Readonly<Record<string, unknown>>): LargeDomains {
  const endings = Object.entries((file.endings ?? {}) as Readonly<Record<string, unknown>>);
  return {
    domains: strings(file.domains),
    endings: Object.fromEntries(endings.map(([ending, typed]) => [ending, strings(typed)])),
    honest: strings(file.honest),
  };
}

/** Shorter names have too many honest neighbours. */
const LEAST_LENGTH = 5;

/** Is one letter missing, too many or another, or do two stand the wrong way round? Of equal words no; another first letter makes another name: 'ymail.com', 'cloud.com', 'gambler.ru'. */
function isOneSlip(typed: string, meant: string): boolean {
  const gap = typed.length - meant.length;
  if (Math.abs(gap) > 1 || typed === meant) return false;
  let from = 0;
  while (from < typed.length && typed[from] === meant[from]) from++;
  if (gap > 0) return from > 0 && typed.slice(from + 1) === meant.slice(from);
  if (gap < 0) return from > 0 && typed.slice(from) === meant.slice(from + 1);
  if (typed.slice(from + 1) === meant.slice(from + 1)) return from > 0;
  const isSwapped = typed[from] === meant[from + 1] && typed[from + 1] === meant[from];
  return isSwapped && typed.slice(from + 2) === meant.slice(from + 2);
}

/** 'gmail.com' → 'gmail', 'com'. */
function halves(domain: string): readonly [name: string, ending: string] | undefined {
  const at = domain.indexOf('.');
  return at <= 0 ? undefined : [domain.slice(0, at), domain.slice(at + 1)];
}

/** The domain that was meant; undefined where the name is like none of them, or like two. `isProvider`: somebody gives addresses there himself. */
export function meantDomain(
  typed: string,
  { domains, endings, honest }: LargeDomains,
  isProvider: (domain: string) => boolean,
): string | undefined {
  const domain = typed.toLowerCase().replace(/\.$/, '');
  const [name, ending] = halves(domain) ?? [];
  if (name === undefined || ending === undefined || isProvider(domain)) return undefined;
  if (domains.includes(domain) || honest.includes(domain)) return undefined;
  // What is a subdomain was not typed for a provider's domain; an ending that no registry has may be typed for one that has.
  if (parse(domain).subdomain) return undefined;
  const meant = domains.filter((large) => {
    const [of, at] = halves(large) ?? [];
    if (of === undefined || at === undefined || of.length < LEAST_LENGTH) return false;
    return at === ending ? isOneSlip(name, of) : of === name && endings[at]?.includes(ending) === true;
  });
  return meant.length === 1 ? meant[0] : undefined;
}
