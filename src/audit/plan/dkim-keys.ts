/**
 * New DKIM keys (RFC 6376, RFC 8463): an RSA-2048 and an Ed25519 pair under selectors of the day, published before they are
 * used; the old key stays for a week after the last mail it signed. The private keys go into files, nowhere else.
 */
import { failuresOf, PLAN_TTL, shelfOf } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

/** Failures that a new key mends. */
const weak = ['dkim/key-length', 'dkim/key-revoked', 'dkim/key-syntax', 'dkim/key-found', 'dkim/key-text'];

export function proposeDkimKeys(input: PlanInput): readonly Proposal[] {
  const { domain, newKeys } = input;
  const failures = weak.flatMap((check) => failuresOf(input, check));
  const selectors = shelfOf(input, 'dkimSelectors');
  const hasKey =
    selectors !== undefined &&
    selectors !== 'absent' &&
    selectors.tried.some(({ isFound }) => isFound === true);
  if (hasKey && failures.length === 0) return [];
  const common = { id: 'dkim/new-keys', data: { domain }, others: [], mends: [] };
  if (newKeys.length === 0) return [{ ...common, changes: [], files: [], waitsFor: 'keys' }];
  return [
    {
      ...common,
      data: { domain, selectors: newKeys.map(({ selector }) => selector).join(', ') },
      changes: newKeys.map(({ selector, record }) => ({
        name: `${selector}._domainkey.${domain}`,
        type: 'TXT',
        ttlSeconds: PLAN_TTL,
        removes: [],
        adds: [record],
      })),
      files: newKeys.map(({ selector, privateKey }) => ({
        name: `${selector}.${domain}.private.pem`,
        text: privateKey,
        isSecret: true,
      })),
      selectors: newKeys.map(({ selector }) => ({ selector, origin: 'given' })),
      sample: newKeys.map(({ signedSample }) => signedSample),
    },
  ];
}
