import { expect, test } from 'vitest';
import { patientResolver } from './patient-resolver.ts';
import { zoneResolver } from './testing.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };

test('after two time-outs nothing more is asked; what was asked before is known', async () => {
  const asked: string[] = [];
  const zone = { 'dead.example.org': 'TIMEOUT', 'example.org': { TXT: ['v=spf1 -all'] } } as const;
  const resolver = patientResolver(zoneResolver(zone, asked), clock);
  for (const type of ['MX', 'TXT', 'A', 'NS'] as const) {
    expect(await resolver.lookup('dead.example.org', type)).toMatchObject({
      state: 'unknown',
      why: { code: 'time-out' },
    });
  }
  expect(asked).toEqual(['dead.example.org MX', 'dead.example.org TXT']);
  expect(await resolver.lookup('example.org', 'TXT')).toMatchObject({ state: 'unknown' });
});

test('other failures cost no patience', async () => {
  const asked: string[] = [];
  const resolver = patientResolver(zoneResolver({ 'example.org': 'SERVFAIL' }, asked), clock);
  for (const type of ['MX', 'TXT', 'A', 'NS'] as const) await resolver.lookup('example.org', type);
  expect(asked.length).toBe(4);
});
