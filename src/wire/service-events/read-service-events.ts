/**
 * Reads JSON in which a mail service or an MTA tells of failed deliveries: one object, an array, or an object a line. Goes by the names
 * of fields (fields.ts), not by the form of one service: the innermost object that holds words of an answer is an event. What it lacks
 * (recipient, codes, hosts, what happened) it has from the objects around it where it is known to be a part of them; any other object around
 * it is somebody else's. An address and a message make no event (evidence.ts). What happened travels with the event, and what nobody
 * can tell of it. Limits: 12 levels are read, 100,000 objects and arrays and 400,000 members of a document, 100,000 events. Never throws.
 */
import type { Writable } from '../../base/writable.ts';
import { parseBoundedJson } from '../json/index.ts';
import { type Evidence, evidenceOf, headOf } from './evidence.ts';
import * as fields from './fields.ts';
import { isObject, type Json, type JsonObject, Named } from './json-fields.ts';
import { type Known, lentBy, NOTHING_KNOWN, tellOf } from './known.ts';
import { reasonInFields, reasonInWords, tellsOfLookup } from './told-reasons.ts';
import type { ServiceEvent } from './types.ts';
import { names, whomItMeant } from './whom-it-meant.ts';

const MAX_LEVELS = 12;
/** Of one document; a larger or deeper one is read as text. */
const LIMITS = { depth: 100, containers: 100_000, members: 400_000 } as const;
const MAX_EVENTS = 100_000;
/** Longer words are a message, not an answer. */
const MAX_WORDS = 8_192;

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
  for (const document of parsed.documents) reading.read(document, NOTHING_KNOWN, 0, '');
  return reading.isAboutMail ? { events: reading.events, rest: parsed.rest } : undefined;
}

/** Is the text JSON of any kind, whole or most of its lines? */
export const isJson = (text: string): boolean => parseDocuments(text) !== undefined;

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

/** Words and the field they stand in. */
interface Words {
  readonly text: string;
  readonly field: string;
}

class Reading {
  readonly events: ServiceEvent[] = [];
  /** Something was told of the delivery of mail. */
  isAboutMail = false;

  /** Reads a value and what is in it; `place` is the name it stands under. True where it held an event. */
  read(value: Json, around: Known, level: number, place: string): boolean {
    if (typeof value !== 'object' || value === null) return false;
    if (level > MAX_LEVELS || this.events.length >= MAX_EVENTS) return false;
    if (!isObject(value)) return this.#readList(value, around, level, place);
    const named = new Named(value as JsonObject);
    const known = tellOf(named, around);
    // What the server said in the end; the list of attempts in it is their history (Mandrill).
    const literal = wordsOf(named, fields.LITERAL_WORDS);
    if (literal !== undefined && this.#add(literal, known)) return true;
    const children = [...named.entries()].filter(([, child]) => typeof child === 'object');
    const isPart = ([name]: readonly [string, Json]): boolean => fields.PARTS.has(name);
    if (this.#readAll(children.filter(isPart), known, level)) return true;
    const words = wordsOf(named, fields.OTHER_WORDS);
    // What an event says itself comes before the history that it may hold.
    const isSure = words !== undefined && evidenceOf(words.text, words.field, known) === 'sure';
    if (isSure && known.outcome !== undefined && this.#add(words, known)) return true;
    const others = children.filter((child) => !isPart(child));
    if (this.#readAll([...enclosedIn(named), ...others], known, level)) return true;
    if (words !== undefined && this.#add(words, known)) return true;
    return this.#addWordless(named, known, place);
  }

  /** Several recipients who may have complained: one of them did (Amazon SES). */
  #readList(values: readonly Json[], around: Known, level: number, place: string): boolean {
    const isOneOfThem = place === 'complainedrecipients' && values.length > 1;
    const known = isOneOfThem ? { ...around, isAmbiguous: true } : around;
    let isRead = false;
    for (const value of values) isRead = this.read(value, known, level + 1, place) || isRead;
    return isRead;
  }

  #readAll(children: readonly (readonly [string, Json])[], known: Known, level: number): boolean {
    let isRead = false;
    for (const [name, child] of children)
      isRead = this.read(child, lentBy(known, name), level + 1, name) || isRead;
    return isRead;
  }

  #add(words: Words, known: Known): boolean {
    const { outcome, recipients } = known;
    const evidence = evidenceOf(words.text, words.field, known);
    const isAnswer = evidence === 'sure' || evidence === 'recipient';
    if (outcome === 'no-failure' || (outcome === 'complaint' && headOf(words.text) !== undefined)) {
      // 'delivered' and nothing more tells that the text is about mail, and nothing of a failure.
      this.isAboutMail ||= isAnswer || recipients.length > 0;
      return isAnswer;
    }
    if (outcome === 'complaint') return this.#complained(words.text, known);
    if (evidence === undefined) return false;
    this.isAboutMail = true;
    if (!isPositive(words.text, known)) this.events.push(eventOf(words.text, known, evidence));
    return true;
  }

  /** Customers complain of anything: only what mail alone has tells of a complaint about mail. */
  #complained(words: string, known: Known): boolean {
    this.isAboutMail ||= known.recipients.length > 0;
    if (!known.isOfMail || known.isOfElse === true || known.recipients.length === 0) return false;
    const [recipient, ...others] = known.recipients;
    const isDoubtful = known.isAmbiguous === true || others.length > 0;
    this.events.push({
      words,
      outcome: 'complained',
      ...(recipient !== undefined && others.length === 0 && { recipient }),
      ...(isDoubtful && { doubt: 'recipient' }),
    });
    return true;
  }

  /** What some services tell without words: a complaint, or that one of the recipients failed for good. */
  #addWordless(named: Named, known: Known, place: string): boolean {
    const { outcome, recipients } = known;
    if (![...fields.MAIL_RECIPIENT, ...fields.ANY_RECIPIENT].some((name) => named.has(name))) return false;
    if (outcome === 'complaint') return this.#complained('', known);
    const reason = known.reason ?? reasonInFields(named);
    const isTold = fields.RECIPIENT_LISTS.has(place) || reason !== undefined;
    const isFailure = outcome === 'failure' || outcome === 'delay';
    if (!isTold || !isFailure || !known.isOfMail || recipients.length !== 1) return false;
    this.isAboutMail = true;
    this.events.push(eventOf('', { ...known, ...(reason !== undefined && { reason }) }, 'sure'));
    return true;
  }
}

