/** Every check over the evidence of a rejection, and what their findings mean for its cause. */
import type { Check } from '../findings/finding.ts';
import { dkimKeyPublished } from './dkim/key-published.ts';
import { dkimSignaturePresent } from './dkim/signature-present.ts';
import { dkimSignatureValid } from './dkim/signature-valid.ts';
import { dmarcAligned } from './dmarc/aligned.ts';
import { dmarcRecordPresent } from './dmarc/record-present.ts';
import { dmarcRecordValid } from './dmarc/record-valid.ts';
import { heloMatches } from './dns/helo-matches.ts';
import { heloResolves } from './dns/helo-resolves.ts';
import { ptrConfirmed } from './dns/ptr-confirmed.ts';
import { ptrExists } from './dns/ptr-exists.ts';
import { ptrGeneric } from './dns/ptr-generic.ts';
import { recipientDomainExists } from './dns/recipient-domain-exists.ts';
import { recipientMxUsable } from './dns/recipient-mx-usable.ts';
import { recipientNullMx } from './dns/recipient-null-mx.ts';
import { senderDomainReceives } from './dns/sender-domain-receives.ts';
import { speakerInMx } from './dns/speaker-in-mx.ts';
import { domainListed } from './listing/domain-listed.ts';
import { ipListed } from './listing/ip-listed.ts';
import { ipPolicyListed } from './listing/ip-policy-listed.ts';
import { sizeWithinLimit } from './message/size-within-limit.ts';
import { mxReachable } from './net/mx-reachable.ts';
import { spfAuthorisesIp } from './spf/authorises-ip.ts';
import { spfLookupLimit } from './spf/lookup-limit.ts';
import { spfRecordValid } from './spf/record-valid.ts';

export { auditChecks } from './audit-checks.ts';
export { type CauseMoveRule, causeMoves } from './cause-moves.ts';
export { messageChecks } from './message/all.ts';
export { encodeWords } from './message/headers/encoded-words.ts';
export { isMailboxProvider } from './message/headers/mailbox-providers.ts';
export { evidenceFor } from './wanted-evidence.ts';

/** Each says at most one thing about one rejection. */
export const rejectionChecks: readonly Check[] = [
  ptrExists,
  ptrConfirmed,
  ptrGeneric,
  heloResolves,
  heloMatches,
  senderDomainReceives,
  recipientDomainExists,
  recipientNullMx,
  recipientMxUsable,
  speakerInMx,
  spfAuthorisesIp,
  spfRecordValid,
  spfLookupLimit,
  dkimSignaturePresent,
  dkimSignatureValid,
  dkimKeyPublished,
  dmarcRecordPresent,
  dmarcRecordValid,
  dmarcAligned,
  ipListed,
  ipPolicyListed,
  domainListed,
  sizeWithinLimit,
  mxReachable,
];
export { fetchedLinksCheck, judgeFetchedLinks } from './message/links/fetched.ts';
export { webLinks } from './message/links/link-findings.ts';
export { googleReplies, rspamdRules, spamAssassinRules } from './message/published-sources.ts';
export { judgeProbe, probedCheck, probeUri } from './message/unsubscribe/probed.ts';
