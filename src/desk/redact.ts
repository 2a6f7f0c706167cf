/**
 * A report for whoever has its link: without the local parts of addresses and the names that stand for them, without private
 * addresses of the network inside, without paths of files. Domains, public addresses of servers, and what anybody reads in DNS
 * stay: without them nobody could mend anything. What was pasted is not shown at all.
 */
import { canonicalIp, isPublicIp } from '../base/ip.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import { withholdAddresses, withholdRecipients } from '../explain/say/withhold-addresses.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Report } from '../store/reports/types.ts';

type Hide = (text: string) => string;

/** Addresses that stand in DNS and are kept. */
const MAX_PUBLIC = 1000;
/** Replies whose names are looked for in the summary. */
const MAX_REPLIES = 20;

/** The report without what is nobody else's; options and input are left out. */
export function redactReport(report: Report): Report {
  const { input: _, document, ...rest } = report;
  const hide = hiderOf(report);
  return {
    ...rest,
    about: hide(report.about),
    headline: hide(report.headline),
    turn: hide(report.turn),
    options: {},
    document: redactDocument(report.kind, document),
  };
}

function redactDocument(kind: Report['kind'], document: JsonObject): JsonObject {
  const shorten = hideFolders(document);
  const of = (value: JsonValue, hide: Hide): JsonValue => mapped(value, (text) => hide(shorten(text)));
  if (kind !== 'explain') return objectOf(of(document, hideAround(document)));
  const { explanations, ...rest } = document;
  return {
    ...objectOf(of(rest, hidePlain())),
    ...(Array.isArray(explanations) && {
      explanations: explanations.map((one) => of(one, hideRefusal(replyOf(one)))),
    }),
  };
}

/** For the summary: whatever any of the replies names. */
function hiderOf({ kind, document }: Report): Hide {
  const shorten = hideFolders(document);
  if (kind !== 'explain') {
    const hide = hideAround(document);
    return (text) => hide(shorten(text));
  }
  const hiders = objectsIn(document.explanations)
    .slice(0, MAX_REPLIES)
    .map((one) => hideRefusal(replyOf(one)));
  return (text) => hiders.reduce((hidden, hide) => hide(hidden), hidePlain()(shorten(text)));
}

const objectOf = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** The reply of an explanation: whose names are to be hidden. */
function replyOf(explanation: JsonValue): ReplyFacts {
  const reply = objectOf(objectOf(objectOf(explanation).verdict).reply);
  const texts = Object.entries(reply).filter(([, value]) => typeof value === 'string');
  return { text: '', ...Object.fromEntries(texts) } as ReplyFacts;
}

const hideRefusal =
  (reply: ReplyFacts): Hide =>
  (text) =>
    hidePrivate(withholdRecipients(text, reply), nothing);

const nothing: ReadonlySet<string> = new Set();

const hidePlain = (): Hide => (text) => hidePrivate(withholdAddresses(text), nothing);

/** What DNS shows is nobody's secret; a Message-ID only looks like an address. */
function hideAround(document: JsonObject): Hide {
  const known = new Set<string>();
  gatherPublic(document, known);
  return (text) => {
    const isClean = !text.includes('@') && !text.includes('%40');
    return hidePrivate(isClean ? text : keeping(text, known, withholdAddresses), known);
  };
}

/** Hides what stands between the addresses that are kept. */
function keeping(text: string, known: ReadonlySet<string>, hide: Hide): string {
  let result = '';
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (!known.has(match[0].toLowerCase())) continue;
    result += `${hide(text.slice(done, match.index))}${match[0]}`;
    done = match.index + match[0].length;
  }
  return result + hide(text.slice(done));
}

const ADDRESS = /[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]/g;

/** Addresses in answers of DNS and in records to publish; Message-IDs of the messages that a check is about. */
function gatherPublic(value: JsonValue | undefined, known: Set<string>): void {
  if (known.size >= MAX_PUBLIC || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) gatherPublic(one, known);
    return;
  }
  const object = value as JsonObject;
  const isDns = object.kind === 'dns';
  const isMessage = object.schema === 'waypost/check/1';
  const shown = isDns
    ? [object.answer, object.value, object.replaces]
    : isMessage
      ? [objectOf(object.message).subject]
      : [];
  for (const text of shown.flat()) {
    if (typeof text !== 'string') continue;
    for (const [address] of text.matchAll(ADDRESS)) known.add(address.toLowerCase());
    if (isDns) for (const [ip] of text.matchAll(IP)) known.add(ip);
  }
  for (const member of Object.values(object)) gatherPublic(member, known);
}

const IP =
  /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)|(?<![\w.:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:]|\.\d)/gi;

/** An address of the network inside means nothing to others, and tells of it. */
function hidePrivate(text: string, known: ReadonlySet<string>): string {
  return text.replace(IP, (found) => {
    const ip = canonicalIp(found);
    return ip === undefined || isPublicIp(ip) || isCode(ip) || known.has(found) ? found : '***';
  });
}

/** What DNS lists answer, and what stands for no address. */
const isCode = (ip: string): boolean => /^(?:127|0)\.|^::1?$/.test(ip);

/** Every text and every name in it. */
function mapped(value: JsonValue, hide: Hide): JsonValue {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, hide));
  return Object.fromEntries(
    Object.entries(value as JsonObject).flatMap(([key, member]) =>
      member === undefined ? [] : [[hide(key), mapped(member, hide)]],
    ),
  );
}

const MAX_PATHS = 200;

/** Of files of whoever asked the names stay, their folders do not, wherever they are told. */
function hideFolders(document: JsonObject): Hide {
  const named = [document, ...objectsIn(document.explanations), ...objectsIn(document.reports)].flatMap(
    ({ source, message }) => [source, objectOf(message).name],
  );
  const paths = [...new Set(named)]
    .filter((path): path is string => typeof path === 'string' && /[\\/]/.test(path))
    .slice(0, MAX_PATHS)
    // The longest first: one may begin with another.
    .toSorted((a, b) => b.length - a.length);
  return (text) =>
    paths.reduce(
      (shown, path) =>
        shown.includes(path) ? shown.replaceAll(path, path.split(/[\\/]/).at(-1) ?? '') : shown,
      text,
    );
}

const objectsIn = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(objectOf) : [];
