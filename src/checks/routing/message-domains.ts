/**
 * Can the other domains that a message shows get what comes back: bounces at MAIL FROM, answers at From and Reply-To? Yahoo
 * asks for the SOA of the first two and takes a domain without one for invalid.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Check, Outcome } from '../../findings/finding.ts';
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
    if (found === undefined) return [];
    const { domain, mx, zone, isMissing, isZoneUnknown } = found;
    const data = { domain, roles: found.roles.join(', '), hosts: mx.map(({ host }) => host).join(', ') };
    const say = (outcome: Outcome, message: string, more: JsonObject = {}) =>
      draft(evidence, 'messageDomain', outcome, message, { ...data, ...more });
    const unanswered = say('unknown', 'could-not-check', { why: 'no-answer' });
    const said = isMissing === true ? 'no-such-domain' : wayBackOf(found);
    const arrives = said === 'takes-mail' || said === 'by-address';
    if (said === 'unknown') return unanswered;
    // No receiver refuses a message for its Reply-To: only the answers are lost.
    if (found.roles.every((role) => role === 'Reply-To'))
      return arrives ? say('pass', 'takes-mail') : say('fail', `reply-to-${said}`);
    if (said === 'no-such-domain') return say('fail', said);
    const withoutZone = zone === undefined && isZoneUnknown === undefined ? say('fail', 'no-soa') : [];
    if (!arrives) return [...say('fail', said), ...withoutZone];
    if (withoutZone.length > 0) return withoutZone;
    return isZoneUnknown === true ? unanswered : say('pass', 'takes-mail');
  },
};
