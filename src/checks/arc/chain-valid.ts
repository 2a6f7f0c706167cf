/** Does the ARC chain of a message validate, so that what the hands before saw is believed (RFC 8617)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const arcChainValid: Check<'arc'> = {
  id: 'arc/chain-valid',
  needs: ['arc'],
  sources: [{ title: 'RFC 8617 §5.2' }, { title: 'RFC 6376 §3.5' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'arc');
    if (facts === undefined) return draft(evidence, 'arc', 'not-applicable', 'no-chain');
    const { sets, result, reason, isLenient } = facts;
    const sealers = sets.map(({ instance, sealDomain }) => `${instance} ${sealDomain ?? '?'}`).join(', ');
    const data = { count: sets.length, sealers, ...(reason !== undefined && { reason }) };
    if (result === 'fail') return draft(evidence, 'arc', 'fail', 'invalid', data);
    return draft(evidence, 'arc', 'pass', isLenient ? 'valid-but-lenient' : 'valid', data);
  },
};
