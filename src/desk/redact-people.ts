/** Who is named in a report: in the document's own places for it, and in what was pasted, where that was kept. */

import type { JsonObject, JsonValue } from '../base/json.ts';
import { withoutMarks } from '../base/marks.ts';
import { namesOfAddress, wordsOfAddress } from '../explain/say/withhold-addresses-names.ts';
import { plainSpelling } from '../explain/say/withhold-addresses-plain.ts';
import { addressesIn, unknownWords } from '../explain/say/withhold-addresses-unknown.ts';
import type { Report } from '../store/reports/types.ts';
import { domainOf, parseMailboxList } from '../wire/address/index.ts';
import { listIn, objectIn, textIn } from './redact-layout.ts';
import { ADDRESS, IP } from './redact-patterns.ts';

export interface Known {
  /** Local parts and what else stands for a person, small letters. */
  readonly names: Set<string>;
  /** Names beside addresses, their words, and words of a refusal that no refusal uses: they stay in hosts. */
  readonly displayNames: Set<string>;
  /** Whole addresses, small letters. */
  readonly addresses: Set<string>;
  /** Hosts and domains that the document names in their own place. */
  readonly hosts: Set<string>;
  /** Addresses and IPs that answers of DNS hold. */
  readonly inDns: Set<string>;
  /** Names of files, in the order of the document. */
  readonly files: Set<string>;
}

const MAX_NAMES = 20_000;
const MAX_INPUT = 1024 * 1024;
const MAX_BOXES = 5000;
const MAX_ADDRESS = 600;

/** Everybody and everything that the report names. */
export function peopleOf({ document, input }: Report): Known {
  const known: Known = {
    names: new Set(),
    displayNames: new Set(),
    addresses: new Set(),
    hosts: new Set(),
    inDns: new Set(),
    files: new Set(),
  };
  const explanations = listIn(document.explanations);
  for (const one of explanations) addRefusal(objectIn(one), known);
  for (const one of [document, ...listIn(document.reports), ...explanations]) {
    const object = objectIn(one);
    for (const name of [object.source, objectIn(object.message).name])
      if (typeof name === 'string') known.files.add(name);
  }
  for (const one of listIn(objectIn(document.variants).rows)) {
    const { name } = objectIn(one);
    if (typeof name === 'string') known.files.add(name);
  }
  // What is audited are domains: reports and names of hosts name nobody there.
  const isOfPeople = document.schema !== 'waypost/audit/1' && document.schema !== 'waypost/audit-list/1';
  if (input !== undefined && isOfPeople)
    addInput(withoutMarks(Buffer.from(input).subarray(0, MAX_INPUT).toString('utf8')), known);
  addPublic(document, known.inDns);
  return known;
}

/** An address with the names in it; a name without '@' is one as well. */
function addAddress(written: string, known: Known): void {
  if (known.names.size >= MAX_NAMES || written === '') return;
  for (const name of namesOfAddress(written)) known.names.add(name);
  const address = written
    .slice(-MAX_ADDRESS)
    .match(/[^\s<>]+/g)
    ?.find((one) => one.includes('@'))
    ?.toLowerCase();
  if (address === undefined) return;
  known.addresses.add(address);
  const domain = domainOf(address);
  if (domain !== undefined) known.hosts.add(domain.toLowerCase());
}

function addRefusal(explanation: JsonObject, known: Known): void {
  const verdict = objectIn(explanation.verdict);
  const reply = objectIn(verdict.reply);
  for (const host of [reply.speakerHost, reply.reportingHost, reply.helo, objectIn(verdict.namedList).zone])
    if (typeof host === 'string' && /^[^@\s]+\.[^@\s]+$/.test(host)) known.hosts.add(host.toLowerCase());
  const { login } = objectIn(verdict.turnedAway);
  // 'CORP\clerk': whole and without its domain.
  if (typeof login === 'string' && login !== '')
    for (const name of [login, login.slice(login.lastIndexOf('\\') + 1)])
      if (known.names.size < MAX_NAMES && name !== '') known.names.add(name.toLowerCase());
  for (const one of [reply.recipient, reply.expandedFrom, login, ...listIn(explanation.recipients)])
    if (typeof one === 'string') {
      addAddress(one, known);
      addNames(wordsOfAddress(one), known);
    }
  if (typeof reply.sender === 'string') addAddress(reply.sender, known);
  if (typeof reply.headerFrom === 'string' && reply.headerFrom.includes('@'))
    addBoxes(reply.headerFrom, known);
  const text = plainSpelling(textIn(reply.text));
  for (const address of addressesIn(text)) addAddress(address, known);
  addNames(
    unknownWords(text, known.hosts).filter((word) => word.length > 2),
    known,
  );
}

/** Words that may be a name: hosts that are called so stay. */
function addNames(words: readonly string[], { displayNames }: Known): void {
  for (const word of words)
    if (displayNames.size < MAX_NAMES && word !== '') displayNames.add(word.toLowerCase());
}

/** A field of addresses: also who they belong to. */
function addBoxes(field: string, known: Known): void {
  for (const { name, address } of parseMailboxList(field, MAX_BOXES)) {
    addAddress(address, known);
    addNames([name, ...(name.match(/[\p{L}\p{N}]{3,}/gu) ?? [])], known);
  }
}

const FIELD =
  /^(?:(?:resent-)?(?:from|to|cc|bcc|sender)|reply-to|delivered-to|x-original-to|envelope-to|return-path|(?:final|original)-recipient|disposition-notification-to|errors-to|x-failed-recipients):/i;
const MAX_FIELDS = 5000;

/** Fields of headers wherever they stand at the beginning of a line, and every address. */
function addInput(text: string, known: Known): void {
  let field = '';
  let fields = 0;
  const end = (): void => {
    if (field === '') return;
    addBoxes(field.replace(/^(?:rfc822|utf-8)\s*;/i, ''), known);
    field = '';
  };
  for (const line of text.split(/\r?\n/)) {
    if (field !== '' && /^[ \t]/.test(line)) {
      field += line;
      continue;
    }
    end();
    const name = FIELD.exec(line)?.[0];
    if (name === undefined || fields >= MAX_FIELDS) continue;
    fields += 1;
    // An empty line after it ends it as well.
    field = `${line.slice(name.length)} `.trimStart();
  }
  end();
  for (const address of addressesIn(text, MAX_BOXES)) addAddress(address, known);
}

/** Addresses that stand in DNS and are kept. */
const MAX_PUBLIC = 1000;

/** Addresses and IPs in answers of DNS and in records to publish: what DNS shows is nobody's secret. */
function addPublic(value: JsonValue | undefined, known: Set<string>): void {
  if (known.size >= MAX_PUBLIC || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) addPublic(one, known);
    return;
  }
  const object = value as JsonObject;
  if (object.kind === 'dns')
    for (const text of [object.answer, object.value, object.replaces].flat()) {
      if (typeof text !== 'string') continue;
      for (const [address] of text.matchAll(ADDRESS)) known.add(address.toLowerCase());
      for (const [ip] of text.matchAll(IP)) known.add(ip);
    }
  for (const member of Object.values(object)) addPublic(member, known);
}
