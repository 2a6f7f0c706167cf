/** Is the zone signed with algorithms that are still to be used (RFC 9904, RFC 9905, RFC 9906)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { algorithmName, digestName, oldAlgorithms, oldDigests } from './dnssec-names.ts';
import { noDomain } from './no-domain.ts';

export const dnssecAlgorithms: Check<'dnssec'> = {
  id: 'routing/dnssec-algorithms',
  needs: ['dnssec'],
  sources: [{ title: 'RFC 9904 §3' }, { title: 'RFC 9905 §2' }, { title: 'RFC 9906 §2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'dnssec');
    if (found === undefined) return noDomain(evidence, 'dnssec');
    const { domain, algorithms, digestTypes } = found;
    if (algorithms.length === 0) return draft(evidence, 'dnssec', 'not-applicable', 'unsigned', { domain });
    const old = algorithms.filter((number) => oldAlgorithms.has(number)).map(algorithmName);
    // RFC 4509 §3: beside a better digest the old one counts for nothing.
    const isOldDigest = digestTypes.length > 0 && digestTypes.every((number) => oldDigests.has(number));
    const findings = [
      ...(old.length > 0
        ? draft(evidence, 'dnssec', 'fail', 'old-algorithm', { domain, algorithms: old.join(', ') })
        : []),
      ...(isOldDigest
        ? draft(evidence, 'dnssec', 'fail', 'old-digest', {
            domain,
            digests: digestTypes.map(digestName).join(', '),
          })
        : []),
    ];
    if (findings.length > 0) return findings;
    return draft(evidence, 'dnssec', 'pass', 'current', {
      domain,
      algorithms: algorithms.map(algorithmName).join(', '),
    });
  },
};
