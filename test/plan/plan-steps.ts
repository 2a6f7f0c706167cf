/** The plan of a zone of example.org, its steps by id; whatever it says, it says in words. Test support. */
import { expect } from 'vitest';
import type { PlanStep } from '../../src/audit/plan/types.ts';
import { viewPlan } from '../../src/audit/say/plan-view.ts';
import type { Zone } from '../../src/gather/dns/testing.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import { projectRoot } from '../source-files.ts';
import { type Planned, planZone, spfOf } from './plan-zones.ts';

const data = readDataFolder(`${projectRoot}/data`);

/** Hosts of the domain and of a service. */
export const hosts: Zone = {
  'mx.example.org': { A: ['192.0.2.10'] },
  'mx2.example.org': { A: ['192.0.2.11'] },
  '_spf.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
};
/** Mail hosts of its own. */
export const own = { MX: ['10 mx.example.org'] };
/** The domain with its mail host and these records at its name. */
export const withSpf = (...TXT: readonly (string | readonly string[])[]): Zone => ({
  ...hosts,
  'example.org': { ...own, TXT },
});

/** Audits, plans, and looks at the words in both languages. */
export async function stepsOf(zone: Zone, options: Planned = {}) {
  const planned = await planZone(zone, options);
  // Whatever a plan says, it says in words.
  for (const language of ['en', 'de'])
    expect(JSON.stringify(viewPlan(planned.steps, 'example.org', catalogueOf(data, language)))).not.toMatch(
      /"plan\.|[{][a-zA-Z]+[}]|undefined/,
    );
  const step = (id: string): PlanStep | undefined => planned.steps.find((one) => one.id === id);
  return { ...planned, step, spf: spfOf(planned) };
}
