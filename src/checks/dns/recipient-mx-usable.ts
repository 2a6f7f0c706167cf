/** Is there a host that mail for the recipient's domain can go to? */
import type { MailDomainFacts } from '../../findings/evidence.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { faultOfHost, isNullMx } from './mx.ts';

export const recipientMxUsable: Check<'recipientDomain' | 'reply'> = {
  id: 'dns/recipient-mx-usable',
  needs: ['recipientDomain', 'reply'],
  sources: [{ title: 'RFC 5321 §5.1' }, { title: 'RFC 2181 §10.3' }, { title: 'RFC 7505 §3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'recipientDomain');
    if (found === undefined || isNullMx(found.mx)) {
      return draft(
        evidence,
        'recipientDomain',
        'not-applicable',
        found === undefined ? 'no-such-domain' : 'null-mx',
      );
    }
    const { domain } = found;
    const hosts = found.mx.map(({ host }) => host).join(', ');
    const verdict = judge(found);
    if (verdict === 'unknown') {
      return draft(evidence, 'recipientDomain', 'unknown', 'could-not-check', {
        domain,
        hosts,
        why: 'no-answer',
      });
    }
    const isGood = verdict === 'usable' || verdict === 'by-address';
    return draft(evidence, 'recipientDomain', isGood ? 'pass' : 'fail', verdict, { domain, hosts });
  },
};

function judge(found: MailDomainFacts): string {
  if (found.mx.length === 0) return found.addresses.length > 0 ? 'by-address' : 'no-mail-host';
  const faults = found.mx.map(faultOfHost);
  if (faults.includes(undefined)) return 'usable';
  if (faults.includes('unknown')) return 'unknown';
  return `mx-${faults[0]}`;
}
