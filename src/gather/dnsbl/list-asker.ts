/**
 * Asks every live list about the addresses and names of an audit (RFC 5782). A zone's self-test is made once for a run and
 * before anything that it says is believed, "not listed" too; a zone that fails it is asked nothing more. Dead and
 * doubtful zones are in no list of the data, so nothing is ever asked below them.
 *
 * One asker serves one run: it remembers self-tests for good, and answers as long as the resolver's cache does.
 */
import type { Clock } from '../../base/clock.ts';
import type {
  AuditListAnswer,
  AuditListings,
  ListedSubject,
  ListProblem,
} from '../../findings/facts/listings.ts';
import type { DnsSource, Observed } from '../../findings/observed.ts';
import type { DnsObservation, DnsType, Resolver } from '../dns/types.ts';
import { present, unknown } from '../shelf.ts';
import type { DnsblData, DnsList } from './list-data.ts';
import {
  addressesOf,
  holdsForAudit,
  informs,
  listSubject,
  subjectLabels,
  zoneToAsk,
} from './list-question.ts';
import { readCodes } from './read-codes.ts';
import { familyOf, problemOf, type SelfTest, selfTest } from './self-test.ts';
import { weighListing } from './weigh-listing.ts';
import { sourceWithoutKey, textWithoutKey } from './without-key.ts';
import { createZoneTurns, type TurnLimits } from './zone-turns.ts';

export interface ListAskerOptions extends TurnLimits {
  /** Zone → key, for lists asked with one. A key never shows in the evidence. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Addresses and registered domains of one question; 32 where it is not said. */
  readonly maxSubjects?: number;
}

/** Asks about subjects whose names are as they were found. Never throws for what DNS does. */
export type ListAsker = (
  subjects: readonly ListedSubject[],
  signal?: AbortSignal,
) => Promise<Observed<AuditListings>>;

/** Subjects of one audit. */
const MAX_SUBJECTS = 32;

interface Question {
  readonly list: DnsList;
  readonly subject: ListedSubject;
  readonly zone: string;
  readonly key: string | undefined;
}

interface Asked {
  readonly answer: AuditListAnswer;
  readonly sources: readonly DnsSource[];
  /** Why our own side did not ask: 'offline', 'aborted'. */
  readonly unasked?: string;
}

/** A list of marks or of good senders informs, however widely it is used. */
const informingTier = 4;

const ownProblems: ReadonlySet<string> = new Set(['offline', 'aborted']);

/** Opens an asker for one run. */
export function createListAsker(
  data: DnsblData,
  resolver: Resolver,
  clock: Clock,
  options: ListAskerOptions = {},
): ListAsker {
  const turns = createZoneTurns(clock, options);
  const keys = options.keys ?? {};
  const tests = new Map<string, Promise<SelfTest>>();

  const tested = ({ list, subject, zone }: Question, signal: AbortSignal | undefined): Promise<SelfTest> => {
    const family = familyOf(subject);
    const id = `${zone} ${family}`;
    const before = tests.get(id);
    if (before !== undefined) return before;
    // Where the operator counts the questions of a second, those of the self-test count.
    const paced: Resolver = { lookup: (name, type) => lookup(list, zone, name, type, signal) };
    const test = selfTest(list, zone, family, list.maxPerSecond === undefined ? resolver : paced, signal);
    tests.set(id, test);
    // What was not asked for lack of time may be asked for the next subject.
    void test.then(({ problem }) => problem?.code === 'over-limit' && tests.delete(id));
    return test;
  };

  /** What the cache holds costs nobody anything. */
  const lookup = async (
    list: DnsList,
    zone: string,
    name: string,
    type: DnsType,
    signal: AbortSignal | undefined,
  ): Promise<DnsObservation> => {
    const cached = resolver.recall?.(name, type);
    if (cached !== undefined) return cached;
    // Questions a second are those to all zones of the operator.
    const turn = list.maxPerSecond === undefined ? zone : list.operator;
    const found = await turns.run(turn, list.maxPerSecond, () => resolver.lookup(name, type, signal));
    return found ?? overLimit(name, type, clock);
  };

  const askOne = async (question: Question, signal: AbortSignal | undefined): Promise<Asked> => {
    const { list, subject, zone, key } = question;
    const test = await tested(question, signal);
    const sources = test.sources.map((source) => sourceWithoutKey(source, key));
    if (test.problem !== undefined)
      return { ...failedBy(question, test.problem), sources, ...ownProblem(test.problem) };
    const name = `${subjectLabels(subject.name)}.${zone}`;
    const found = await lookup(list, zone, name, 'A', signal);
    sources.unshift(sourceWithoutKey(found.from as DnsSource, key));
    const problem = problemOf(list, found);
    if (problem !== undefined) return { ...failedBy(question, problem), sources, ...ownProblem(problem) };
    const reading = found.state === 'present' ? readCodes(list, addressesOf(found)) : undefined;
    if (reading?.state === 'listed' && !informs(list)) {
      const { tier, details } = weighListing(list, reading.codes, reading.isPolicyListing);
      const reason = list.hasReasons ? await lookup(list, zone, name, 'TXT', signal) : undefined;
      if (reason !== undefined) sources.splice(1, 0, sourceWithoutKey(reason.from as DnsSource, key));
      const text = textWithoutKey(textsOf(reason), key);
      const listing = { ...details, ...(text !== '' && { reason: text }) };
      return { answer: { ...blank(question), state: 'listed', tier, listing }, sources };
    }
    const said = reading === undefined || reading.state === 'not-checked' ? [] : marksOf(reading);
    if (said.length > 0) {
      const { details } = weighListing(list, said, false);
      return { answer: { ...blank(question), state: 'informs', listing: details }, sources };
    }
    if (test.isUnproven) return { ...failedBy(question, { code: 'no-test-entry' }), sources };
    return { answer: blank(question), sources };
  };

  return async (given, signal) => {
    const subjects = askable(given, options.maxSubjects ?? MAX_SUBJECTS);
    const questions: Question[] = [];
    const answers: AuditListAnswer[] = [];
    for (const list of data.lists) {
      for (const subject of subjects.filter((one) => holdsForAudit(list, one))) {
        const zone = zoneToAsk(list, keys);
        const question = {
          list,
          subject,
          zone: zone ?? list.zone,
          key: zone === list.zone ? undefined : keys[list.zone],
        };
        if (zone !== undefined) questions.push(question);
        else answers.push(failedBy(question, { code: 'needs-key' }).answer);
      }
    }
    const asked = await Promise.all(questions.map((question) => askOne(question, signal)));
    return gathered(subjects, answers, asked, clock);
  };
}

