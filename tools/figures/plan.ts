/** How many broken zones the change plan mends whole, and how many senders it would lose. */
import { brokenSender, brokenZones } from '../../test/plan/broken-zones.ts';
import { planZone } from '../../test/plan/plan-zones.ts';
import { planSuite } from '../../test/plan/suite-plans.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';

export async function planFigures(): Promise<readonly FigureRow[]> {
  const planned = await Promise.all(brokenZones.map(([, zone]) => planZone(zone, brokenSender)));
  const suite = await planSuite();
  const bad = suite.plans.filter(
    ({ lostCases, permerrors, lostNetworks }) =>
      lostCases.length + permerrors.length + lostNetworks.length > 0,
  );
  const clean = planned.filter(
    ({ steps, left, fresh }) =>
      left.length === 0 && fresh.length === 0 && steps.some(({ proof }) => proof.state === 'proven'),
  );
  return [
    atLeast('broken zones that audit clean with their plan', clean.length, brokenZones.length),
    atLeast('broken zones tried', brokenZones.length, 30),
    ...(suite.tried === 0
      ? []
      : [
          atLeast('RFC 7208 suite: domains whose record a plan mends', suite.plans.length, 45),
          atMost('RFC 7208 suite: plans that lose a sender or end in permerror', bad.length, 0),
        ]),
    atMost('zones that lose a sender', planned.filter(({ lost }) => lost.length > 0).length, 0),
  ];
}
