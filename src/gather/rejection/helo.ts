/**
 * The name of HELO or EHLO: a full domain name that resolves, or an address literal (RFC 5321 §4.1.1.1, §4.1.3, §2.3.5).
 */
import type { HeloFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { lookupAddresses, plainName } from './answers.ts';
import type { GatherContext } from './context.ts';
import { canonicalIp } from './ip.ts';
import { absent, computedFrom, present, unknown } from './shelf.ts';

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
  return present({ name, addresses: answer.addresses, ...withIp }, context.clock, from);
}

/** At least two labels of letters, digits, hyphens; names reserved for local use (RFC 6761, RFC 6762) are none. */
export function isFullName(name: string): boolean {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || ['local', 'localhost', 'localdomain', 'lan', 'internal', 'invalid'].includes(last))
    return false;
  return name.length <= 253 && labels.every(isLabel);
}

const label = /^[a-z0-9_-]{1,63}$/;

function isLabel(text: string): boolean {
  return label.test(text);
}