function overLimit(name: string, type: DnsType, clock: Clock): DnsObservation {
  const from = { kind: 'dns', question: `${name}. ${type}`, server: '', elapsedMs: 0 } as const;
  return unknown({ code: 'budget', message: 'Not asked: the limit of the list was reached.' }, clock, from);
}

/** What was over a limit has no server that answered. */
const isAsked = ({ server }: DnsSource): boolean => server !== '';

/** Each address and registered domain once, with every place where it stands. */
function askable(given: readonly ListedSubject[], maxSubjects: number): readonly ListedSubject[] {
  const found = new Map<string, ListedSubject>();
  for (const one of given) {
    const subject = listSubject(one);
    if (subject === undefined) continue;
    const before = found.get(subject.name);
    if (before === undefined && found.size >= maxSubjects) continue;
    const roles = [...new Set([...(before?.roles ?? []), ...one.roles])];
    found.set(subject.name, { ...subject, roles });
  }
  return [...found.values()];
}

function blank({ list, subject, zone, key }: Question): AuditListAnswer {
  const { operator } = list;
  return {
    subject: subject.name,
    kind: subject.kind,
    zone: list.zone,
    operator,
    tier: informs(list) ? informingTier : list.tier,
    state: 'not-listed',
    ...(key === undefined && { question: `${subjectLabels(subject.name)}.${zone}` }),
  };
}

function failedBy(question: Question, problem: ListProblem): { readonly answer: AuditListAnswer } {
  const { keyUrl, registerUrl } = question.list;
  const more = {
    ...(question.key !== undefined && { isKeyed: true as const }),
    ...(keyUrl !== undefined && { keyUrl }),
    ...(registerUrl !== undefined && { registerUrl }),
  };
  return { answer: { ...blank(question), state: 'not-checked', problem: { ...problem, ...more } } };
}

const ownProblem = ({ answer }: Pick<ListProblem, 'answer'>): Pick<Asked, 'unasked'> =>
  answer !== undefined && ownProblems.has(answer) ? { unasked: answer } : {};

/** Scores and good marks; a bit that nobody explains says nothing. */
function marksOf(reading: Exclude<ReturnType<typeof readCodes>, { state: 'not-checked' }>) {
  const codes = reading.state === 'listed' ? reading.codes : reading.informs;
  return codes.filter(({ meaning }) => meaning !== '');
}

/** RFC 5782 §2.1: TXT may say why; the words are the operator's. */
function textsOf(found: DnsObservation | undefined): string {
  const records = found?.state === 'present' ? found.value.records : [];
  return records
    .flatMap((record) => (record.type === 'TXT' ? [record.text] : []))
    .join(' ')
    .slice(0, 512);
}

function gathered(
  subjects: readonly ListedSubject[],
  answers: readonly AuditListAnswer[],
  asked: readonly Asked[],
  clock: Clock,
): Observed<AuditListings> {
  // What listings rest on comes first: a reader is shown the first look-ups only.
  const order = asked.toSorted(
    (a, b) => Number(b.answer.state === 'listed') - Number(a.answer.state === 'listed'),
  );
  const lookups = [
    ...new Map(
      order.flatMap(({ sources }) => sources.filter(isAsked)).map((one) => [one.question, one]),
    ).values(),
  ];
  const from = { kind: 'computed', method: 'DNS lists (RFC 5782)', lookups } as const;
  const unasked = asked[0]?.unasked;
  if (unasked !== undefined && asked.every((one) => one.unasked !== undefined))
    return unknown({ code: unasked, message: `No DNS list was asked (${unasked}).` }, clock, from);
  if (asked.length + answers.length === 0) {
    const message = 'There is no address or domain that DNS lists could hold.';
    return unknown({ code: 'not-asked', message }, clock, from);
  }
  return present({ subjects, answers: [...answers, ...asked.map(({ answer }) => answer)] }, clock, from);
}
