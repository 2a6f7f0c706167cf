/**
 * Reads JSON in which a mail service or an MTA tells of failed deliveries: one object, an array, or an object a line. Goes by the names
 * of fields (fields.ts), not by the form of one service: the innermost object that holds words of an answer is an event, and what it lacks
 * (recipient, codes, hosts) it has from the objects around it. An address and a message make no event: there is a code of SMTP in the words,
 * a field that only mail has, or an outcome that tells of a failure. Limits: 12 levels are read, 100,000 objects and arrays and 400,000 members of a document, 100,000 events. Never throws.
 */
import type { Writable } from '../../base/writable.ts';
import { domainOf, findAddresses } from '../address/index.ts';
import { parseBoundedJson } from '../json/index.ts';
import { findReplies, isHostName } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { isIp } from '../trace/index.ts';
import * as fields from './fields.ts';
import type { ServiceEvent } from './types.ts';

const MAX_LEVELS = 12;
/** Of one document; a larger or deeper one is read as text. */
const LIMITS = { depth: 100, containers: 100_000, members: 400_000 } as const;
const MAX_EVENTS = 100_000;
/** Longer words are a message, not an answer. */
const MAX_WORDS = 8_192;

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}
/** What the objects around have told. */
type Known = Omit<ServiceEvent, 'words'> & { readonly outcome?: 'failure' | 'no-failure' };

/** The events of a text, and its lines that are no JSON. */
export interface ServiceEvents {
  readonly events: readonly ServiceEvent[];
  /** '' where every line was read. */
  readonly rest: string;
}

/** The failures in order; undefined where the text is no JSON, or none that speaks of mail. */
export function readServiceEvents(text: string): ServiceEvents | undefined {
  const parsed = parseDocuments(text);
  if (parsed === undefined) return undefined;
  const reading = new Reading();
  for (const document of parsed.documents) reading.read(document, {}, 0);
  return reading.isAboutMail ? { events: reading.events, rest: parsed.rest } : undefined;
}

/** The whole, or one document a line; a line that is cut or a remark does not make the others unreadable. */
function parseDocuments(text: string): { documents: readonly Json[]; rest: string } | undefined {
  const start = text.search(/\S/);
  if (start < 0 || !'{[#'.includes(text.charAt(start))) return undefined;
  const whole = parse(text);
  if (whole !== undefined) return { documents: [whole], rest: '' };
  const documents: Json[] = [];
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const document = parse(line);
    if (document === undefined) rest.push(line);
    else documents.push(document);
  }
  return documents.length > rest.length ? { documents, rest: rest.join('\n') } : undefined;
}

function parse(text: string): Json | undefined {
  const parsed = parseBoundedJson(text, LIMITS);
  const value = parsed.ok ? (parsed.value as Json) : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}

class Reading {
  readonly events: ServiceEvent[] = [];
  /** Something was told of the delivery of mail. */
  isAboutMail = false;

  /** Reads a value and what is in it; true where it held an event. */
  read(value: Json, around: Known, level: number): boolean {
    if (typeof value !== 'object' || value === null) return false;
    if (level > MAX_LEVELS || this.events.length >= MAX_EVENTS) return false;
    if (Array.isArray(value)) return this.#readAll(value, around, level);
    const named = new Named(value as JsonObject);
    const known = { ...around, ...tellOf(named) };
    // What the server said in the end; the list of attempts in it is their history (Mandrill).
    const literal = wordsOf(named, fields.LITERAL_WORDS);
    if (literal !== undefined && this.#add(literal, known, true)) return true;
    const enclosed = enclosedIn(named);
    const children = enclosed === undefined ? Object.values(value) : [enclosed, ...Object.values(value)];
    if (this.#readAll(children, known, level)) return true;
    const words = wordsOf(named, fields.OTHER_WORDS);
    return words !== undefined && this.#add(words, known, false);
  }

  #readAll(values: readonly Json[], known: Known, level: number): boolean {
    let isRead = false;
    for (const value of values) isRead = this.read(value, known, level + 1) || isRead;
    return isRead;
  }

  #add(words: string, { outcome, ...known }: Known, isLiteral: boolean): boolean {
    const [reply] = findReplies(words, 1);
    const isAnswer = reply?.code !== undefined || reply?.enhancedStatus !== undefined;
    const isPositive = (known.replyCode ?? reply?.code ?? 500) < 400;
    if (!isLiteral && !isAnswer && outcome !== 'failure') {
      // 'delivered' and nothing more tells that the text is about mail, and nothing of a failure.
      this.isAboutMail ||= outcome === 'no-failure' && known.recipient !== undefined;
      return false;
    }
    this.isAboutMail = true;
    if (outcome !== 'no-failure' && !isPositive) this.events.push({ words, ...known });
    return true;
  }
}

