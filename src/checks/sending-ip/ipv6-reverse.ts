/** Mail over IPv6 needs a reverse name that leads back: Google refuses it outright without one. */
import { isSameIp } from '../../base/ip.ts';
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, factsOf, valueOn } from '../draft.ts';

export const ipv6Reverse: Check<'ptr' | 'reply' | 'about'> = {
  id: 'sending-ip/ipv6-reverse',
  needs: ['ptr', 'reply', 'about'],
  sources: [
    {
      title: 'Google: Email sender guidelines',
      url: 'https://support.google.com/a/answer/81126',
      seen: '2026-03-21',
    },
    { title: 'RFC 8501 §2' },
  ],
  run: (evidence) => {
    const ptr = valueOn(evidence, 'ptr');
    const ip = ptr?.ip ?? factsOf(evidence).senderIp ?? subjectOf('ptr', evidence).name;
    if (!ip.includes(':')) return draft(evidence, 'ptr', 'not-applicable', 'ipv4', { ip });
    if (ptr === undefined) return draft(evidence, 'ptr', 'fail', 'no-reverse-name', { ip });
    const leads = ptr.names.some(
      ({ addresses }) => addresses !== 'unknown' && addresses.some((one) => isSameIp(one, ip)),
    );
    const names = ptr.names.map(({ name }) => name).join(', ');
    if (leads) return draft(evidence, 'ptr', 'pass', 'leads-back', { ip, names });
    return ptr.names.some(({ addresses }) => addresses === 'unknown')
      ? draft(evidence, 'ptr', 'unknown', 'could-not-check', { ip, names, why: 'no-answer' })
      : draft(evidence, 'ptr', 'fail', 'leads-elsewhere', { ip, names });
  },
};
