/** How many broken zones the change plan mends whole, and how many senders it would lose. */
import { brokenSender, brokenZones } from '../../test/plan/broken-zones.ts';
import { planZone } from '../../test/plan/plan-zones.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';

export async function planFigures(): Promise<readonly FigureRow[]> {
  const planned = await Promise.all(brokenZones.map(([, zone]) => planZone(zone, brokenSender)));
  const clean = planned.filter(
    ({ steps, left, fresh }) =>
      left.length === 0 && fresh.length === 0 && steps.some(({ proof }) => proof.state === 'proven'),
  );
  return [
    atLeast('broken zones that audit clean with their plan', clean.length, brokenZones.length),
    atLeast('broken zones tried', brokenZones.length, 30),
    atMost('zones that lose a sender', planned.filter(({ lost }) => lost.length > 0).length, 0),
  ];
}
