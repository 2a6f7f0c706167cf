/** Reads the body of message/delivery-status (RFC 3464) and message/global-delivery-status (RFC 6533). */
import type { Writable } from '../../base/writable.ts';
import { findAddresses } from '../address/index.ts';
import type { DecodedLine } from '../message/types.ts';
import { readStatusGroups } from './status-fields.ts';
import { parseRecipientValue, parseTypedValue } from './typed-value.ts';
import type { DeliveryStatus, DsnAction, RecipientStatus, StatusField, TypedValue } from './types.ts';

const MAX_RECIPIENTS = 1_000;

/** Reads the decoded lines of a delivery-status part; undefined when they hold no field of RFC 3464. */
export function parseDeliveryStatus(lines: readonly DecodedLine[]): DeliveryStatus | undefined {
  const [message = [], ...groups] = readStatusGroups(lines);
  const all = groups.slice(0, MAX_RECIPIENTS).map(toRecipient).flatMap(eachOf).slice(0, MAX_RECIPIENTS);
  const named = all.filter((r) => r.finalRecipient || r.originalRecipient);
  const recipients = named.length > 0 ? named : all.filter((r) => r.action || r.status || r.diagnosticCode);
  const fields = [...message];
  for (const group of groups)
    for (const field of group)
      if (field.key === 'reporting-mta' || field.key === 'arrival-date') fields.push(field);
  const status = toMessage(fields, recipients);
  return recipients.length > 0 || status.reportingMta ? status : undefined;
}

/** 'rfc822; x@example.org,y@example.org': some reporters name in one field all that share a fate (RFC 3464 §2.3.2 allows one). */
function eachOf(recipient: RecipientStatus): readonly RecipientStatus[] {
  const addresses = recipient.finalRecipient?.split(',').map((address) => address.trim()) ?? [];
  if (addresses.length < 2 || !addresses.every((address) => PLAIN.test(address))) return [recipient];
  const { originalRecipient: _one, ...rest } = recipient;
  const { fields, action } = rest;
  const spoken = spokenOf(rest.diagnosticCode?.value ?? '');
  const isSpokenOf = (address: string) => spoken.has(address.toLowerCase());
  // Words that name one of them are said of that one alone: of the others the report tells only what became of them.
  const isOfAll = !addresses.some(isSpokenOf);
  return addresses.map((finalRecipient) =>
    isOfAll || isSpokenOf(finalRecipient)
      ? { ...rest, finalRecipient }
      : { fields, finalRecipient, isUnspoken: true, ...(action !== undefined && { action }) },
  );
}

/** The addresses whose recipients the words speak of; not the one that one may write to, nor the sender's. */
function spokenOf(words: string): ReadonlySet<string> {
  const spoken = new Set<string>();
  for (const { address, start, end } of findAddresses(words, MAX_NAMED)) {
    const isAnothers =
      BEFORE_ANOTHER.test(words.slice(Math.max(0, start - 40), start)) ||
      BEHIND_SENDER.test(words.slice(end, end + 20));
    if (!isAnothers) spoken.add(address.toLowerCase());
  }
  return spoken;
}

