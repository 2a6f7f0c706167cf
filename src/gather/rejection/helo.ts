/**
 * The name of HELO or EHLO: a full domain name that resolves, or an address literal (RFC 5321 §4.1.1.1, §4.1.3, §2.3.5).
 */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { HeloFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import { lookupAddresses } from '../answers.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';
import { isGenericName } from './generic-name.ts';

/** Absent: the name does not resolve, or is none ('localhost', one label), which is then not asked. */
export async function gatherHelo(
  helo: string,
  ip: string | undefined,
  context: GatherContext,
): Promise<Observed<HeloFacts>> {
  const name = plainName(helo.trim());
  const given = { kind: 'input', where: 'HELO name' } as const;
  const withIp = ip === undefined ? {} : { ip };
  const literal = canonicalIp(name);
  // RFC 5321 §4.1.3: an address literal stands for itself.
  if (literal !== undefined) return present({ name, addresses: [literal], ...withIp }, context.clock, given);
  if (!isFullName(name)) return absent(context.clock, given);
  const recorder = recordingResolver(context.resolver);
  const answer = await lookupAddresses(name, recorder, context.signal, ip);
  if (answer.failed !== undefined) return unknown(answer.failed.why, context.clock, answer.failed.from);
  const from = computedFrom('HELO name (RFC 5321 §4.1.1.1)', recorder);
  if (answer.addresses.length === 0) return absent(context.clock, from);
  const generic = ip !== undefined && isGenericName(name, ip) ? { isGeneric: true as const } : {};
  return present({ name, addresses: answer.addresses, ...withIp, ...generic }, context.clock, from);
}
