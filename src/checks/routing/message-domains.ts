/**
 * Can the other domains that a message shows get what comes back: bounces at MAIL FROM, answers at From and Reply-To? Yahoo
 * asks for the SOA of the first two and takes a domain without one for invalid.
 */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, valueOn } from '../draft.ts';
import { wayBackOf } from './way-back.ts';

export const messageDomains: Check<'messageDomain'> = {
  id: 'routing/message-domains',
  needs: ['messageDomain'],
  sources: [
    { title: 'RFC 5321 §3.6.3' },
    { title: 'RFC 7505 §4.2' },
    {
      title: 'Yahoo Sender Hub, SMTP error codes: unresolvable RFC 5321 or RFC 5322 domain',
      url: 'https://senders.yahooinc.com/smtp-error-codes/',
      seen: '2026-02-15',
    },
  ],
  run: (evidence) => {
    const found = valueOn(evidence, 'messageDomain');
    if (found === undefined) {
      const { name: domain } = subjectOf('messageDomain', evidence);
      return draft(evidence, 'messageDomain', 'fail', 'no-such-domain', { domain });
    }
    const { domain, mx, zone, isZoneUnknown } = found;
    const data = { domain, roles: found.roles.join(', '), hosts: mx.map(({ host }) => host).join(', ') };
    const said = wayBackOf(found);
    const isSoaAsked = found.roles.some((role) => role !== 'Reply-To');
    const withoutZone =
      isSoaAsked && zone === undefined && isZoneUnknown === undefined
        ? draft(evidence, 'messageDomain', 'fail', 'no-soa', data)
        : [];
    if (said === 'takes-mail' || said === 'by-address') {
      if (withoutZone.length > 0) return withoutZone;
      return isSoaAsked && isZoneUnknown === true
        ? draft(evidence, 'messageDomain', 'unknown', 'could-not-check', { ...data, why: 'no-answer' })
        : draft(evidence, 'messageDomain', 'pass', 'takes-mail', data);
    }
    return said === 'unknown'
      ? draft(evidence, 'messageDomain', 'unknown', 'could-not-check', { ...data, why: 'no-answer' })
      : [...draft(evidence, 'messageDomain', 'fail', said, data), ...withoutZone];
  },
};
