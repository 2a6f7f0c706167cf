import { expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import type { PlanStep } from '../plan/types.ts';
import { viewPlan } from './plan-view.ts';

const english = catalogueOf(readDataFolder('data'), 'en');

const step = (type: 'TXT' | 'MX', removes: readonly string[], adds: readonly string[]): PlanStep => ({
  id: 'spf/record',
  data: {},
  changes: [{ name: 'example.org', type, ttlSeconds: 3600, removes, adds }],
  files: [],
  others: [],
  mends: [],
  proof: { state: 'proven', mended: [], left: [], keptNetworks: 0 },
});

test('what stands there is shown whole, what comes in strings that a zone takes', () => {
  const long = `v=spf1 ${'ip4:192.0.2.1 '.repeat(25)}~all`;
  const [view] = viewPlan([step('TXT', [long], [long])], 'example.org', english).steps;
  expect(view?.before).toEqual([`example.org. TXT "${long}"`]);
  expect(view?.after).toEqual([`example.org. TXT "${long.slice(0, 255)}" "${long.slice(255)}"`]);
});

test('signs of a stranger are escaped in both, names are absolute', () => {
  const [text] = viewPlan([step('TXT', ['a"\n'], ['b\\'])], 'example.org', english).steps;
  expect(text).toMatchObject({
    before: [`example.org. TXT "a\\"\\010"`],
    after: [`example.org. TXT "b\\\\"`],
  });
  const [mx] = viewPlan([step('MX', ['10 a.example.org'], [])], 'example.org', english).steps;
  expect(mx?.before).toEqual(['example.org. MX 10 a.example.org.']);
});

test.each([
  [2, 0, 'proven: 2 failures go; nothing as grave takes its place'],
  [1, 1, 'proven: 1 failure goes; nothing as grave takes its place; 1 network passes SPF as before'],
  [0, 12, 'proven: nothing as grave takes its place; 12 networks pass SPF as before'],
])(
  'a proof with %i failures gone and %i networks kept tells no count of nothing',
  (mended, keptNetworks, said) => {
    const proof = { state: 'proven', mended: Array(mended).fill('spf/all'), left: [], keptNetworks } as const;
    const [view] = viewPlan([{ ...step('TXT', [], ['v=spf1 -all']), proof }], 'example.org', english).steps;
    expect(view?.proof).toBe(said);
  },
);
