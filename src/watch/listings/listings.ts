/** Every name and address on every DNS list: now, over time, and with the way off. */

import type { Catalogue } from '../../findings/catalogue.ts';
import { listWords } from '../../findings/say/list-words.ts';
import { causeOfListing, type DnsblData, readCodes } from '../../gather/dnsbl/index.ts';
import type { ListingSpan } from '../../store/inventory/types.ts';
import type { Store } from '../../store/types.ts';
import type { Delisting, Listings, ListingView } from '../types.ts';
import { watchedBy } from './watched-by.ts';

export interface ListingsNeeds {
  readonly store: Pick<Store, 'listings' | 'inventory' | 'findings'>;
  readonly lists: DnsblData;
  readonly textsIn: (language: string) => Catalogue;
}

/** Of the checks that say what lists say: 'listing/ip-on-list'. */
const FAMILY = 'listing';

/** Names of one row. */
const MAX_NAMED = 50;

const states = ['listed', 'unknown', 'not-listed'] as const;
/** Of a list that the data no longer names. */
const NO_TIER = 4;

export function openListings({ store, lists, textsIn }: ListingsNeeds): Listings {
  const byZone = new Map(lists.lists.map((list) => [list.zone, list]));
  const view = (span: ListingSpan, subjects: ListingView['subjects'], texts: Catalogue): ListingView => {
    const list = byZone.get(span.zone);
    const way = span.state === 'listed' ? delistingOf(span, list, texts) : undefined;
    return {
      ...span,
      subjectName: subjects.find(({ id }) => id === span.subjectId)?.name ?? '',
      subjects: subjects.slice(0, MAX_NAMED),
      ...(subjects.length > MAX_NAMED && { moreSubjects: subjects.length - MAX_NAMED }),
      operator: list?.operator ?? span.zone,
      tier: list?.tier ?? NO_TIER,
      ...optional('meaning', meaningOf(span, list)),
      ...(way !== undefined && { delisting: way }),
    };
  };
  return {
    current: async (language, subjectId) => {
      const [spans, subjects, abouts] = await Promise.all([
        store.listings.current(),
        store.inventory.list(),
        store.findings.aboutsOf(FAMILY),
      ]);
      const namesOf = watchedBy(subjects, abouts);
      const texts = textsIn(language);
      return spans
        .flatMap((span) => {
          const names = namesOf(span);
          const isWanted = names.some(({ id }) => subjectId === undefined || id === subjectId);
          return isWanted ? [view(span, names, texts)] : [];
        })
        .toSorted(
          (a, b) =>
            states.indexOf(a.state) - states.indexOf(b.state) ||
            a.tier - b.tier ||
            a.about.localeCompare(b.about) ||
            a.zone.localeCompare(b.zone),
        );
    },
    history: (about, zone) => store.listings.historyOf(about, zone),
  };
}

/** What the codes of a listing stand for; undefined where nothing is listed or nothing is known of it. */
function meaningOf({ state, codes }: ListingSpan, list: DnsblData['lists'][number] | undefined) {
  if (state !== 'listed' || list === undefined) return undefined;
  const read = readCodes(list, codes);
  return read.state === 'listed'
    ? [...new Set(read.codes.map(({ meaning }) => meaning))].join(', ')
    : undefined;
}

function delistingOf(
  { zone, codes }: ListingSpan,
  list: DnsblData['lists'][number] | undefined,
  texts: Catalogue,
): Delisting | undefined {
  if (list === undefined) return undefined;
  const cause = causeOfListing(list, codes);
  const words = listWords({ zone, codes: codes.join(', '), ...(cause !== undefined && { cause }) }, texts);
  const said = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { holds, questions, how } = words;
  const { url, isRequest, endsAfterHours } = list.delist;
  return {
    ...optional('holds', said(holds)),
    ...optional('cause', said(questions)),
    ...optional('how', said(how)),
    ...optional('url', url),
    isRequest,
    ...(endsAfterHours !== undefined && { endsAfterHours }),
  };
}

const optional = <K extends string>(name: K, value: string | undefined): { readonly [key in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in K]?: string };
