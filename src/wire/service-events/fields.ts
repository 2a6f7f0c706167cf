/**
 * Names of fields in the events of mail services and in logs kept as JSON, in lower case without '-', '_' and blanks: Amazon SES
 * (bouncedRecipients[].diagnosticCode), SendGrid (reason, response), Mailgun (delivery-status.message), Postmark (Details), SparkPost
 * (raw_reason), Mandrill (diag), Brevo (reason), Mailjet (comment), KumoMTA (response.content), Haraka and others.
 * Sources: the documentation of their webhooks, read 2026-11-26.
 */

/** What the other server said, the most literal first. */
export const WORDS: readonly string[] = [
  'diagnosticcode',
  'diag',
  'rawreason',
  'smtpresponse',
  'smtpreply',
  'response',
  'details',
  'message',
  'reason',
  'comment',
  'bouncereason',
  'failurereason',
  'error',
  'errormessage',
  'content',
  'bouncedescription',
  'description',
];

export const RECIPIENT: readonly string[] = [
  'recipient',
  'emailaddress',
  'rcptto',
  'finalrecipient',
  'email',
  'rcpt',
  'originalrecipient',
  'toemail',
  'to',
];

export const SENDER: readonly string[] = [
  'mailfrom',
  'envelopefrom',
  'sender',
  'fromemail',
  'msgfrom',
  'from',
];

export const REPLY_CODE: readonly string[] = [
  'code',
  'errorcode',
  'smtpcode',
  'replycode',
  'statuscode',
  'smtpstatus',
  'status',
];

export const ENHANCED_STATUS: readonly string[] = [
  'enhancedcode',
  'enhancedstatus',
  'enhancedstatuscode',
  'dsn',
  'status',
  'smtpstatus',
];

export const REMOTE_HOST: readonly string[] = [
  'mxhost',
  'remotemta',
  'remotehost',
  'peername',
  'mx',
  'smtpserver',
];
export const REMOTE_IP: readonly string[] = ['remotemtaip', 'remoteip', 'peerip', 'peeraddr', 'mxip'];
export const SENDING_IP: readonly string[] = ['sendingip', 'sourceip', 'outboundip', 'ipaddress'];
/** What happened, where a field of its own says it. */
export const OUTCOME: readonly string[] = [
  'event',
  'eventtype',
  'notificationtype',
  'recordtype',
  'type',
  'action',
  'state',
];

/** Outcomes that refuse nothing. */
export const NO_FAILURE =
  /^(?:accepted|click(?:ed)?|complain(?:t|ed)|deliver(?:y|ed)|delivered|generation|initial_open|injection|link_?click|open(?:ed)?|processed|queued|reception|request|send|sent|spam_?complaint|spamreport|subscriptionchange|success|unsubscribed?|unique_opened)$/i;

/** 'Diagnostic-Code', 'diagnostic_code' and 'diagnosticCode' are one name. */
export const nameOf = (key: string): string => key.toLowerCase().replaceAll(/[-_ ]/g, '');
