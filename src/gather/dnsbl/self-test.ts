/**
 * Is a zone a working list, for us and now (RFC 5782 §5)? Its negative entry must not be listed, for dead zones list the
 * world; its positive entry must be, for emptied zones and some refusals deny everything.
 */
import type { ListProblem } from '../../findings/facts/listings.ts';
import type { DnsSource } from '../../findings/observed.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';
import type { DnsList } from './list-data.ts';
import { addressesOf, type ListSubject, subjectLabels } from './list-question.ts';
import { readCodes } from './read-codes.ts';

export interface SelfTest {
  /** Why nothing that the zone says is believed. */
  readonly problem?: Pick<ListProblem, 'code' | 'answer' | 'server'>;
  /** The negative entry is not listed, yet no positive one was found, and none is documented: absence proves nothing. */
  readonly isUnproven?: true;
  readonly sources: readonly DnsSource[];
}

export type Family = 'ip4' | 'ip6' | 'domain';

export const familyOf = ({ kind, name }: ListSubject): Family =>
  kind === 'domain' ? 'domain' : name.includes(':') ? 'ip6' : 'ip4';

/** RFC 5782 §5. */
const usual: Readonly<Record<Family, { readonly positive: string; readonly negative: string }>> = {
  ip4: { positive: '127.0.0.2', negative: '127.0.0.1' },
  ip6: { positive: '::ffff:7f00:2', negative: '::ffff:7f00:1' },
  domain: { positive: 'test', negative: 'invalid' },
};

/** Positive entries that are tried. */
const maxEntries = 3;

/** The entries of a family: lists of domains may be tested with an address, too. */
function entriesOf(list: DnsList, family: Family) {
  const fits = (entry: string): boolean => {
    if (family === 'ip6') return entry.includes(':');
    return !entry.includes(':') && (family === 'domain' || /^[\d.]+$/.test(entry));
  };
  const positive = list.test.positive.filter(fits).slice(0, maxEntries);
  return {
    positive: positive.length === 0 ? [usual[family].positive] : positive,
    isDocumented: positive.length > 0,
    negative: list.test.negative.find(fits) ?? usual[family].negative,
  };
}

/** `zone`: where the list is asked, a key included. Never throws. */
export async function selfTest(
  list: DnsList,
  zone: string,
  family: Family,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<SelfTest> {
  const sources: DnsSource[] = [];
  const ask = async (entry: string): Promise<DnsObservation> => {
    const found = await resolver.lookup(`${subjectLabels(entry)}.${zone}`, 'A', signal);
    sources.push(found.from as DnsSource);
    return found;
  };
  const { positive, isDocumented, negative } = entriesOf(list, family);
  const [first = usual[family].positive, ...others] = positive;
  const [denied, listed] = await Promise.all([ask(negative), ask(first)]);
  const bad = problemOf(list, denied);
  if (bad !== undefined) return { problem: bad, sources };
  if (denied.state === 'present' && counts(list, denied))
    return { problem: { code: 'lists-everything', answer: addressesOf(denied).join(', ') }, sources };
  let answer = listed;
  for (const entry of others) {
    if (answer.state === 'present') break;
    answer = await ask(entry);
  }
  const problem = problemOf(list, answer);
  if (problem !== undefined) return { problem, sources };
  if (answer.state === 'present' && (list.listingCodes !== undefined || isListing(list, answer)))
    return { sources };
  return isDocumented ? { problem: { code: 'test-entry-gone' }, sources } : { isUnproven: true, sources };
}

type Given = Extract<DnsObservation, { state: 'present' }>;

const isListing = (list: DnsList, found: Given): boolean =>
  readCodes(list, addressesOf(found)).state === 'listed';

/** Lists that give marks may know the negative entry and must not list it; any other must not know it. */
const counts = (list: DnsList, denied: Given): boolean =>
  list.listingCodes === undefined || isListing(list, denied);

/** Why an answer is none: not given, a refusal, or no answer of a list. */
export function problemOf(
  list: DnsList,
  found: DnsObservation,
): Pick<ListProblem, 'code' | 'answer' | 'server'> | undefined {
  const { server } = found.from as DnsSource;
  if (found.state === 'unknown') {
    const { code } = found.why;
    if (code === 'budget') return { code: 'over-limit' };
    return { code: code === 'refused' ? 'refused' : 'no-answer', answer: code, server };
  }
  if (found.state === 'absent') return undefined;
  const reading = readCodes(list, addressesOf(found));
  return reading.state === 'not-checked'
    ? { code: reading.problem, answer: reading.code, server }
    : undefined;
}
