/**
 * What the names of events and states tell: 'hard_bounce', 'email.delivery_delayed', 'SpamComplaint', 'delivered'. Services name theirs as
 * they like, so that names are read by the stems in them; what only looks like a failure ('bounce_resolved', 'unblocked') is none.
 */

export type Outcome = 'failure' | 'delay' | 'complaint' | 'trouble' | 'no-failure' | 'unclear';

export interface ToldOutcome {
  readonly outcome: Outcome;
  /** Only mail is told of so: 'bounce' is, 'failed' and 'rejected' are said of anything. */
  readonly isOfMail: boolean;
}

const plain = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Events that tell of no failure, the last part of a name ('email.delivered'). Postmark's notes to the sender are among them. */
const NO_FAILURES = plain(
  `accepted click clicked delivered delivery expanded generation groupresubscribe groupunsubscribe initialopen injection linkclick
linkclicked listunsubscribe messagesent messagelinkclicked messageloaded open opened processed queued reception relayed request requests
send sent spamnotification subscribe subscriptionchange success unsubscribe unsubscribed uniqueopened autoresponder autoreply
addresschange challengeverification openrelaytest`,
);
/** States that tell of none; 'open' and 'processed' may be the state of a ticket. */
const WELL = plain('delivered sent relayed messagesent');

/** It was bad and is well again. */
const WELL_AGAIN =
  /(?:recovered|(?<!un)resolved|reactivated|reenabled|restored|reinstated|removed?|unblocked|unsuppressed|unbounced|cleared|released|lifted|deleted)$/;
const NEGATED = /(?:^|\.)(?:not|non|no)(?:bounc|fail|reject|drop|block|suppress)/;

/** The service's own: its interface, its templates, its administrator, its tests. */
const TROUBLE =
  /apierror|inbounderror|rendering|generationfailure|virusnotification|dmarcpolicy|admin(?:istrative)?bounce/;
const COMPLAINT = /complain|spamreport|abusereport|feedbackloop|^(?:spam|fbl|feedback)$/;
const COMPLAINT_OF_MAIL = /spam(?:report|complaint)|email\.complain/;
/** RFC 5321 §4.2.1: what is tried again. Postmark calls a failing DNS temporary, too. */
const DELAY = /defer|delay|soft(?:bounc|fail|reject)|^soft$|transient|temporar|tempfail|greylist|^dnserror$/;
const DELAY_OF_MAIL = /defer|softbounc|transient|deliverydelay|greylist/;
const FAILURE =
  /bounc|fail|reject|drop|block|expir|undeliver|notdeliver|nondeliver|invalid|bademail|inactive|suppress|refus|denied|error|permanent|^hard$|undetermined|^oob$|outofband/;
/** 'email_verification_failed' is said of a form: an address in the name makes no event of mail. */
const FAILURE_OF_MAIL =
  /bounc|permanentfail|permfail|^oob$|outofband|^policyrejection$|^generationrejection$|^bademailaddress$|smtp/;

/** What a field tells, by its plain name (`nameOf`); undefined where it is a code or says nothing. `isState`: of how it stands. */
export function outcomeOf(name: string, isState: boolean): ToldOutcome | undefined {
  if (!/^[^0-9]{3}/.test(name)) return undefined;
  const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
  const told = (outcome: Outcome, isOfMail = false): ToldOutcome => ({ outcome, isOfMail });
  if ((isState ? WELL : NO_FAILURES).has(last) || WELL_AGAIN.test(last) || NEGATED.test(name))
    return told('no-failure');
  if (TROUBLE.test(name)) return told('trouble', true);
  if (COMPLAINT.test(name)) return told('complaint', COMPLAINT_OF_MAIL.test(name));
  if (DELAY.test(name)) return told('delay', DELAY_OF_MAIL.test(name));
  if (FAILURE.test(name)) return told('failure', FAILURE_OF_MAIL.test(name));
  return told('unclear');
}

/** SparkPost `bounce_class`: soft, DNS, time-out, generic soft, transient; an automatic answer, (un)subscribing, a challenge. */
const SOFT_CLASSES = plain('20 21 24 40 70');
const NO_FAILURE_CLASSES = plain('60 80 90 100');

/** What a class of bounces tells beside the type. */
export function outcomeOfClass(bounceClass: string): ToldOutcome | undefined {
  if (SOFT_CLASSES.has(bounceClass)) return { outcome: 'delay', isOfMail: true };
  return NO_FAILURE_CLASSES.has(bounceClass) ? { outcome: 'no-failure', isOfMail: true } : undefined;
}

/** Of several one decides: Postmark's `Type` beside its `RecordType`, the `severity` of Mailgun, the `bounceType` of SES. */
const RANK: readonly Outcome[] = ['no-failure', 'trouble', 'complaint', 'delay', 'failure', 'unclear'];

/** The one that decides, of mail where any of them is. */
export function decidingOutcome(all: readonly ToldOutcome[]): ToldOutcome | undefined {
  const first = RANK.find((outcome) => all.some((told) => told.outcome === outcome));
  return first && { outcome: first, isOfMail: all.some(({ isOfMail }) => isOfMail) };
}
