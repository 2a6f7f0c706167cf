/** Pages that say what receivers want of unsubscribing. */
import type { Citation } from '../../../findings/finding.ts';

/** "We don't automatically reject messages or mark messages as spam when they don't meet the one-click unsubscribe requirements". */
export const googleOneClick: Citation = {
  title: 'Google: Email sender guidelines FAQ',
  url: 'https://support.google.com/a/answer/14229414',
  seen: '2026-03-11',
};

export const yahooSenders: Citation = {
  title: 'Yahoo Sender Hub: Sender best practices, FAQs',
  url: 'https://senders.yahooinc.com/best-practices/',
  seen: '2026-07-01',
};

export const canSpam: Citation = {
  title: 'CAN-SPAM Act, 15 U.S.C. § 7704(a)(5)(A)',
  url: 'https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business',
  seen: '2026-11-26',
};
