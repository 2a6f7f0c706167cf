/** The official ARC suite, whole: validation of 175 messages and 17 seals; the one difference is named with its reason. */
import { describe, expect, test } from 'vitest';
import { arcFigures, hasArcSuite, sealArcSuite, validateArcSuite } from '../tools/figures/arc.ts';

/** h= is empty: RFC 6376 §3.5 and §5.4 demand that From is signed; the suite's draft of ARC did not. */
const againstTheRfc = ['ams_fields_h_empty'];

describe.skipIf(!hasArcSuite())('the ARC suite', () => {
  test('every chain is judged as it says, but where RFC 6376 says otherwise', async () => {
    const results = await validateArcSuite();
    expect(results).toHaveLength(175);
    expect(results.filter(({ expected, got }) => expected !== got).map(({ id }) => id)).toEqual(
      againstTheRfc,
    );
  });

  test('every seal is the suite’s, signatures included, and validates', async () => {
    const results = await sealArcSuite();
    expect(results).toHaveLength(17);
    expect(results.filter(({ expected, got }) => expected !== got)).toEqual([]);
    expect(results.filter(({ got }) => got === 'none').map(({ id }) => id)).toEqual(['no_additional_sig']);
  });

  test('the figures hold', async () => {
    expect((await arcFigures()).map(({ value, holds }) => [value, holds])).toEqual([
      [174, true],
      [17, true],
    ]);
  });
});