/** RFC 5321 §4.2.1: 2yz and 3yz refuse nothing; without a reply code the class of the enhanced code tells. */
function isPositive(words: string, { told }: Known): boolean {
  const head = headOf(words);
  const code = told.replyCode ?? head?.code;
  if (code !== undefined) return code < 400;
  return (head?.enhancedStatus ?? told.enhancedStatus ?? '5').startsWith('2');
}

function eventOf(words: string, known: Known, evidence: Evidence): ServiceEvent {
  const { outcome } = known;
  const isReply = headOf(words) !== undefined;
  const meant = whomItMeant(words, isReply, known);
  const { recipient } = meant;
  const isLookup = !isReply && tellsOfLookup(words, recipient);
  const isSomebodys =
    (known.isAmongOthers === true && known.recipients.length === 0) ||
    (known.isLentByAnybody === true && (recipient === undefined || !names(words, recipient)));
  const event: Writable<ServiceEvent> = { words, ...known.told };
  const reason = reasonOf(words, isReply, recipient, known);
  if (recipient !== undefined) event.recipient = recipient;
  if (outcome === 'delay') event.outcome = 'delayed';
  if (reason !== undefined) event.reason = reason;
  if (evidence === 'mail') event.doubt = 'mail';
  else if (evidence === 'recipient' || meant.isDoubtful || isLookup || isSomebodys) event.doubt = 'recipient';
  return event;
}

function reasonOf(
  words: string,
  isReply: boolean,
  recipient: string | undefined,
  { outcome, reason }: Known,
): ServiceEvent['reason'] {
  const told = isReply ? undefined : reasonInWords(words, recipient);
  if (told !== undefined) return told;
  if (outcome === 'trouble') return 'service';
  return words === '' ? reason : undefined;
}

/** Amazon SNS and others put the event into a string. */
function enclosedIn(named: Named): readonly (readonly [string, Json])[] {
  const text = named.get('message') ?? named.get('payload');
  const inner = typeof text === 'string' && /^\s{0,20}[{[]/.test(text) ? parse(text) : undefined;
  return inner === undefined ? [] : [['', inner]];
}

/** Two words at least: 'bounce' and 'hard' name an outcome, not an answer. */
const wordsOf = (named: Named, names: readonly string[]): Words | undefined =>
  named.first(names, (value, field) =>
    typeof value === 'string' && value.length <= MAX_WORDS && /\S\s+\S/.test(value)
      ? { text: value.trim(), field }
      : undefined,
  );
