/**
 * Would receivers take the message as authenticated? Weighed from what SPF, DKIM and DMARC say together, because one of
 * them failing is no refusal. A message that is not sent yet is often unsigned: that is told, not held against it, as long
 * as nobody said from where it will be sent.
 *
 * Replies: Google "SMTP errors and codes" (2026-02-15), Yahoo "SMTP error codes" (2026-02-15), Microsoft "Non-delivery reports"
 * and its requirements of 2025-05-05; the samples stand in data/rejections/.
 */
import type { JsonObject } from '../base/json.ts';
import { googleReplies } from '../checks/index.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Outcome, Subject } from '../findings/finding.ts';
import type { Consequence, MailProfile, MessageCheck, MessageFinding } from '../findings/message-check.ts';
import type { Place } from '../wire/mail-view/index.ts';
import { citing } from './check-message.ts';

type Said = Pick<MessageCheck, 'id' | 'sources'>;

export const signedCheck: Said = { id: 'auth/signed', sources: [{ title: 'RFC 6376 §3.5' }] };

export const acceptedCheck: Said = {
  id: 'auth/accepted',
  sources: [
    { title: 'RFC 9989 §4.4' },
    googleReplies,
    {
      title: 'Yahoo: SMTP error codes',
      url: 'https://senders.yahooinc.com/smtp-error-codes/',
      seen: '2026-02-15',
    },
    {
      title: "Microsoft: Outlook's new requirements for high-volume senders",
      url: 'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730',
      seen: '2025-08-02',
    },
  ],
};

/** A method's result; 'none': nothing to judge (no signature); 'open': not known, or nobody asked. */
type Seen = 'pass' | 'fail' | 'none' | 'open';

interface Methods {
  readonly spf: Seen;
  readonly dkim: Seen;
  /** Domains that signed. */
  readonly signers: readonly string[];
}

const big = ['google', 'yahoo', 'microsoft'] as const;

/** One or two findings; `from`: where the From field stands. */
export function acceptanceFindings(
  evidence: Evidence,
  profile: MailProfile,
  subject: Subject,
  from: Place | undefined,
): readonly MessageFinding[] {
  const methods = methodsOf(evidence);
  const finding = (
    outcome: Outcome,
    message: string,
    consequence: Consequence,
    receivers: readonly string[],
    data: JsonObject,
    check: Said = acceptedCheck,
  ): MessageFinding =>
    citing(check, {
      check: check.id,
      message,
      subject,
      outcome,
      consequence,
      confidence: outcome === 'unknown' ? 0 : confidenceOf(evidence, methods, check.id, outcome),
      data,
      fixes: [],
      receivers,
      ...(from !== undefined && { place: from }),
    });
  const found = judge(evidence, methods, profile);
  const signed =
    methods.dkim === 'none'
      ? [
          finding(
            'fail',
            profile === 'bulk' ? 'not-signed-bulk' : 'not-signed',
            'information',
            [],
            {},
            signedCheck,
          ),
        ]
      : methods.signers.length > 0
        ? [finding('pass', 'signed', 'information', [], { domains: methods.signers.join(', ') }, signedCheck)]
        : [];
  return [...signed, finding(...found)];
}

type Judged = readonly [Outcome, string, Consequence, readonly string[], JsonObject];

