/** A DNS server with faults: what is taken for missing or wrong although it only could not be asked. */
import { auditEveryFault } from '../../test/dns/fault-audits.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';

/** Every fault at all names and at each name alone: so many audits at least. */
const leastAudits = 190;

export async function faultFigures(): Promise<readonly FigureRow[]> {
  const audits = await auditEveryFault();
  const count = (key: 'absent' | 'failing'): number =>
    audits.reduce((sum, audit) => sum + audit[key].length, 0);
  return [
    atLeast('fault server: audits under a fault', audits.length, leastAudits),
    atMost('fault server: false "missing"', count('absent'), 0),
    atMost('fault server: false failures', count('failing'), 0),
  ];
}
