/**
 * Reverse DNS of the sending IP and its forward confirmation: PTR, then A or AAAA of each name
 * (RFC 1912 §2.1, iprev of RFC 8601 §3). Limit: three names are confirmed, the rest are left out.
 */

import { plainName } from '../../base/host-name.ts';
import { reverseName } from '../../base/ip.ts';
import type { PtrFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import { addressesIn } from '../answers.ts';
import type { Resolver } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';
import { isGenericName } from './generic-name.ts';

const maxNames = 3;

/** `ip` is canonical and public. Absent: no PTR record. Unknown: the PTR question failed. */
export async function gatherPtr(ip: string, context: GatherContext): Promise<Observed<PtrFacts>> {
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(reverseName(ip), 'PTR', context.signal);
  if (answer.state === 'unknown') return unknown(answer.why, context.clock, answer.from);
  if (answer.state === 'absent') return absent(context.clock, answer.from);
  const all = answer.value.records.flatMap((record) =>
    record.type === 'PTR' ? plainName(record.target) : [],
  );
  const targets = all.slice(0, maxNames);
  const names = await Promise.all(targets.map((name) => confirm(name, ip, recorder, context.signal)));
  const isGeneric = targets.length > 0 && targets.every((name) => isGenericName(name, ip));
  const nameCount = all.length > 1 ? { nameCount: all.length } : {};
  return present(
    { ip, names, ...nameCount, isGeneric },
    context.clock,
    computedFrom('iprev (RFC 8601 §3)', recorder),
  );
}

async function confirm(name: string, ip: string, resolver: Resolver, signal: AbortSignal | undefined) {
  const answer = await resolver.lookup(name, ip.includes(':') ? 'AAAA' : 'A', signal);
  if (answer.state === 'unknown') return { name, addresses: 'unknown' as const };
  if (answer.state === 'absent') return { name, addresses: [] };
  return { name, addresses: addressesIn(answer.value) };
}
