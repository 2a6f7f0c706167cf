/**
 * New DKIM keys (RFC 6376, RFC 8463): an RSA-2048 and an Ed25519 pair under selectors of the day, published before they are
 * used; the old key stays for a week after the last mail it signed. The private keys go into files, nowhere else.
 */
import type { Resolver } from '../../gather/dns/types.ts';
import { parseDkimKeyRecord } from '../../wire/dkim/index.ts';
import { failuresOf, PLAN_TTL, receivesMail, shelfOf } from './facts.ts';
import type { NewKey, PlanInput, Proposal } from './types.ts';

/** Failures that a new key mends. */
const weak = ['dkim/key-length', 'dkim/key-revoked', 'dkim/key-syntax', 'dkim/key-found', 'dkim/key-text'];

export async function proposeDkimKeys(
  input: PlanInput,
  lookup: Resolver['lookup'],
): Promise<readonly Proposal[]> {
  const { domain, newKeys } = input;
  const failures = weak.flatMap((check) => failuresOf(input, check));
  const selectors = shelfOf(input, 'dkimSelectors');
  const hasKey =
    selectors !== undefined &&
    selectors !== 'absent' &&
    selectors.tried.some(({ isFound }) => isFound === true);
  if (hasKey && failures.length === 0) return [];
  if (await isSilent(input, lookup)) return [];
  const common = { id: 'dkim/new-keys', data: { domain }, others: [], mends: [] };
  if (newKeys.length === 0) return [{ ...common, changes: [], files: [], waitsFor: 'keys' }];
  const isThere = await Promise.all(newKeys.map((key) => isPublished(key, domain, lookup)));
  if (isThere.every(Boolean)) return [];
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

/** A key of an earlier run may stand in the zone already. */
async function isPublished(
  { selector, record }: NewKey,
  domain: string,
  lookup: Resolver['lookup'],
): Promise<boolean> {
  const answer = await lookup(`${selector}._domainkey.${domain}`, 'TXT');
  if (answer.state !== 'present') return false;
  return answer.value.records.some((one) => one.type === 'TXT' && one.text === record);
}

/** What sends nothing signs nothing: 'v=spf1 -all', a null MX without any SPF, a revoked key for every selector. */
async function isSilent(input: PlanInput, lookup: Resolver['lookup']): Promise<boolean> {
  const { domain, sendingIps, sendsNothing } = input;
  if (sendingIps.length > 0) return false;
  const tree = shelfOf(input, 'spfTree');
  const records = tree === undefined || tree === 'absent' ? [] : tree.records;
  const [record = ''] = records.map(({ text }) => text.trim().toLowerCase().replace(/ +/g, ' '));
  const takesNone = shelfOf(input, 'routing') !== undefined && !receivesMail(input);
  if (sendsNothing || record === 'v=spf1 -all' || (takesNone && tree === 'absent')) return true;
  const answer = await lookup(`*._domainkey.${domain}`, 'TXT');
  if (answer.state !== 'present') return false;
  return answer.value.records.some((one) => {
    const parsed = one.type === 'TXT' ? parseDkimKeyRecord(one.text) : undefined;
    return parsed?.ok === true && parsed.value.isRevoked;
  });
}
