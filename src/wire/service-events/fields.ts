/**
 * Names of fields in the events of mail services and in logs kept as JSON, in lower case without '-', '_' and blanks: Amazon SES
 * (bouncedRecipients[].diagnosticCode), SendGrid (reason, response), Mailgun (delivery-status.message), Postmark (Details), SparkPost
 * (raw_reason), Mandrill (diag), Brevo (reason), Mailjet (comment), KumoMTA (response.content), nodemailer (responseCode), Haraka and others.
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
  'reply',
  'diagnostic',
  'lasterror',
  'err',
  'statusmessage',
  'content',
  'bouncedescription',
  'description',
];

/** Of these the fields that people write into as well: tickets, reviews, the message itself. */
export const PEOPLES_WORDS: ReadonlySet<string> = new Set([
  'details',
  'message',
  'comment',
  'content',
  'statusmessage',
  'bouncedescription',
  'description',
]);

/** Fields for the recipient that only mail has. */
export const MAIL_RECIPIENT: readonly string[] = [
  'recipient',
  'emailaddress',
  'rcptto',
  'finalrecipient',
  'rcpt',
  'rawrcptto',
  'rcptaddress',
  'originalrecipient',
];

/** Fields for an address, of the recipient or of anybody: an event may have several, and the one that failed in one of them. */
export const ANY_RECIPIENT: readonly string[] = [
  'email',
  'toemail',
  'toaddress',
  'to',
  'recipients',
  'cc',
  'bcc',
];

/** Those that may hold an address, where no other does. */
export const ANY_ADDRESS: readonly string[] = ['address', 'target', 'contact'];

/** nodemailer: of the recipients those that were refused. */
export const REFUSED: readonly string[] = ['rejected'];

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
  'responsecode',
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
  'outcome',
  'bouncetype',
  'severity',
];
/** Of these the ones that say of anything what it is: 'type', 'action'. */
export const OFTEN_OF_ELSE: ReadonlySet<string> = new Set(['type', 'action', 'severity', 'bouncetype']);
/** How it stands with the message or the address. */
export const STATE: readonly string[] = ['state', 'status', 'deliverystatus'];

/** Flags that say that it is tried again where they are set, and where they are not. */
export const IS_DELAY: readonly string[] = [
  'temporary',
  'istemporary',
  'transient',
  'istransient',
  'soft',
  'softbounce',
  'issoft',
  'willretry',
  'retryable',
];
export const IS_FOR_GOOD: readonly string[] = ['permanent', 'ispermanent', 'hard', 'hardbounce', 'ishard'];
/** When it is tried again. */
export const NEXT_TRY: readonly string[] = [
  'nextattempt',
  'nextretry',
  'nextretryat',
  'retryat',
  'retryafter',
];

/** By what it was sent, where a service sends by other ways than mail. */
export const CHANNEL: readonly string[] = ['channel', 'medium', 'channeltype'];

/** The service's own word for the reason: SES `bounceSubType`, Mandrill `bounce_description`. */
export const REASON: readonly string[] = [
  'bouncesubtype',
  'bouncedescription',
  'bouncetype',
  'event',
  'type',
];

/** Fields that no event but one of mail has. */
export const ONLY_MAIL: readonly string[] = [
  'rcptto',
  'rawrcptto',
  'rcpt',
  'rcptaddress',
  'finalrecipient',
  'originalrecipient',
  'envelopefrom',
  'mailfrom',
  'msgfrom',
  'mxhost',
  'remotemta',
  'remotemtaip',
  'bounceclass',
  'bouncetype',
  'bouncesubtype',
  'bouncereason',
  'bouncecategory',
  'bouncedescription',
  'bouncedrecipients',
  'delayedrecipients',
  'complainedrecipients',
  'complaintfeedbacktype',
  'fbtype',
  'diagnosticcode',
  'enhancedcode',
  'enhancedstatus',
  'enhancedstatuscode',
  'smtpcode',
  'smtpstatus',
  'smtpid',
  'sgeventid',
  'sgmessageid',
  'errorrelatedto',
  'mjcampaignid',
  'messagestream',
  'rejectederrors',
  'sendingip',
];

/** Parts of one event, each an object or a list of its own: what stands around them is said of them too. */
export const PARTS: ReadonlySet<string> = new Set([
  'bounce',
  'bouncedrecipients',
  'complaint',
  'complainedrecipients',
  'deliverydelay',
  'delayedrecipients',
  'reject',
  'failure',
  'deliverystatus',
  'deliverystatusdetails',
  'response',
  'smtp',
  'error',
  'err',
  'lasterror',
  'rejectederrors',
]);

/** Of these the lists of recipients (Amazon SES): each is an event, with words or without. */
export const RECIPIENT_LISTS: ReadonlySet<string> = new Set([
  'bouncedrecipients',
  'complainedrecipients',
  'delayedrecipients',
]);

/** Envelopes that tell what happened, and hold whom it happened to (CloudEvents, EventBridge, Resend). */
export const ENVELOPES: ReadonlySet<string> = new Set(['data', 'detail', 'payload', 'body']);
/** Those that only events of mail have: Mailgun, SparkPost, Mandrill. */
export const MAIL_ENVELOPES: ReadonlySet<string> = new Set(['eventdata', 'msys', 'messageevent', 'msg']);

/** 'Diagnostic-Code', 'diagnostic_code' and 'diagnosticCode' are one name. */
export const nameOf = (key: string): string => key.toLowerCase().replaceAll(/[-_ ]/g, '');