/** Amazon SNS and others put the event into a string. */
function enclosedIn(named: Named): Json | undefined {
  const text = named.get('message') ?? named.get('payload');
  return typeof text === 'string' && /^\s{0,20}[{[]/.test(text) ? parse(text) : undefined;
}

/** The fields of an object by their plain names; of two with one name the first. */
class Named {
  readonly #values = new Map<string, Json>();

  constructor(object: JsonObject) {
    for (const [key, value] of Object.entries(object)) {
      const name = fields.nameOf(key.slice(0, 60));
      if (!this.#values.has(name)) this.#values.set(name, value);
    }
  }

  get(name: string): Json | undefined {
    return this.#values.get(name);
  }

  /** What the first of the fields tells that tells anything. */
  first<T>(names: readonly string[], tell: (value: Json) => T | undefined): T | undefined {
    for (const name of names) {
      const value = this.#values.get(name);
      const told = value === undefined ? undefined : tell(value);
      if (told !== undefined) return told;
    }
    return undefined;
  }
}

/** Two words at least: 'bounce' and 'hard' name an outcome, not an answer. */
const wordsOf = (named: Named, names: readonly string[]): string | undefined =>
  named.first(names, (value) =>
    typeof value === 'string' && value.length <= MAX_WORDS && /\S\s+\S/.test(value)
      ? value.trim()
      : undefined,
  );

function tellOf(named: Named): Known {
  const known: Writable<Known> = {};
  const recipient = named.first(fields.RECIPIENT, addressIn);
  const sender = named.first(fields.SENDER, addressIn);
  const replyCode = named.first(fields.REPLY_CODE, codeIn);
  const enhancedStatus = named.first(fields.ENHANCED_STATUS, statusIn);
  const peer = peerOf(named);
  const remoteHost = named.first(fields.REMOTE_HOST, hostIn) ?? peer?.first(['name', 'host'], hostIn);
  const remoteIp = named.first(fields.REMOTE_IP, ipIn) ?? peer?.first(['addr', 'ip'], ipIn);
  const sendingIp = named.first(fields.SENDING_IP, ipIn);
  const outcome = outcomeOf(named);
  const phase = named.first(fields.COMMAND, phaseIn);
  if (recipient !== undefined) known.recipient = recipient;
  if (sender !== undefined) known.sender = sender;
  if (replyCode !== undefined) known.replyCode = replyCode;
  if (enhancedStatus !== undefined) known.enhancedStatus = enhancedStatus;
  if (remoteHost !== undefined) known.remoteHost = remoteHost;
  if (remoteIp !== undefined) known.remoteIp = remoteIp;
  if (sendingIp !== undefined) known.sendingIp = sendingIp;
  if (outcome !== undefined) known.outcome = outcome;
  if (phase !== undefined) known.phase = phase;
  return known;
}

/** KumoMTA: `peer_address: { name, addr }`. */
function peerOf(named: Named): Named | undefined {
  const peer = named.get('peeraddress');
  return typeof peer === 'object' && peer !== null && !Array.isArray(peer)
    ? new Named(peer as JsonObject)
    : undefined;
}

/** Of several fields one that tells of no failure decides: Postmark's `Type` beside its `RecordType`. */
function outcomeOf(named: Named): Known['outcome'] {
  const told = fields.OUTCOME.map((name) => named.get(name)).flatMap((value) =>
    typeof value === 'string' ? [fields.nameOf(value.slice(0, 60))] : [],
  );
  if (told.some((name) => fields.NO_FAILURES.has(name))) return 'no-failure';
  return told.some((name) => fields.FAILURES.has(name)) ? 'failure' : undefined;
}

const COMMANDS: readonly (readonly [command: RegExp, phase: SmtpPhase])[] = [
  [/^(?:EHLO|HELO|LHLO)\b/i, 'ehlo'],
  [/^STARTTLS\b/i, 'starttls'],
  [/^AUTH\b/i, 'auth'],
  [/^MAIL\b/i, 'mail'],
  [/^RCPT\b/i, 'rcpt'],
  [/^(?:DATA|BDAT|\.)/i, 'end-of-data'],
];

const phaseIn = (value: Json): SmtpPhase | undefined =>
  typeof value === 'string' ? COMMANDS.find(([command]) => command.test(value))?.[1] : undefined;

function addressIn(given: Json): string | undefined {
  // A list of one (Resend, KumoMTA): of several nobody says which one failed.
  const value = Array.isArray(given) && given.length === 1 ? (given[0] as Json) : given;
  const address = typeof value === 'string' ? findAddresses(value.slice(0, 1_000))[0]?.address : undefined;
  return domainOf(address) === undefined ? undefined : address;
}

/** 550, '550'; '550 5.1.1 …' is an answer. */
function codeIn(value: Json): number | undefined {
  const code = typeof value === 'string' && /^[2-5]\d\d$/.test(value) ? Number(value) : value;
  return typeof code === 'number' && Number.isInteger(code) && code >= 200 && code < 600 ? code : undefined;
}

/** '5.1.1', '5.1.1 (bad destination mailbox address)', { class: 5, subject: 1, detail: 1 }. */
function statusIn(value: Json): string | undefined {
  if (typeof value === 'string') return /^[245]\.\d{1,3}\.\d{1,3}(?!\S)/.exec(value)?.[0];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { class: kind, subject, detail } = value as JsonObject;
  const status = `${kind}.${subject}.${detail}`;
  return /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : undefined;
}

function hostIn(value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  const host = value
    .replace(/^dns;\s{0,4}/i, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return host.includes('.') && !isIp(host) && isHostName(host) ? host : undefined;
}

const ipIn = (value: Json): string | undefined =>
  typeof value === 'string' && isIp(value) ? value : undefined;
