/**
 * Worlds in which no subject is listed anywhere, though much answers: refusals, wildcards, parked domains, marks, faults.
 * Every list of the data is asked in each; whatever then counts as a listing is false, and so is "not listed" where
 * nothing can be known.
 */
import type { AuditListAnswer, ListedSubject } from '../../src/findings/facts/listings.ts';
import { zoneResolver } from '../../src/gather/dns/testing.ts';
import type { DnsObservation, Resolver } from '../../src/gather/dns/types.ts';
import { createListAsker } from '../../src/gather/dnsbl/list-asker.ts';
import type { DnsblData } from '../../src/gather/dnsbl/list-data.ts';
import { subjectLabels } from '../../src/gather/dnsbl/list-question.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };

const worldSubjects: readonly ListedSubject[] = [
  { kind: 'ip', name: '192.0.2.7', roles: ['IP'] },
  { kind: 'ip', name: '2001:db8::7', roles: ['IP'] },
  { kind: 'domain', name: 'example.org', roles: ['domain'] },
];

/** A key for every list that takes one, so that none is left out. */
const worldKeys = (data: DnsblData): Readonly<Record<string, string>> =>
  Object.fromEntries(
    data.lists.filter(({ keyedZone }) => keyedZone).map(({ zone }) => [zone, 'k3yofthelab']),
  );

type Answer = readonly string[] | 'SERVFAIL' | 'TIMEOUT' | 'REFUSED' | undefined;

interface World {
  readonly name: string;
  /** True: nothing in it proves that a subject is not listed. */
  readonly isBlind: boolean;
  readonly answer: (name: string, data: DnsblData) => Answer;
}

const always = (answer: Answer) => (): Answer => answer;

/** Self-tests go well; every other name has one answer, of its own list where `codes` depends on it. */
const wellTested =
  (codes: (zone: string, data: DnsblData) => readonly string[]) =>
  (name: string, data: DnsblData): Answer => {
    const list = data.lists.find(({ zone, keyedZone }) => {
      const keyed = keyedZone?.replace('{key}.', '') ?? zone;
      return name.endsWith(`.${zone}`) || name.endsWith(`.${keyed}`);
    });
    if (list === undefined) return undefined;
    const positive = [...list.test.positive, '127.0.0.2', '::ffff:7f00:2', 'test'];
    const first = list.codes[0]?.key.split('-')[0] ?? `127.0.0.${list.bits[0]?.bit ?? 2}`;
    if (positive.some((entry) => name.startsWith(`${subjectLabels(entry)}.`)))
      return [list.listingCodes?.[0] ?? first];
    const negative = [...list.test.negative, '127.0.0.1', '::ffff:7f00:1', 'invalid'];
    if (negative.some((entry) => name.startsWith(`${subjectLabels(entry)}.`))) return undefined;
    return codes(list.zone, data);
  };

const refusals = ['127.255.255.252', '127.255.255.254', '127.255.255.255', '127.255.255.1'];

const worlds: readonly World[] = [
  ...[...refusals, '127.0.0.1', '127.0.0.255', '127.0.1.255', '127.0.2.255', '127.0.53.53'].map((code) => ({
    name: `${code} to everything`,
    isBlind: true,
    answer: always([code]),
  })),
  { name: 'lists the world', isBlind: true, answer: always(['127.0.0.2']) },
  { name: 'lists the world of domains', isBlind: true, answer: always(['127.0.1.2']) },
  { name: 'parked, or a resolver that redirects', isBlind: true, answer: always(['198.51.100.9']) },
  { name: 'a filter that answers 0.0.0.0', isBlind: true, answer: always(['0.0.0.0']) },
  { name: 'SERVFAIL', isBlind: true, answer: always('SERVFAIL') },
  { name: 'REFUSED', isBlind: true, answer: always('REFUSED') },
  { name: 'time-out', isBlind: true, answer: always('TIMEOUT') },
  { name: 'denies everything', isBlind: true, answer: always(undefined) },
  ...refusals.map((code) => ({
    name: `self-test well, then ${code}`,
    isBlind: true,
    answer: wellTested(() => [code]),
  })),
  {
    name: 'self-test well, then the refusals of the list',
    isBlind: false,
    answer: wellTested((zone, data) => {
      const list = data.lists.find((one) => one.zone === zone);
      return (list?.errors ?? []).map(({ key }) => key.split('-')[0] ?? '');
    }),
  },
  {
    name: 'self-test well, then the marks of the list',
    isBlind: false,
    answer: wellTested((zone, data) => {
      const list = data.lists.find((one) => one.zone === zone);
      const isMark = ['allow', 'allow-domain', 'ip-score'].includes(list?.kind ?? '');
      const codes = (list?.codes ?? []).map(({ key }) => key.split('-')[0] ?? '');
      return isMark ? codes : codes.filter((code) => list?.listingCodes?.includes(code) === false);
    }),
  },
  { name: 'self-test well, and nobody listed', isBlind: false, answer: wellTested(() => []) },
];

export interface WorldResult {
  readonly world: string;
  readonly isBlind: boolean;
  readonly answers: readonly AuditListAnswer[];
  readonly falseListings: readonly string[];
  /** "Not listed" though nothing was proven. */
  readonly falseClean: readonly string[];
  readonly asked: readonly string[];
}

/** Asks all lists about the subjects in every world. */
export async function askWorlds(data: DnsblData): Promise<readonly WorldResult[]> {
  return Promise.all(
    worlds.map(async ({ name, isBlind, answer }) => {
      const asked: string[] = [];
      const ask = createListAsker(data, resolverOf(answer, data, asked), clock, {
        keys: worldKeys(data),
        sleep: async () => undefined,
      });
      const observed = await ask(worldSubjects);
      const answers = observed.state === 'present' ? observed.value.answers : [];
      const inState = (state: AuditListAnswer['state']) =>
        answers.filter((one) => one.state === state).map(({ subject, zone }) => `${subject} ${zone}`);
      return {
        world: name,
        isBlind,
        answers,
        asked,
        falseListings: inState('listed'),
        falseClean: isBlind ? inState('not-listed') : [],
      };
    }),
  );
}

function resolverOf(answer: World['answer'], data: DnsblData, asked: string[]): Resolver {
  return {
    lookup: (name, type): Promise<DnsObservation> => {
      const said = type === 'A' ? answer(name.toLowerCase(), data) : undefined;
      const records = said === undefined || said.length === 0 ? {} : { [name.toLowerCase()]: { A: said } };
      return zoneResolver(records, asked).lookup(name, type);
    },
  };
}

/** Questions below dead or doubtful zones; the names that a live list is asked at with a key are not below one. */
export function askedBelowClosed(asked: readonly string[], data: DnsblData): readonly string[] {
  const closed = [...data.dead, ...data.doubtful].map(({ zone }) => zone.replace(/^\*\./, ''));
  return asked.filter((question) => {
    const name = question.replace(/ [A-Z]+$/, '');
    return closed.some((zone) => name === zone || name.endsWith(`.${zone}`));
  });
}
