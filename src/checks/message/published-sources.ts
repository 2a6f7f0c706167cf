/** Pages and rule files that several checks of a message rest on. */
import type { Citation } from '../../findings/finding.ts';

/** The replies of Google, word for word in the texts. */
export const googleReplies: Citation = {
  title: 'Google: Gmail SMTP errors and codes',
  url: 'https://support.google.com/a/answer/3726730',
  seen: '2026-02-15',
};

export const googleGuidelines: Citation = {
  title: 'Google: Email sender guidelines',
  url: 'https://support.google.com/a/answer/81126',
  seen: '2026-03-21',
};

/** 500 KB of headers, 5,000 of them, 32 KB in one, 1 KB of name, 998 characters of Subject, 500 of Message-ID. */
export const googleHeaderLimits: Citation = {
  title: 'Google: Gmail message header limits',
  url: 'https://support.google.com/a/answer/14016360',
  seen: '2026-11-26',
};

/** 50 MB and 500 attachments a message. */
export const googleReceivingLimits: Citation = {
  title: 'Google: Gmail receiving limits in Google Workspace',
  url: 'https://support.google.com/a/answer/1366776',
  seen: '2026-11-26',
};

export const googleBlockedFiles: Citation = {
  title: 'Google: File types blocked in Gmail',
  url: 'https://support.google.com/mail/answer/6590',
  seen: '2026-11-26',
};

export const spamAssassinRules: Citation = {
  title: 'SpamAssassin 4.0.1: 50_scores.cf, 72_active.cf',
  url: 'https://spamassassin.apache.org/',
  seen: '2026-11-26',
};

export const rspamdRules: Citation = {
  title: 'rspamd 3.4: rules/, scores.d/',
  url: 'https://github.com/rspamd/rspamd',
  seen: '2026-11-26',
};

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

export const rfc = (title: string): Citation => ({ title: `RFC ${title}` });
