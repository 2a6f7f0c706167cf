/** What an object tells of a delivery, and what it lends to the objects within it. */
import type { Writable } from '../../base/writable.ts';
import * as fields from './fields.ts';
import {
  addressesIn,
  codeIn,
  hostIn,
  ipIn,
  isObject,
  type Json,
  type Named,
  phaseIn,
  statusIn,
  within,
} from './json-fields.ts';
import { decidingOutcome, type Outcome, outcomeOf, outcomeOfClass, type ToldOutcome } from './outcomes.ts';
import { reasonInFields } from './told-reasons.ts';
import type { ServiceEvent, ToldReason } from './types.ts';

/** Members of an event as its fields tell them. */
type Told = Omit<ServiceEvent, 'words' | 'outcome' | 'reason' | 'doubt' | 'recipient'>;

export interface Known {
  readonly told: Told;
  readonly recipients: readonly string[];
  /** The field is for a recipient of mail, or the event is one of mail. */
  readonly isSure: boolean;
  readonly senders: readonly string[];
  readonly outcome?: Outcome;
  /** Something that only mail has was told. */
  readonly isOfMail: boolean;
  readonly reason?: ToldReason;
  /** One of several, nobody knows which. */
  readonly isAmbiguous?: boolean;
  /** An address stands around it that need not be its own. */
  readonly isAmongOthers?: boolean;
  /** The recipients are lent by an object that need not tell of mail. */
  readonly isLentByAnybody?: boolean;
  /** It was sent by another way than mail. */
  readonly isOfElse?: boolean;
}

export const NOTHING_KNOWN: Known = {
  told: {},
  recipients: [],
  isSure: false,
  senders: [],
  isOfMail: false,
};

/** What the object says, and what was lent to it where it says nothing of it. */
export function tellOf(named: Named, around: Known): Known {
  const own = toldIn(named);
  const outcomes = outcomesIn(named);
  const lent: readonly ToldOutcome[] =
    around.outcome === undefined ? [] : [{ outcome: around.outcome, isOfMail: around.isOfMail }];
  const deciding = decidingOutcome([...outcomes, ...lent]);
  const isOfMail = around.isOfMail || deciding?.isOfMail === true || hasMailField(named, own);
  const recipients = recipientsIn(named);
  const reason = reasonInFields(named) ?? around.reason;
  return {
    told: { ...around.told, ...own },
    recipients: recipients?.all ?? around.recipients,
    isSure: isOfMail || (recipients?.isSure ?? around.isSure),
    senders: [...around.senders, ...sendersIn(named, own)].slice(0, MAX_SENDERS),
    isOfMail,
    ...(deciding !== undefined && { outcome: deciding.outcome }),
    ...(reason !== undefined && { reason }),
    ...((around.isAmbiguous === true || isReportOfChecks(named)) && { isAmbiguous: true }),
    ...(around.isAmongOthers === true && { isAmongOthers: true }),
    ...(around.isLentByAnybody === true && recipients === undefined && { isLentByAnybody: true }),
    ...((around.isOfElse === true || isSentOtherwise(named)) && { isOfElse: true }),
  };
}

const MAX_SENDERS = 10;

/** What an object within has from it: all where it is a part, what happened where it is an envelope, else nothing. */
export function lentBy(known: Known, name: string): Known {
  if (fields.PARTS.has(name)) {
    const isAnybody = known.outcome === undefined && !known.isSure;
    return isAnybody ? { ...known, isLentByAnybody: true } : known;
  }
  const isMails = fields.MAIL_ENVELOPES.has(name);
  const isAmongOthers = known.isAmongOthers === true || known.recipients.length > 0;
  const nothing = isAmongOthers ? AMONG_OTHERS : NOTHING_KNOWN;
  if (!isMails && !fields.ENVELOPES.has(name)) return nothing;
  const { outcome, isOfMail } = known;
  return { ...nothing, isOfMail: isOfMail || isMails, ...(outcome !== undefined && { outcome }) };
}

const AMONG_OTHERS: Known = { ...NOTHING_KNOWN, isAmongOthers: true };

const isSentOtherwise = (named: Named): boolean =>
  /^(?:sms|mms|rcs|push|whatsapp|voice|fax|phone|call|slack|telegram|webhook|letter)/i.test(
    textOf(named.first(fields.CHANNEL, (value) => value)),
  );

const hasMailField = (named: Named, { enhancedStatus, phase }: Told): boolean =>
  enhancedStatus !== undefined ||
  phase !== undefined ||
  // Mailgun; of a parcel it is a word.
  isObject(named.get('deliverystatus')) ||
  fields.ONLY_MAIL.some((name) => named.has(name)) ||
  // RFC 5322 §3.6.4; the ids of other queues have no '@'.
  /^<?[^\s@]{1,200}@[^\s@]{1,200}>?$/.test(textOf(named.get('messageid')));

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.slice(0, 500) : '');

