/** A connection to the recipient's mail exchangers: only when the user asked for it with --connect. */

import { plainName } from '../../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import type { MxConnectionFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import { isNxDomain, lookupAddresses } from '../answers.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, notGiven, present, unknown } from '../shelf.ts';
import { probeMx } from '../smtp-probe/probe.ts';
import type { GatherContext } from './context.ts';
import { mxOf } from './mail-domain.ts';

const maxHosts = 2;

/** Absent: there is no host to connect to. */
export async function gatherMxConnection(
  domain: string,
  context: GatherContext,
): Promise<Observed<MxConnectionFacts>> {
  if (context.connect !== true) return notGiven('What the mail exchanger says', '--connect', context.clock);
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(domain, 'MX', context.signal);
  if (answer.state === 'unknown') return unknown(answer.why, context.clock, answer.from);
  if (isNxDomain(answer)) return absent(context.clock, answer.from);
  const hosts = answer.state === 'present' ? mxOf(answer.value).map(({ host }) => host) : [plainName(domain)];
  const asked = hosts.filter((host) => host !== '.').slice(0, maxHosts);
  const found = await Promise.all(asked.map((host) => lookupAddresses(host, recorder, context.signal)));
  const targets = asked.flatMap((host, index) => {
    const ip = canonicalIp(found[index]?.addresses[0] ?? '');
    return ip === undefined ? [] : [{ host, ip }];
  });
  const failed = found.find((one) => one.failed !== undefined)?.failed;
  if (targets.length === 0 && failed !== undefined) return unknown(failed.why, context.clock, failed.from);
  if (targets.length === 0) return absent(context.clock, answer.from);
  const signal = context.signal === undefined ? {} : { signal: context.signal };
  const started = context.clock.monotonicMs();
  const attempts = await probeMx(targets, isPublicIp, { ...signal, ...context.probe });
  const elapsedMs = Math.round(context.clock.monotonicMs() - started);
  const server = `${targets[0]?.host}:${context.probe?.port ?? 25}`;
  return present({ attempts }, context.clock, { kind: 'smtp', server, elapsedMs });
}
