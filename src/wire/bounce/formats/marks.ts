/**
 * Words by which reporters without a machine-readable report are known. Facts about what the programs write; the reader of
 * a format is generic unless registry.ts names another. Lower case; the first row whose every cell fits names the format.
 */
export interface FormatMark {
  readonly id: string;
  /** In the From field. */
  readonly from?: string;
  /** In the Subject. */
  readonly subject?: string;
  /** In the first words of the notice. */
  readonly words?: string;
  /** Name of a header field and a word in its value. */
  readonly field?: readonly [string, string];
}

export const FORMAT_MARKS = [
  { id: 'james', words: 'this is the james mail server' },
  { id: 'qmail', words: 'qmail-send program' },
  { id: 'qmail', words: "i'm afraid i wasn't able to deliver your message to the following addresses" },
  { id: 'indimail', words: 'indimail' },
  { id: 'dragonfly', words: 'dragonfly mail agent' },
  { id: 'mfilter', words: '「m-filter」' },
  { id: 'activehunter', field: ['received', 'active!hunter'] },
  { id: 'einsundeins', from: 'kundenserver.de' },
  { id: 'gmx', from: '@gmx' },
  { id: 'gmail', from: 'googlemail.com' },
  { id: 'gmail', from: '@google.com' },
  { id: 'amazon-ses', from: 'amazonses.com' },
  { id: 'amazon-workmail', field: ['x-mailer', 'amazon workmail'] },
  { id: 'mailgun', from: 'mailgun' },
  { id: 'sendgrid', from: 'sendgrid' },
  { id: 'postmark', from: 'postmarkapp' },
  { id: 'mimecast', from: 'mimecast' },
  { id: 'proofpoint', from: 'pphosted.com' },
  { id: 'barracuda', field: ['x-barracuda-url', ''] },
  { id: 'yandex', from: 'yandex' },
  { id: 'newmailru', from: 'newmail.ru' },
  { id: 'mailru', from: 'mail.ru' },
  { id: 'zoho', from: 'zoho' },
  { id: 'aol', from: '@aol.com' },
  { id: 'apple', from: '@me.com' },
  { id: 'apple', from: '@icloud.com' },
  { id: 'yahoo', from: '@yahoo' },
  { id: 'yahoo', words: 'unable to deliver message to the following address(es).' },
  { id: 'ezweb', from: 'ezweb.ne.jp' },
  { id: 'kddi', from: 'dion.ne.jp' },
  { id: 'kddi', words: 'your mail sent on:' },
  { id: 'docomo', from: 'docomo.ne.jp' },
  { id: 'sina', from: 'sina.com' },
  { id: 'usanet', from: '@usa.net' },
  { id: 'hotpop', from: 'hotpop.com' },
  { id: 'mxlogic', from: 'mxlogic' },
  { id: 'messagelabs', from: 'messagelabs' },
  { id: 'postini', from: 'psmtp' },
  { id: 'mailfoundry', words: 'unable to deliver message to:', subject: 'message delivery has failed' },
  { id: 'interscan', words: 'message from interscan' },
  { id: 'imail', words: 'invalid final delivery userid' },
  { id: 'imail', field: ['x-mailer', 'smtp32'] },
  { id: 'imail', words: 'body of message generated response' },
  { id: 'mdaemon', words: 'did not receive a copy of your message' },
  { id: 'mdaemon', field: ['x-mailer', 'mdaemon'] },
  { id: 'mdaemon', from: 'mdaemon' },
  {
    id: 'hmailserver',
    words: 'your message did not reach some or all of the intended recipients',
    subject: 'message undeliverable',
  },
  { id: 'opensmtpd', words: 'this is the mailer-daemon' },
  { id: 'opensmtpd', words: 'opensmtpd' },
  { id: 'james', words: 'unable to deliver this message' },
  { id: 'courier', words: 'this is a delivery status notification from' },
  { id: 'kerio', words: 'kerio' },
  { id: 'mailenable', words: 'mailenable' },
  { id: 'vpop3', words: 'vpop3' },
  { id: 'smail', words: 'failed addresses follow' },
  { id: 'lsmtp', words: 'error-for:' },
  { id: 'mcafee', words: 'mcafee' },
  { id: 'surfcontrol', words: 'surfcontrol' },
  { id: 'communigate', field: ['x-mailer', 'communigate'] },
  {
    id: 'messaging-server',
    words: 'this report relates to a message you sent with the following header fields',
  },
  { id: 'domino', words: 'domino directory' },
  { id: 'domino', words: 'name & address book' },
  { id: 'domino', subject: 'delivery failure: ' },
  { id: 'groupwise', field: ['x-mailer', 'groupwise'] },
  { id: 'microsoft-365', words: 'diagnostic information for administrators' },
  { id: 'microsoft-365', words: 'prod.outlook.com' },
  { id: 'microsoft-365', words: 'prod.exchangelabs.com' },
  { id: 'exchange-2003', words: 'did not reach the following recipient' },
  { id: 'exchange-2003', words: 'did not reach some or all of the intended recipients' },
  { id: 'exchange-2007', words: 'generating server:' },
  { id: 'microsoft-smtp', words: 'this is an automatically generated delivery status notification' },
  { id: 'postfix', words: 'postfix' },
  { id: 'postfix', words: 'this is the mail system at host' },
  { id: 'sendmail', words: 'transcript of session follows' },
  { id: 'sendmail', words: 'permanent fatal errors' },
  { id: 'sendmail', words: 'transient non-fatal errors' },
  { id: 'exim', words: 'this message was created automatically by mail delivery software' },
  { id: 'exim', words: 'recipient addresses that were incorrectly constructed' },
  { id: 'exim', field: ['x-failed-recipients', ''] },
] as const satisfies readonly FormatMark[];

/** A format that its marks tell. */
export type MarkedFormatId = (typeof FORMAT_MARKS)[number]['id'];

/** Forms that no mark tells: those of RFCs and of notices, 'generic', and 'none' of mail that reports nothing. */
export const UNMARKED_FORMATS = [
  'rfc3464',
  'rfc5429',
  'rfc8098',
  'arf',
  'hotmail-jmrp',
  'feedback-loop',
  'amazon-sns',
  'auto-reply',
  'challenge',
  'list-unsubscribe',
  'generic',
  'none',
] as const;

/** The form of a report. */
export type FormatId = MarkedFormatId | (typeof UNMARKED_FORMATS)[number];