function toldIn(named: Named): Told {
  const told: Writable<Told> = {};
  const envelope = within(named, 'envelope');
  const sender = (named.first(fields.SENDER, addressesIn) ??
    envelope?.first(fields.SENDER, addressesIn))?.[0];
  const replyCode = named.first(fields.REPLY_CODE, codeIn);
  const enhancedStatus = named.first(fields.ENHANCED_STATUS, statusIn);
  const peer = within(named, 'peeraddress');
  const remoteHost = named.first(fields.REMOTE_HOST, hostIn) ?? peer?.first(['name', 'host'], hostIn);
  const remoteIp = named.first(fields.REMOTE_IP, ipIn) ?? peer?.first(['addr', 'ip'], ipIn);
  const sendingIp = named.first(fields.SENDING_IP, ipIn) ?? envelope?.first(fields.SENDING_IP, ipIn);
  const phase = named.first(fields.COMMAND, phaseIn);
  if (sender !== undefined) told.sender = sender;
  if (replyCode !== undefined) told.replyCode = replyCode;
  if (enhancedStatus !== undefined) told.enhancedStatus = enhancedStatus;
  if (remoteHost !== undefined) told.remoteHost = remoteHost;
  if (remoteIp !== undefined) told.remoteIp = remoteIp;
  if (sendingIp !== undefined) told.sendingIp = sendingIp;
  if (phase !== undefined) told.phase = phase;
  return told;
}

/** Also those of the envelope beside the answer (Mailgun, nodemailer) and of the mail (Amazon SES). */
function sendersIn(named: Named, { sender }: Told): readonly string[] {
  const beside = [
    within(named, 'envelope')?.first(fields.SENDER, addressesIn)?.[0],
    within(named, 'mail')?.first(['source'], addressesIn)?.[0],
  ];
  return [sender, ...beside].filter((one) => one !== undefined);
}

interface Recipients {
  readonly all: readonly string[];
  readonly isSure: boolean;
}

function recipientsIn(named: Named): Recipients | undefined {
  const sure = named.first(fields.MAIL_RECIPIENT, addressesIn);
  if (sure !== undefined) return { all: sure, isSure: true };
  const refused = named.first(fields.REFUSED, addressesIn);
  if (refused !== undefined) return { all: refused, isSure: false };
  const any = fields.ANY_RECIPIENT.flatMap((name) => addressesOf(named, name));
  if (any.length > 0) return { all: any, isSure: false };
  const all =
    named.first(fields.ANY_ADDRESS, addressesIn) ??
    within(named, 'envelope')?.first(['to'], addressesIn) ??
    within(named, 'mail')?.first(['destination'], addressesIn);
  return all && { all, isSure: false };
}

function addressesOf(named: Named, name: string): readonly string[] {
  const value = named.get(name);
  return (value === undefined ? undefined : addressesIn(value)) ?? [];
}

/** Whether it is tried again, where flags and times say so. */
function delaysIn(named: Named): readonly ToldOutcome[] {
  const isDelay =
    fields.IS_DELAY.some((name) => named.get(name) === true) ||
    fields.IS_FOR_GOOD.some((name) => named.get(name) === false) ||
    fields.NEXT_TRY.some((name) => named.has(name));
  return isDelay ? [{ outcome: 'delay', isOfMail: false }] : [];
}

/** RFC 6591, RFC 6430: in the form of a complaint, though nobody complained. */
const isReportOfChecks = (named: Named): boolean =>
  /^(?:auth-failure|not-spam)$/i.test(textOf(named.get('complaintfeedbacktype')));

const TROUBLE: ToldOutcome = { outcome: 'trouble', isOfMail: true };

function outcomesIn(named: Named): readonly ToldOutcome[] {
  const read = (names: readonly string[], isState: boolean): readonly ToldOutcome[] =>
    names.flatMap((name) => {
      const value = named.get(name);
      if (typeof value !== 'string') return [];
      const told = outcomeOf(fields.nameOf(value.slice(0, 60)), isState);
      // 'type', 'action' and 'severity' say of anything what it is: only what happened is taken from them.
      const isSilent = told?.outcome === 'unclear' && fields.OFTEN_OF_ELSE.has(name);
      return told === undefined || isSilent ? [] : [told];
    });
  // Mailjet: an error that is related to itself or to the sender.
  const related = textOf(named.get('errorrelatedto'));
  if (/^(?:system|mailjet|sender|content|policy)$/i.test(related)) return [TROUBLE];
  const ofClass = outcomeOfClass(String(named.get('bounceclass')));
  return [
    ...read(fields.OUTCOME, false),
    ...read(fields.STATE, true),
    ...delaysIn(named),
    ...(ofClass === undefined ? [] : [ofClass]),
  ];
}
