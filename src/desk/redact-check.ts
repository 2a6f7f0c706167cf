/** What of a checked message may be shown (docs/check-json.md): what is wrong and where, not what it says and to whom. */
import type { JsonObject, JsonValue } from '../base/json.ts';
import {
  flag,
  type Layout,
  listIn,
  listOf,
  members,
  number,
  objectIn,
  textIn,
  textOf,
  token,
} from './redact-layout.ts';
import { citation, fix, own, subject } from './redact-parts.ts';
import { fieldName, markupName, redactSnippet } from './redact-snippet.ts';
import type { Hiding } from './redact-texts.ts';

const file = textOf('file');
const range = members({ start: number, end: number });
const rule = members({ engine: token, rule: token, weight: number });
const also = members({ check: token, message: token, outcome: token, class: token });

const place: Layout = (value, hide) => {
  const { header, snippet } = objectIn(value);
  const shown = objectIn(
    members({ part: token, file, line: number, column: number, raw: range, decoded: range })(value, hide),
  );
  return {
    ...shown,
    ...(typeof header === 'string' && { header: fieldName(header) }),
    snippet: redactSnippet(textIn(snippet), header !== undefined, hide.link),
  };
};

const finding = members({
  check: token,
  message: token,
  subject,
  outcome: token,
  class: token,
  receivers: listOf(token),
  confidence: number,
  place,
  engineRules: listOf(rule),
  sources: listOf(citation),
  also: listOf(also),
  fixes: listOf(fix),
});

const spoken = members({
  check: token,
  message: token,
  mark: token,
  consequence: token,
  word: own,
  label: own,
  detail: own,
  where: own,
  reply: own,
  replyLabel: own,
  todo: own,
  also: listOf(own),
  rules: listOf(own),
  sources: listOf(citation),
  isFixable: flag,
  whyNotFixed: own,
  place,
});

/** Arguments of the texts that are no words of the message: ids, codes, hosts, names of what the check knows. */
const TOLD: ReadonlySet<string> = new Set(
  (
    'charset code declared domain encoding engine extension feature from host id imitated kind kinds language marks missing names ' +
    'parts rule rules scripts sender service sign signs suffix syntax to type updated wanted why problem allowed client clients day ' +
    'scheme selector result policy limit zone list operator ip ips record question server'
  ).split(' '),
);
/** Names of markup or of header fields, where they are known ones. */
const NAMES: Readonly<Record<string, (name: string) => string>> = {
  attribute: markupName,
  tag: markupName,
  what: markupName,
  header: fieldName,
};

type Swap = readonly [from: string, to: string];

/** What others wrote into the arguments, and what stands for it. */
function swapsOf(data: JsonValue | undefined, hide: Hiding, swaps: Swap[] = [], key = ''): readonly Swap[] {
  if (typeof data === 'string') {
    const named = NAMES[key];
    const to = named !== undefined ? named(data) : TOLD.has(key) ? data : hide.link(data);
    if (data !== '' && to !== data) swaps.push([data, to]);
  } else if (Array.isArray(data)) for (const one of data) swapsOf(one, hide, swaps, key);
  else for (const [name, value] of Object.entries(objectIn(data))) swapsOf(value, hide, swaps, name);
  return swaps;
}

/** Our own words without these: the longest first, so that none leaves a piece of another. */
export function withoutMessage(hide: Hiding, swaps: readonly Swap[]): Hiding {
  const sorted = swaps.toSorted(([a], [b]) => b.length - a.length);
  return { ...hide, own: (text) => piecesWithout(text, sorted, hide.own) };
}

function piecesWithout(
  text: string,
  [swap, ...rest]: readonly Swap[],
  own: (text: string) => string,
): string {
  if (swap === undefined) return own(text);
  const [from, to] = swap;
  if (!text.includes(from)) return piecesWithout(text, rest, own);
  return text
    .split(from)
    .map((piece) => (piece === '' ? '' : piecesWithout(piece, rest, own)))
    .join(to);
}

/** Findings in words beside those that they say; where they do not belong together the words are withheld. */
function spokenOf(
  words: JsonValue | undefined,
  findings: readonly JsonObject[],
  hide: Hiding,
): readonly JsonValue[] {
  const list = listIn(words);
  if (list.length !== findings.length) return [];
  return list.flatMap((one, at) => {
    const { data, place: where, also: others } = findings[at] ?? {};
    const { snippet, header, file: named } = objectIn(where);
    const shown = redactSnippet(textIn(snippet), header !== undefined, hide.link);
    const swaps: Swap[] = [
      ...swapsOf(data, hide),
      ...listIn(others).flatMap((other) => swapsOf(objectIn(other).data, hide)),
      ...[
        [textIn(snippet), shown] as const,
        [textIn(header), fieldName(textIn(header))] as const,
        [textIn(named), hide.file(textIn(named))] as const,
      ].filter(([from, to]) => from !== '' && from !== to),
    ];
    const said = spoken(one, withoutMessage(hide, swaps));
    return said === undefined
      ? []
      : [{ ...objectIn(said), snippet: textIn(objectIn(one).snippet) === '' ? '' : shown }];
  });
}

/** What a headline may hold: the name of the file, and the Message-ID or Subject. */
export const namesIn = (message: JsonObject, hide: Hiding): readonly Swap[] =>
  [
    [textIn(message.name), hide.file(textIn(message.name))] as const,
    [textIn(message.subject), subjectOf(message, hide)] as const,
  ].filter(([from, to]) => from !== '' && from !== to);

/** The Message-ID; a Subject, which stands in its place where there is none, is withheld. */
export const subjectOf = ({ subject: named, name }: JsonObject, hide: Hiding): string =>
  textIn(named) === textIn(name) ? hide.file(textIn(name)) : hide.messageId(textIn(named));

const rest = members({
  schema: token,
  language: token,
  message: members({ name: file, octets: number, profile: token }),
  findings: listOf(finding),
  leftOut: members({ failures: number, refused: number, receivers: listOf(token) }),
  ranking: members({
    points: number,
    parts: listOf(members({ check: token, message: token, points: number })),
  }),
});

export const checkLayout: Layout = (value, hide) => {
  const document = objectIn(value);
  const shown = objectIn(rest(document, hide));
  const message = objectIn(document.message);
  const findings = listIn(document.findings).map(objectIn);
  const of = (outcome: string): readonly JsonObject[] => findings.filter((one) => one.outcome === outcome);
  const calm = withoutMessage(hide, namesIn(message, hide));
  const words = objectIn(document.words);
  return {
    ...shown,
    message: { ...objectIn(shown.message), subject: subjectOf(message, hide) },
    ...(document.words !== undefined && {
      words: {
        name: hide.file(textIn(words.name)),
        headline: calm.own(textIn(words.headline)),
        counts: hide.own(textIn(words.counts)),
        failed: spokenOf(words.failed, of('fail'), hide),
        unknown: spokenOf(words.unknown, of('unknown'), hide),
        passed: spokenOf(words.passed, of('pass'), hide),
      },
    }),
  };
};

const variants = members({
  title: own,
  columns: listOf(own),
  rows: listOf(members({ name: file, counts: listOf(number) })),
  more: own,
  differencesTitle: own,
  differences: listOf(members({ word: own, label: own, where: own })),
  same: own,
});

export const checkListLayout = members({ schema: token, reports: listOf(checkLayout), variants });
