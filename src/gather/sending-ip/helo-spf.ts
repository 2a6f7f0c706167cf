/**
 * SPF of the HELO name for the sending address (RFC 7208 §2.3): receivers may judge it apart, and for bounces, whose
 * return path is empty, it is the only identity there is (§2.4).
 */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { SpfFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { AuditContext } from '../audit/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { evaluateSpf } from '../mail-auth/spf.ts';
import { computedFrom, present, unknown } from '../shelf.ts';

/** Undefined where there is no name to judge: not given, an address literal, a local name. A DNS failure is unknown. */
export async function gatherHeloSpf(
  ip: string,
  given: string | undefined,
  context: AuditContext,
): Promise<Observed<SpfFacts> | undefined> {
  const helo = plainName((given ?? '').trim());
  if (canonicalIp(helo) !== undefined || !isFullName(helo)) return undefined;
  const recorder = recordingResolver(context.resolver);
  const { explanation: _, ...answer } = await evaluateSpf(
    { ip, helo, mailFrom: '' },
    recorder,
    context.signal,
  );
  const from = computedFrom('SPF of the HELO name (RFC 7208 §2.3)', recorder);
  if (answer.result !== 'temperror') return present({ ...answer, identity: 'helo' }, context.clock, from);
  const message = `SPF of ${helo} could not be evaluated: ${answer.reason ?? 'a DNS question failed'}.`;
  return unknown({ code: recorder.failure()?.code ?? 'temperror', message }, context.clock, from);
}
