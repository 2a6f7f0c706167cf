/** Gathers which selectors of a domain were looked at, from the keys that were found. */
import type { Clock } from '../../base/clock.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { TriedSelector } from '../../findings/facts/dkim-key.ts';
import { parseDkimKeyRecord } from '../../wire/dkim/index.ts';
import type { KnownSelector } from '../audit/types.ts';
import { present } from '../shelf.ts';

/** The shelf dkimSelectors of the domain; `keys[i]` is what gatherDkimKey gave for `selectors[i]`. Asks nothing. */
export function dkimSelectorsOf(
  domain: string,
  selectors: readonly KnownSelector[],
  keys: readonly Partial<Evidence>[],
  withoutSelectors: readonly string[],
  clock: Clock,
): Partial<Evidence> {
  const tried = selectors.map(({ selector, origin, provider }, index): TriedSelector => {
    const isFound = isUsable(keys[index]?.dkimKey);
    return { selector, origin, ...(provider !== undefined && { provider }), isFound };
  });
  const from = { kind: 'input', where: 'the selectors that were given or learnt' } as const;
  return { dkimSelectors: present({ domain, tried, withoutSelectors }, clock, from) };
}

function isUsable(shelf: Evidence['dkimKey']): boolean | 'unknown' {
  if (shelf?.state !== 'present') return 'unknown';
  return shelf.value.records.some((text) => {
    const parsed = parseDkimKeyRecord(text);
    return parsed.ok && !parsed.value.isRevoked;
  });
}
