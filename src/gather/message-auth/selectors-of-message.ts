/**
 * The selectors that a message names: of its DKIM signatures and ARC sets. They are the only ones that are known for
 * sure to be in use (RFC 6376 §3.1: selectors cannot be listed or guessed).
 */
import { findArcSets } from '../../wire/arc/index.ts';
import { findDkimSignatures } from '../../wire/dkim/index.ts';
import type { KnownSelector } from '../audit/types.ts';

/** A selector with the domain whose key it names. */
export interface MessageSelector extends KnownSelector {
  /** Lower case. */
  readonly domain: string;
}

const name = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;

/** Each once, DKIM first; what cannot be a name in DNS is left out. At most ten signatures and fifty sets are read. */
export function selectorsOfMessage(message: Uint8Array): readonly MessageSelector[] {
  const signed = findDkimSignatures(message).map(({ domain, selector }) => ({ domain, selector }));
  const sealed = findArcSets(message).flatMap((set) => [
    { domain: set.signatureDomain, selector: set.signatureSelector },
    { domain: set.sealDomain, selector: set.sealSelector },
  ]);
  const found = new Map<string, MessageSelector>();
  for (const { domain, selector } of [...signed, ...sealed]) {
    if (domain === undefined || selector === undefined) continue;
    const whole = `${selector}._domainkey.${domain}`;
    if (whole.length > 253 || !name.test(selector) || !name.test(domain)) continue;
    const key = whole.toLowerCase();
    if (!found.has(key)) found.set(key, { domain, selector, origin: 'message' });
  }
  return [...found.values()];
}
