/**
 * Plans for every record of the RFC 7208 suite, judged by an evaluator and not by the linter that the proof rests on: who
 * passed passes, and no case gets permerror from the record that was proposed.
 */
import { overlayResolver } from '../../src/gather/dns/index.ts';
import { zoneResolver } from '../../src/gather/dns/testing.ts';
import { evaluateSpf } from '../../src/gather/mail-auth/spf.ts';
import { domainOf, readSuite, zoneOf } from '../spf-suite/suite.ts';
import { planZone, spfOf } from './plan-zones.ts';

export interface SuitePlan {
  readonly domain: string;
  /** The record that is proposed. */
  readonly record: string;
  /** 'case: before → after' where a case that passed does not any more. */
  readonly lostCases: readonly string[];
  /** Cases that get permerror. */
  readonly permerrors: readonly string[];
  readonly lostNetworks: readonly string[];
}

/** Senders that pass by '+all' alone, beside terms that name others: closing that door is what the plan is for. */
const skippedCases: readonly string[] = ['include-softfail'];

/** Every domain that a case is about and that a plan proposes a record for. */
export async function planSuite(): Promise<{ readonly tried: number; readonly plans: readonly SuitePlan[] }> {
  const plans: SuitePlan[] = [];
  let tried = 0;
  for (const scenario of readSuite()) {
    const resolver = zoneResolver(zoneOf(scenario));
    const byDomain = Map.groupBy(Object.entries(scenario.tests), ([, given]) => domainOf(given));
    for (const [domain, cases] of byDomain) {
      if (!domain.includes('.')) continue;
      tried += 1;
      const planned = await planZone(zoneOf(scenario), { domain });
      const record = spfOf(planned);
      const step = planned.steps.find(({ id, proof }) => id.startsWith('spf/') && proof.state === 'proven');
      if (record === undefined || step === undefined) continue;
      const changed = overlayResolver(resolver, step.changes);
      const lostCases: string[] = [];
      const permerrors: string[] = [];
      for (const [id, { host, helo, mailfrom }] of cases) {
        const question = { ip: host, helo, mailFrom: mailfrom };
        const [before, after] = await Promise.all(
          [resolver, changed].map(async (zone) => (await evaluateSpf(question, zone)).result),
        );
        if (before === 'pass' && after !== 'pass' && !skippedCases.includes(id))
          lostCases.push(`${id}: ${before} → ${after}`);
        if (after === 'permerror') permerrors.push(id);
      }
      plans.push({ domain, record, lostCases, permerrors, lostNetworks: planned.lost });
    }
  }
  return { tried, plans };
}
