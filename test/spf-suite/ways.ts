/** Three ways through the RFC 7208 suite: over a stub, over real sockets, and as `waypost audit --sending-ip` goes. */
import { systemClock } from '../../src/base/clock.ts';
import { gatherSendingIp } from '../../src/gather/audit/index.ts';
import { createResolver } from '../../src/gather/dns/index.ts';
import { zoneResolver } from '../../src/gather/dns/testing.ts';
import type { Resolver } from '../../src/gather/dns/types.ts';
import { evaluateSpf } from '../../src/gather/mail-auth/spf.ts';
import { type DnsFault, startFaultServer } from '../dns/fault-server.ts';
import { readSuite, resultsOf, type Scenario, type SuiteCase, zoneOf } from './suite.ts';

/** Answers one case over a resolver: an SPF result. */
type Evaluate = (given: SuiteCase, resolver: Resolver) => Promise<string>;
/** Runs with a resolver that answers from the scenario's zone. */
type WithZone = (scenario: Scenario, run: (resolver: Resolver) => Promise<void>) => Promise<void>;

export interface SuiteScore {
  readonly right: number;
  readonly all: number;
  /** 'case: result' of the others. */
  readonly wrong: readonly string[];
}

export async function scoreSuite(evaluate: Evaluate, withZone: WithZone): Promise<SuiteScore> {
  const wrong: string[] = [];
  let all = 0;
  for (const scenario of readSuite()) {
    await withZone(scenario, async (resolver) => {
      const cases = Object.entries(scenario.tests);
      const results = await Promise.all(cases.map(([, given]) => evaluate(given, resolver)));
      all += cases.length;
      for (const [place, [id, given]] of cases.entries()) {
        const result = results[place] ?? '';
        if (!resultsOf(given).includes(result)) wrong.push(`${id}: ${result}`);
      }
    });
  }
  return { right: all - wrong.length, all, wrong };
}

export const evaluateDirectly: Evaluate = async ({ host, helo, mailfrom }, resolver) =>
  (await evaluateSpf({ ip: host, helo, mailFrom: mailfrom }, resolver)).result;

/** The 'spf' shelf of a sending address. What DNS did not answer is unknown there: RFC 7208 calls it temperror. */
export const evaluateByAudit: Evaluate = async ({ host, helo, mailfrom }, resolver) => {
  const context = { resolver, clock: systemClock, connect: false, allowPrivate: true };
  const facts = { text: '', senderIp: host, senderIpFrom: 'given' as const, sender: mailfrom, helo };
  const { spf } = await gatherSendingIp(host, facts, context);
  if (spf?.state === 'present') return spf.value.result;
  return spf?.state === 'unknown' && ['time-out', 'temperror'].includes(spf.why.code)
    ? 'temperror'
    : `no result`;
};

export const overStub: WithZone = (scenario, run) => run(zoneResolver(zoneOf(scenario)));

/** UDP and TCP on loopback, through the resolver of the program; `fault` is done to every name of the zone. */
export function overSockets(fault?: DnsFault): WithZone {
  return async (scenario, run) => {
    const zone = zoneOf(scenario);
    const faults =
      fault === undefined ? {} : Object.fromEntries(Object.keys(zone).map((name) => [name, fault]));
    const server = await startFaultServer(zone, faults);
    const servers = [{ host: server.host, port: server.port }];
    const resolver = createResolver({ servers, clock: systemClock, timeoutMs: 250, tries: 1 });
    try {
      await run(resolver);
    } finally {
      resolver.close();
      await server.close();
    }
  };
}
