/**
 * Names of fields in the events of mail services and in logs kept as JSON, in lower case without '-', '_' and blanks: Amazon SES
 * (bouncedRecipients[].diagnosticCode), SendGrid (reason, response), Mailgun (delivery-status.message), Postmark (Details), SparkPost
 * (raw_reason), Mandrill (diag), Brevo (reason), Mailjet (comment), KumoMTA (response.content), Haraka and others.
 * The names are those that these services are known to use; they were not checked against the pages of each.
 */

/** What the other server said, in fields that only mail has. */
export const LITERAL_WORDS: readonly string[] = [
  'diagnosticcode',
  'diag',
  'rawreason',
  'smtpresponse',
  'smtpreply',
];

/** Where it stands beside that, the most literal first; anything else may stand there too. */
export const OTHER_WORDS: readonly string[] = [
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
/** The command that was answered (KumoMTA). */
export const COMMAND: readonly string[] = ['command'];
/** What happened, where a field of its own says it. */
export const OUTCOME: readonly string[] = [
  'event',
  'eventtype',
  'notificationtype',
  'recordtype',
  'type',
  'action',
  'state',
  'outcome',
];

const plain = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Outcomes that tell of a failure, written as `nameOf` writes them. */
export const FAILURES = plain(
  `bounce bounced hardbounce softbounce undetermined failed failure permanentfailure permanentfail temporaryfailure temporaryfail
transientfailure dropped drop deferred deferral delay delayed deliverydelay deliverydelayed rejected reject rejection blocked undelivered
undeliverable invalidemail outofband outofbandbounce oob expiration expired policyrejection generationfailure generationrejection
messagebounced messagedeliveryfailed messagedelayed email.bounced email.deliverydelayed email.failed deliveryfailed notdelivered
adminbounce administrativebounce transientbounce permanentbounce dnserror`,
);

/** Outcomes that tell of none. */
export const NO_FAILURES = plain(
  `accepted click clicked complain complained complaint delivered delivery email.delivered email.opened email.clicked email.sent expanded
generation groupresubscribe groupunsubscribe initialopen injection linkclick linkclicked listunsubscribe messagesent messagelinkclicked
messageloaded open opened processed queued reception relayed request requests send sent spam spamcomplaint spamnotification spamreport
subscribe subscriptionchange success unsubscribe unsubscribed uniqueopened`,
);

/** 'Diagnostic-Code', 'diagnostic_code' and 'diagnosticCode' are one name. */
export const nameOf = (key: string): string => key.toLowerCase().replaceAll(/[-_ ]/g, '');