const MAX_NAMED = 100;
/** 'contact postmaster@example.org', 'write to us at help@example.org', 'message from <me@example.com>'. */
const BEFORE_ANOTHER =
  /\b(?:contact|ask|tell|inform|notify|questions?|help|support|write to|call|mail|mailto|at|via|from|sender|by)(?: (?:us|me|the|your|our|administrator|postmaster|address)){0,3}[\s:=<"'(]{1,4}$/i;
/** '<me@example.com>: Sender address rejected'. */
const BEHIND_SENDER = /^>?:? {0,2}sender /i;

const PLAIN = /^[^\s"<>,;@]{1,64}@[^\s"<>,;@]{1,255}$/;

function toMessage(fields: readonly StatusField[], recipients: readonly RecipientStatus[]): DeliveryStatus {
  const text = (key: string) => valueFor(fields, key);
  const typed = (key: string) => typedOf(fields, key);
  const originalEnvelopeId = text('original-envelope-id');
  const reportingMta = typed('reporting-mta');
  const dsnGateway = typed('dsn-gateway');
  const receivedFromMta = typed('received-from-mta');
  const arrivalDate = text('arrival-date');
  const queue = fields.find((f) => f.key.startsWith('x-') && f.key.endsWith('queue-id'));
  const queueId = queue?.value;
  const sender = fields.find((f) => f.key.startsWith('x-') && f.key.endsWith('-sender'))?.value;
  const status: Writable<DeliveryStatus> = { fields, recipients };
  if (originalEnvelopeId) status.originalEnvelopeId = originalEnvelopeId;
  if (reportingMta) status.reportingMta = reportingMta;
  if (dsnGateway) status.dsnGateway = dsnGateway;
  if (receivedFromMta) status.receivedFromMta = receivedFromMta;
  if (arrivalDate) status.arrivalDate = arrivalDate;
  if (queueId) status.queueId = queueId;
  if (queue?.key === 'x-postfix-queue-id') status.isOfPostfix = true;
  if (sender) status.sender = parseRecipientValue(sender);
  return status;
}

/** Fields of RFC 3464 §2.3 that are taken over as they are. */
const TEXTS = [
  ['last-attempt-date', 'lastAttemptDate'],
  ['final-log-id', 'finalLogId'],
  ['will-retry-until', 'willRetryUntil'],
  ['x-display-name', 'displayName'],
] as const;

function toRecipient(fields: readonly StatusField[]): RecipientStatus {
  const first = firstValues(fields);
  const address = (key: string) => parseRecipientValue(first.get(key)?.value ?? '');
  const recipient: Writable<RecipientStatus> = { fields };
  const originalRecipient = address('original-recipient');
  const finalRecipient = address('final-recipient');
  const actualRecipient = address('x-actual-recipient');
  const action = parseAction(first.get('action')?.value ?? '');
  const status = parseStatus(first.get('status')?.value ?? '');
  const remoteMta = first.get('remote-mta');
  const diagnosticCode = first.get('diagnostic-code');
  if (originalRecipient) recipient.originalRecipient = originalRecipient;
  if (finalRecipient) recipient.finalRecipient = finalRecipient;
  if (actualRecipient) recipient.actualRecipient = actualRecipient;
  if (action) recipient.action = action;
  if (status) recipient.status = status;
  if (remoteMta) recipient.remoteMta = parseTypedValue(remoteMta.value);
  if (diagnosticCode) recipient.diagnosticCode = parseTypedValue(diagnosticCode.value);
  if (diagnosticCode?.range) recipient.diagnosticRange = diagnosticCode.range;
  for (const [key, name] of TEXTS) {
    const field = first.get(key);
    if (field) recipient[name] = field.value;
  }
  return recipient;
}

/** The first field of each name that has a value. */
function firstValues(fields: readonly StatusField[]): ReadonlyMap<string, StatusField> {
  const first = new Map<string, StatusField>();
  for (const field of fields) if (field.value !== '' && !first.has(field.key)) first.set(field.key, field);
  return first;
}

function valueFor(fields: readonly StatusField[], key: string): string | undefined {
  return fields.find((f) => f.key === key && f.value !== '')?.value;
}

function typedOf(fields: readonly StatusField[], key: string): TypedValue | undefined {
  const value = valueFor(fields, key);
  return value === undefined ? undefined : parseTypedValue(value);
}

/** RFC 3464 §2.3.3; words that reporters use instead are mapped, unknown ones give undefined. */
export function parseAction(text: string): DsnAction | undefined {
  const word = text.trim().toLowerCase();
  if (word.startsWith('fail') || word === 'bounced' || word === 'undeliverable') return 'failed';
  if (word.startsWith('delay') || word === 'deferred') return 'delayed';
  if (word.startsWith('deliver')) return 'delivered';
  if (word.startsWith('relay')) return 'relayed';
  if (word.startsWith('expand')) return 'expanded';
  return undefined;
}

/** The 'class.subject.detail' of a Status field (RFC 3464 §2.3.4), without comment or reply code. */
export function parseStatus(text: string): string | undefined {
  for (const word of text.slice(0, 200).split(/[\s();,:#]/)) {
    if (/^[245]\.\d{1,3}\.\d{1,3}$/.test(word)) return word;
  }
  return undefined;
}
