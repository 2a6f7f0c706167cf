/** Does evaluating the record stay within ten look-ups and two void ones? */
import type { SpfFacts } from '../../findings/evidence.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

const maxLookups = 10;
const maxVoidLookups = 2;

export const spfLookupLimit: Check<'spf' | 'reply'> = {
  id: 'spf/lookup-limit',
  needs: ['spf', 'reply'],
  sources: [{ title: 'RFC 7208 §4.6.4' }],
  run: (evidence) => {
    const spf = valueOn(evidence, 'spf');
    if (spf?.lookupCount === undefined || spf.result === 'none') {
      return draft(evidence, 'spf', 'not-applicable', 'no-record');
    }
    const { domain, lookupCount: count, voidLookupCount: voidCount = 0 } = spf;
    const data = { domain, count, voidCount, ...(spf.record === undefined ? {} : { record: spf.record }) };
    const broken = limitThatBroke(spf);
    // RFC 7208 §4.6: a record that is in error ends the evaluation, so what was counted until then says nothing.
    if (spf.result === 'permerror' && broken === undefined)
      return draft(evidence, 'spf', 'not-applicable', 'not-evaluated', data, { name: domain });
    return draft(evidence, 'spf', broken === undefined ? 'pass' : 'fail', broken ?? 'within-limits', data, {
      name: domain,
    });
  },
};

/** Which limit of RFC 7208 §4.6.4 made the result a permerror. */
export function limitThatBroke(spf: SpfFacts): 'too-many-lookups' | 'too-many-void-lookups' | undefined {
  if (spf.result !== 'permerror') return undefined;
  if ((spf.lookupCount ?? 0) > maxLookups) return 'too-many-lookups';
  return (spf.voidLookupCount ?? 0) > maxVoidLookups ? 'too-many-void-lookups' : undefined;
}
