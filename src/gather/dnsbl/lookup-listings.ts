/**
 * Asks DNS lists about addresses and domains (RFC 5782): the lists that the reply names first, then those that matter
 * everywhere.
 *
 * "Listed" is believed only after the list's negative test entry proved not to be listed (RFC 5782 §5): dead lists and
 * redirecting resolvers list the whole world. A refusal, a time-out, a missing key is 'not-checked', never 'not-listed'.
 * The resolver's cache remembers the test entry for as long as the operator allows.
 */
import { type Clock, instantOf } from '../../base/clock.ts';
import { isPublicIp } from '../../base/ip.ts';
import type { ListingAnswer, ListingFacts } from '../../findings/evidence.ts';
import type { DnsSource, Observed } from '../../findings/observed.ts';
import type { Resolver } from '../dns/types.ts';
import type { ClosedList, DnsblData, DnsList } from './list-data.ts';
import {
  addressesOf,
  holds,
  type ListSubject,
  listSubject,
  negativeTest,
  subjectLabels,
  zoneToAsk,
} from './list-question.ts';
import { type NamedList, zoneNamedIn } from './named-lists.ts';
import { readCodes } from './read-codes.ts';
import { wayOff } from './way-off.ts';
import { sourceWithoutKey } from './without-key.ts';

export interface ListingOptions {
  /** Zone → key, for lists asked with one. A key never shows in the evidence. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Lists that the text does not name are asked up to this tier; default 1. */
  readonly maxTier?: number;
  /** Questions, without self-tests; default 6. */
  readonly maxQuestions?: number;
  /** Ask a list that answered 'listed' for its reason, too (one TXT question); default false. */
  readonly withReasons?: boolean;
  readonly signal?: AbortSignal;
}

interface Question {
  readonly list: DnsList;
  readonly subject: ListSubject;
  readonly zone: string;
  /** The text names it: then a listing is likely. */
  readonly isNamed: boolean;
}

interface Asked {
  readonly answer: ListingAnswer;
  readonly sources: readonly DnsSource[];
  /** The code of the problem that kept the list from being asked. */
  readonly problem?: string;
}

/** Subjects of one call, with those that the text adds. */
const maxSubjects = 4;

/**
 * Never throws for what DNS does. 'present' with an answer for each list and subject; 'unknown' where no list could be
 * asked at all ('offline', 'budget', 'aborted'), or none holds such subjects ('not-asked').
 */
export async function lookupListings(
  subjects: readonly ListSubject[],
  text: string,
  data: DnsblData,
  resolver: Resolver,
  clock: Clock,
  options: ListingOptions = {},
): Promise<Observed<ListingFacts>> {
  const named = zoneNamedIn(text, data);
  const wanted = allSubjects(subjects, named.lists);
  const questions: Question[] = [];
  const answers: ListingAnswer[] = [];
  const first = wanted[0];
  if (first !== undefined) {
    answers.push(...named.closed.map((closed) => closedAnswer(closed, first)));
    const plan = orderedLists(named.lists, data, options.maxTier ?? 1);
    for (const { list, isNamed } of plan) {
      for (const subject of wanted.filter((candidate) => holds(list, candidate))) {
        const zone = zoneToAsk(list, options.keys ?? {});
        if (zone !== undefined) questions.push({ list, subject, zone, isNamed });
        else if (isNamed)
          answers.push(notChecked({ list, subject, isNamed }, 'the list can be asked with a key only'));
      }
    }
  }
  const max = options.maxQuestions ?? 6;
  const asked = await Promise.all(
    questions.slice(0, max).map((question) => askList(question, resolver, options)),
  );
  return gathered(answers, asked, clock);
}

/** Those given, and what the text itself says is listed. */
function allSubjects(subjects: readonly ListSubject[], named: readonly NamedList[]): readonly ListSubject[] {
  const kinds = new Set(subjects.map(({ kind }) => kind));
  const told = named.flatMap(({ subject }) => {
    if (subject === undefined) return [];
    const kind = isPublicIp(subject) ? 'ip' : 'domain';
    return kinds.has(kind) ? [{ kind, name: subject } as const] : [];
  });
  const found = new Map<string, ListSubject>();
  for (const candidate of [...subjects, ...told]) {
    const subject = listSubject(candidate);
    if (subject !== undefined && found.size < maxSubjects) found.set(subject.name, subject);
  }
  return [...found.values()];
}

function orderedLists(
  named: readonly NamedList[],
  data: DnsblData,
  maxTier: number,
): readonly { readonly list: DnsList; readonly isNamed: boolean }[] {
  const first = named.map(({ list }) => ({ list, isNamed: true }));
  const zones = new Set(first.map(({ list }) => list.zone));
  const rest = data.lists.filter(({ zone, tier }) => tier <= maxTier && !zones.has(zone));
  return [...first, ...rest.map((list) => ({ list, isNamed: false }))];
}

