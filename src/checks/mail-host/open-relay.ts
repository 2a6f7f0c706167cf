/**
 * Does the host send on mail for strangers to strangers (RFC 5321 §7.3, RFC 2505 §2.1)? Judged by its replies to RCPT; no
 * message was sent. A reply that speaks of something else (the foreign domain takes no mail, our address is listed) says
 * nothing about relaying.
 */
import { type HostEndpoint, relayQuestions } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { parseEnhancedStatus } from '../../wire/smtp/index.ts';
import { isSubmission, judgeEndpoints, type Verdict } from './endpoints.ts';
import { isAboutUs, isPermanentNo, isYes } from './replies.ts';
import { settingsFor } from './settings.ts';

/** It took the recipient; whether it would send it on, only a message could tell. */
const likely = 0.95;
const guess = 0.6;

export const openRelay: Check<'mailHost'> = {
  id: 'mail-host/open-relay',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §7.3' }, { title: 'RFC 2505 §2.1' }, { title: 'RFC 5321 §3.6.2' }],
  run: (evidence) => judgeEndpoints(evidence, judge),
};

function judge(endpoint: HostEndpoint): Verdict | undefined {
  const { outcome, replies, isOwnNetwork, banner } = endpoint;
  if (outcome !== 'open' || replies.ehlo !== undefined) return undefined;
  const answered = relayQuestions.filter((question) => replies[question] !== undefined);
  if (answered.length === 0) {
    // A port for users that wants a login even for mail to its own domain was not asked about foreign ones.
    const reply = isSubmission(endpoint) ? replies['rcpt-postmaster-domain'] : undefined;
    return reply !== undefined && !isYes(reply) && !isAboutUs(reply)
      ? { outcome: 'pass', message: 'refused', data: { reply } }
      : { outcome: 'unknown', message: 'no-answer' };
  }
  const taken = answered.filter((question) => isYes(replies[question]));
  const plain = taken.filter((question) => question !== 'relay-percent' && question !== 'relay-quoted');
  const [first] = plain;
  if (first !== undefined) {
    const data = { ways: plain, reply: replies[first] ?? '' };
    if (isOwnNetwork === true) return { outcome: 'unknown', message: 'own-network', data };
    const isOwnSender = plain.every((question) => question === 'relay-own-sender');
    const message = isOwnSender ? 'open-to-own-senders' : 'open';
    return { outcome: 'fail', message, data, confidence: likely, fixes: closeRelay(banner) };
  }
  // A host that takes every local part has not promised to send this one on.
  if (taken.length > 0 && isPermanentNo(replies['rcpt-unknown'])) {
    const data = { ways: taken, reply: replies[taken[0] ?? 'relay'] ?? '' };
    return { outcome: 'fail', message: 'rewrites', data, confidence: guess, fixes: closeRelay(banner) };
  }
  const telling = answered.find((question) => isRelayRefusal(replies[question] ?? ''));
  const reply = replies[telling ?? answered[0] ?? 'relay'] ?? '';
  if (telling !== undefined) return { outcome: 'pass', message: 'refused', data: { reply } };
  return { outcome: 'unknown', message: 'not-telling', data: { reply } };
}

function isRelayRefusal(reply: string): boolean {
  // Postfix defers at first: '454 4.7.1 Relay access denied'. 530: log in first (RFC 4954 §6).
  if (/relay/i.test(reply.replaceAll('relay-test', '')) || reply.startsWith('530'))
    return /^[45]/.test(reply);
  if (!isPermanentNo(reply) || isAboutUs(reply)) return false;
  const status = parseEnhancedStatus(reply);
  return status === undefined || status === '5.7.0' || status === '5.7.1';
}

function closeRelay(banner: string | undefined): readonly Fix[] {
  return settingsFor(banner, {
    postfix: [
      ['smtpd_relay_restrictions', 'permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination'],
      ['mynetworks_style', 'host'],
    ],
    exim: [['hostlist relay_from_hosts', '127.0.0.1 : ::1']],
  });
}