function judge(evidence: Evidence, methods: Methods, profile: MailProfile): Judged {
  const { dmarc } = evidence;
  const { spf, dkim } = methods;
  const data = { spf, dkim, ...domainOf(evidence) };
  const open = (message: string, more: JsonObject = {}): Judged => [
    'unknown',
    message,
    'information',
    [],
    { ...data, ...more },
  ];
  if (dmarc === undefined) return open('could-not-check', { why: 'not-given' });
  if (dmarc.state === 'unknown')
    return open('could-not-check', { why: dmarc.why.code, detail: dmarc.why.message });
  const passed = spf === 'pass' || dkim === 'pass';
  const isAllFailed = spf === 'fail' && (dkim === 'fail' || dkim === 'none');
  const unsigned = dkim === 'none' ? '-unsigned' : '';
  if (dmarc.state === 'present') {
    const { policy, isSpfAligned, isDkimAligned, fromDomain: domain } = dmarc.value;
    const told = { ...data, domain, policy };
    const isAligned = isSpfAligned === true || isDkimAligned === true;
    const isOpen = !isAligned && (isSpfAligned === 'unknown' || isDkimAligned === 'unknown');
    if (isOpen)
      return open(spf === 'open' && evidence.spf === undefined ? 'spf-not-given' : 'could-not-check', {
        ...told,
        why: 'no-answer',
      });
    if (!isAligned && policy === 'reject') return ['fail', `reject${unsigned}`, 'refused', big, told];
    if (!isAligned && policy === 'quarantine') return ['fail', `quarantine${unsigned}`, 'policy', [], told];
    if (isAllFailed) return ['fail', `unauthenticated${unsigned}`, 'refused', ['google', 'yahoo'], told];
    if (!isAligned && profile === 'bulk')
      return ['fail', 'not-aligned-bulk', 'refused', ['google', 'microsoft'], told];
    if (!isAligned) return ['fail', 'not-aligned', 'information', [], told];
    return needsBoth(methods, profile, told) ?? ['pass', 'aligned', 'information', [], told];
  }
  if (isAllFailed) return ['fail', `unauthenticated${unsigned}`, 'refused', ['google', 'yahoo'], data];
  if (profile === 'bulk') return ['fail', 'no-record-bulk', 'refused', ['google', 'microsoft'], data];
  if (passed) return ['pass', 'authenticated', 'information', [], data];
  return open(evidence.spf === undefined ? 'spf-not-given' : 'could-not-check', { why: 'no-answer' });
}

/** A signature may still come; MAIL FROM may be another domain where From stands in for it. */
function confidenceOf({ spf }: Evidence, { dkim }: Methods, check: string, outcome: Outcome): number {
  if (check === 'auth/signed') return 1;
  if (outcome === 'fail' && dkim === 'none') return 0.6;
  return spf?.state === 'present' && spf.value.identity === 'header-from' ? 0.7 : 1;
}

/** Mass senders must pass both (Google and Yahoo since 2024-02, Microsoft since 2025-05). */
function needsBoth({ spf, dkim }: Methods, profile: MailProfile, data: JsonObject): Judged | undefined {
  if (profile !== 'bulk' || (spf !== 'fail' && dkim !== 'fail')) return undefined;
  return ['fail', spf === 'fail' ? 'bulk-without-spf' : 'bulk-without-dkim', 'refused', big, data];
}

function methodsOf({ spf, dkim }: Evidence): Methods {
  const signatures = dkim?.state === 'present' ? dkim.value.signatures : [];
  const results = signatures.map(({ result }) => result);
  const isOpen = results.some((result) => result === 'temperror' || result === 'not-verifiable');
  const ofDkim = results.includes('pass') ? 'pass' : isOpen ? 'open' : 'fail';
  const ofSpf = spf?.state === 'present' ? (spf.value.result === 'pass' ? 'pass' : 'fail') : 'open';
  return {
    spf: ofSpf,
    dkim: dkim?.state === 'absent' ? 'none' : dkim?.state === 'present' ? ofDkim : 'open',
    signers: [...new Set(signatures.map(({ domain }) => domain))].slice(0, 10),
  };
}

function domainOf({ dmarcTree, spf }: Evidence): { readonly domain?: string; readonly ip?: string } {
  const domain = dmarcTree?.state === 'present' ? dmarcTree.value.domain : undefined;
  const ip = spf?.state === 'present' ? spf.value.ip : undefined;
  return { ...(domain !== undefined && { domain }), ...(ip !== undefined && { ip }) };
}
