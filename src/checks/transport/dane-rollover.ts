/** Is the next key announced before it is used (RFC 7671 §8.1)? Good to know before a certificate is renewed with a new key. */
import type { Check } from '../../findings/finding.ts';
import { tlsaProblem } from '../../wire/tlsa/index.ts';
import { draft, valueOn } from '../draft.ts';
import { shownChains } from './shown-chains.ts';

export const daneRollover: Check<'dane' | 'mailHost'> = {
  id: 'transport/dane-rollover',
  needs: ['dane', 'mailHost'],
  sources: [{ title: 'RFC 7671 §8.1' }, { title: 'RFC 7672 §3.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dane');
    const chains = facts === undefined ? [] : shownChains(facts, valueOn(evidence, 'mailHost'));
    const shown = chains.filter(({ fits }) => fits.includes('fits'));
    if (facts === undefined || shown.length === 0)
      return draft(evidence, 'dane', 'not-applicable', 'nothing-fits');
    const { host, records } = facts;
    const usable = records
      .map((record, place) => ({ record, place }))
      .filter(({ record }) => tlsaProblem(record) === undefined);
    const others = usable.filter(({ place }) => shown.every(({ fits }) => fits[place] !== 'fits'));
    const hasAuthority = usable.some(
      ({ record, place }) => record.usage === 2 && shown.some(({ fits }) => fits[place] === 'fits'),
    );
    // RFC 7671 §8.1: current and next key both stand there; or the authority stays while the host's key changes (§5.2).
    const message = others.length > 0 ? 'next-key' : hasAuthority ? 'by-authority' : 'one-key';
    return draft(evidence, 'dane', 'pass', message, { host, count: String(records.length) });
  },
};
