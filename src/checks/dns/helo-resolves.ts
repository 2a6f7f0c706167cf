/** Is the name given at HELO a full host name that resolves? */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { missingAddress, reverseNameAsHelo } from './helo-fix.ts';

export const heloResolves: Check<'helo' | 'reply' | 'ptr'> = {
  id: 'dns/helo-resolves',
  needs: ['helo', 'reply', 'ptr'],
  sources: [{ title: 'RFC 5321 §4.1.1.1' }, { title: 'RFC 5321 §2.3.5' }],
  run: (evidence) => {
    const { helo = '', senderIp } = factsOf(evidence);
    const found = valueOn(evidence, 'helo');
    const setting = reverseNameAsHelo(valueOn(evidence, 'ptr'));
    const name = found?.name ?? plainName(helo.trim());
    // RFC 5321 §4.1.4: a literal is for hosts without a name; receivers take it for a client, not a server.
    if (canonicalIp(name) !== undefined) {
      return draft(
        evidence,
        'helo',
        'fail',
        'address-literal',
        { name },
        { confidence: 0.6, fixes: setting },
      );
    }
    if (found !== undefined) {
      return draft(evidence, 'helo', 'pass', 'resolves', { name, addresses: found.addresses.join(', ') });
    }
    if (!isFullName(name))
      return draft(evidence, 'helo', 'fail', 'not-a-full-name', { name }, { fixes: setting });
    const fixes = senderIp === undefined || setting.length > 0 ? setting : missingAddress(name, senderIp);
    return draft(evidence, 'helo', 'fail', 'does-not-resolve', { name }, { fixes });
  },
};
