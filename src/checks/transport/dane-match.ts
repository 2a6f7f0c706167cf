/**
 * Does a TLSA record fit the certificate that the host shows (RFC 7672 §2.2, §3)? Validated records that fit nothing stop all mail
 * from senders that look at DANE.
 */
import type { Check, FindingDraft } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { formatTlsa, tlsaForKey, tlsaProblem } from '../../wire/tlsa/index.ts';
import { draft, valueOn } from '../draft.ts';
import { type ShownChain, shownChains } from './shown-chains.ts';

export const daneMatch: Check<'dane' | 'mailHost'> = {
  id: 'transport/dane-match',
  needs: ['dane', 'mailHost'],
  sources: [{ title: 'RFC 7672 §2.2' }, { title: 'RFC 7672 §3.1' }, { title: 'RFC 7671 §5' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dane');
    if (facts === undefined) return draft(evidence, 'dane', 'not-applicable', 'no-records');
    const { host, foundAt } = facts;
    if (!facts.isSecure || facts.isAddressSecure === false)
      return draft(evidence, 'dane', 'not-applicable', 'not-secure', { host });
    const shown = shownChains(facts, valueOn(evidence, 'mailHost'));
    const isUsable = facts.records.some((record) => tlsaProblem(record) === undefined);
    const judged = shown.map((one): FindingDraft | undefined => {
      const [outcome, message] = judge(one, isUsable);
      if (outcome === 'pass') return undefined;
      const { ip, spkiSha256 } = one;
      const advised = spkiSha256 === undefined ? undefined : formatTlsa(tlsaForKey(spkiSha256));
      const fixes: readonly Fix[] =
        outcome === 'fail' && advised !== undefined
          ? [{ kind: 'dns', name: foundAt, type: 'TLSA', value: advised }]
          : [];
      return draft(evidence, 'dane', outcome, message, { host, ip, name: foundAt, advised }, { fixes })[0];
    });
    const faults = judged.filter((one) => one !== undefined);
    if (shown.length === 0) return draft(evidence, 'dane', 'unknown', 'not-connected', { host });
    if (faults.length > 0) return faults;
    // RFC 7672 §2.2: records, and none that can be used: TLS is insisted on, the certificate is not looked at.
    if (!isUsable) return draft(evidence, 'dane', 'not-applicable', 'none-usable', { host });
    return draft(evidence, 'dane', 'pass', 'fits', { host, ips: shown.map(({ ip }) => ip).join(', ') });
  },
};

function judge({ state, fits }: ShownChain, isUsable: boolean): readonly [FindingDraft['outcome'], string] {
  if (state === 'no-tls') return ['fail', 'no-tls'];
  if (state === 'not-connected') return ['unknown', 'not-connected'];
  if (!isUsable || fits.includes('fits')) return ['pass', 'fits'];
  if (fits.includes('unknown')) return ['unknown', 'not-connected'];
  return ['fail', fits.includes('name') ? 'name' : 'no-match'];
}