async function askList(question: Question, resolver: Resolver, options: ListingOptions): Promise<Asked> {
  const { list, subject, zone, isNamed } = question;
  const asking = resolver.lookup(`${subjectLabels(subject.name)}.${zone}`, 'A', options.signal);
  // Before other gatherers have used up the budget of questions.
  const early = isNamed ? selfTest(question, resolver, options) : undefined;
  const found = await asking;
  const lookup = withoutKey(found.from as DnsSource, list, options);
  const sources = [lookup];
  if (found.state === 'absent') return { answer: { ...blank(question), lookup }, sources };
  if (found.state === 'unknown') {
    const answer = { ...notChecked(question, found.why.code), lookup };
    return { answer, sources, problem: found.why.code };
  }
  const reading = readCodes(list, addressesOf(found));
  if (reading.state === 'not-checked') {
    return { answer: { ...notChecked(question, reading.why, `list-${reading.problem}`), lookup }, sources };
  }
  if (reading.state === 'not-listed') return { answer: { ...blank(question), lookup }, sources };
  const test = await (early ?? selfTest(question, resolver, options));
  sources.push(withoutKey(test.source, list, options));
  if (test.why !== undefined) {
    return { answer: { ...notChecked(question, test.why, test.problem), lookup }, sources };
  }
  const reason = options.withReasons === true ? await reasonOf(question, resolver, options) : undefined;
  if (reason !== undefined) sources.push(withoutKey(reason.source, list, options));
  const { url } = list.delist;
  const way = wayOff(
    list,
    reading.codes.map(({ code }) => code),
  );
  const answer: ListingAnswer = {
    ...blank(question),
    ...reading,
    lookup,
    ...(url !== undefined && { delistUrl: url }),
    ...(way !== 'request' && way !== 'unknown' && { takesRequests: false }),
    ...(reason?.text !== undefined && { reason: reason.text }),
  };
  return { answer, sources };
}

/** RFC 5782 §5: a list that holds its negative test entry holds everything. */
async function selfTest(
  { list, subject, zone }: Question,
  resolver: Resolver,
  options: ListingOptions,
): Promise<{ readonly why?: string; readonly problem?: string; readonly source: DnsSource }> {
  const entry = negativeTest(list, subject);
  const found = await resolver.lookup(`${subjectLabels(entry)}.${zone}`, 'A', options.signal);
  const source = found.from as DnsSource;
  if (found.state === 'absent') return { source };
  if (found.state === 'unknown') {
    return {
      why: `the list's self-test could not be made (${found.why.code})`,
      problem: 'list-untested',
      source,
    };
  }
  // Lists that also speak well of hosts may know the test entry; what they must not do is list it.
  if (readCodes(list, addressesOf(found)).state === 'not-listed') return { source };
  return {
    why: `the list failed its self-test: it lists ${entry} (RFC 5782 section 5)`,
    problem: 'list-broken',
    source,
  };
}

/** RFC 5782 §2.1: TXT may say why; the words are the operator's. */
async function reasonOf(
  { subject, zone }: Question,
  resolver: Resolver,
  options: ListingOptions,
): Promise<{ readonly text?: string; readonly source: DnsSource }> {
  const found = await resolver.lookup(`${subjectLabels(subject.name)}.${zone}`, 'TXT', options.signal);
  const texts = found.state === 'present' ? found.value.records : [];
  const text = texts
    .flatMap((record) => (record.type === 'TXT' ? [record.text] : []))
    .join(' ')
    .slice(0, 512);
  return { source: found.from as DnsSource, ...(text !== '' && { text }) };
}

/** A key is a secret: evidence is mailed around. */
function withoutKey(source: DnsSource, { zone }: DnsList, { keys }: ListingOptions): DnsSource {
  return sourceWithoutKey(source, keys?.[zone]);
}

type AboutList = Pick<Question, 'list' | 'subject' | 'isNamed'>;

function blank({ list, subject, isNamed }: AboutList): ListingAnswer {
  const { zone, operator, policyCodes } = list;
  return {
    subject: subject.name,
    zone,
    operator,
    state: 'not-listed',
    codes: [],
    isPolicyListing: false,
    isNamed,
    ...(policyCodes.length > 0 && { holdsPolicyRanges: true }),
  };
}

function notChecked(question: AboutList, why: string, problem?: string): ListingAnswer {
  return { ...blank(question), state: 'not-checked', why, ...(problem !== undefined && { problem }) };
}

function closedAnswer({ zone, since, state }: ClosedList, subject: ListSubject): ListingAnswer {
  const why = `the list is not to be asked: ${state}${since === undefined ? '' : ` (${since})`}`;
  const base = { subject: subject.name, zone, operator: zone, codes: [], isPolicyListing: false };
  return { ...base, state: 'not-checked', isNamed: true, why, problem: 'list-closed' };
}

const notAsked = new Set(['offline', 'budget', 'aborted']);

function gathered(
  answers: readonly ListingAnswer[],
  asked: readonly Asked[],
  clock: Clock,
): Observed<ListingFacts> {
  const seenAt = instantOf(clock.nowMs());
  const lookups = asked.flatMap(({ sources }) => sources);
  const from = { kind: 'computed', method: 'DNS lists (RFC 5782)', lookups } as const;
  const problems = asked.map(({ problem }) => problem ?? '');
  const [first] = problems;
  if (answers.length === 0 && first !== undefined && problems.every((problem) => notAsked.has(problem))) {
    return {
      state: 'unknown',
      why: { code: first, message: `No DNS list was asked (${first}).` },
      seenAt,
      from,
    };
  }
  const all = [...answers, ...asked.map(({ answer }) => answer)];
  if (all.length === 0) {
    const why = { code: 'not-asked', message: 'No DNS list that is known holds such an address or domain.' };
    return { state: 'unknown', why, seenAt, from };
  }
  return { state: 'present', value: { answers: all }, seenAt, from };
}
