/** No plan for a record of the RFC 7208 suite loses a sender or proposes a permerror. */
import { describe, expect, test } from 'vitest';
import { hasSuite } from '../spf-suite/suite.ts';
import { planSuite } from './suite-plans.ts';

if (!hasSuite) console.warn('plans for the RFC 7208 suite skipped: ../shared/corpora/spf is not there');

describe.skipIf(!hasSuite)('plans for the records of the RFC 7208 suite', async () => {
  const { tried, plans } = hasSuite ? await planSuite() : { tried: 0, plans: [] };

  test('there are plans to judge', () => {
    expect(tried).toBeGreaterThan(100);
    expect(plans.length).toBeGreaterThan(40);
  });

  test.each(plans.map((plan) => [plan.domain, plan.record, plan] as const))('%s: %s', (_, __, plan) => {
    const { lostCases, permerrors, lostNetworks } = plan;
    expect({ lostCases, permerrors, lostNetworks }).toEqual({
      lostCases: [],
      permerrors: [],
      lostNetworks: [],
    });
  });
});
