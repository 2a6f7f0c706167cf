/** Every broken zone is mended by its plan: it audits clean, nothing new comes, no sender is lost. */
import { describe, expect, test } from 'vitest';
import { brokenSender, brokenZones } from './broken-zones.ts';
import { planZone } from './plan-zones.ts';

test('there are at least thirty zones, each with a fault of its own', () => {
  expect(brokenZones.length).toBeGreaterThanOrEqual(30);
  expect(new Set(brokenZones.map(([, zone]) => JSON.stringify(zone))).size).toBe(brokenZones.length);
});

describe('the plan of a zone with', () => {
  test.each(brokenZones)('%s', async (_, zone) => {
    const { steps, before, after, left, fresh, lost } = await planZone(zone, brokenSender);
    expect(before.findings.some(({ outcome }) => outcome === 'fail')).toBe(true);
    expect(steps.some(({ proof }) => proof.state === 'proven')).toBe(true);
    expect({ left, fresh, lost }).toEqual({ left: [], fresh: [], lost: [] });
    // Whatever a proof leaves, no record is in error.
    const grave = after.findings.filter(({ severity }) => severity === 'critical' || severity === 'error');
    expect(grave.map(({ check, message }) => `${check} ${message}`)).toEqual([]);
  });
});
