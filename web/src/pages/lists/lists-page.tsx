/** Every name on every DNS list: first what is listed, the rest on demand; a cell opens the history and the way off. */
import './lists.css';
import '../../watching/watching.css';
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { Page as ApiPage } from '../../api/shapes.ts';
import type { Listing } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { ChoiceFilter } from '../../components/filters.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { query, setQuery } from '../../router/router.ts';
import { useLoad } from '../../state/load.ts';
import { loadAll } from '../../state/load-all.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { language, t } from '../../texts/texts.ts';
import { Tabs } from '../../watching/tabs.tsx';
import { gridOf, unknownLists } from './grid-of.ts';
import { ListingDialog } from './listing-dialog.tsx';
import { ListingGrid } from './listing-grid.tsx';
import { ListingWord, sayReason } from './say-listing.tsx';
import { AboutCell } from './watched-names.tsx';

/** Rows of the API: each name on each list. */
const LIMITS = { perPage: 1000, most: 10_000 };

interface Shown {
  readonly listings: readonly Listing[];
  readonly isCut: boolean;
  readonly unknown: readonly Listing[];
  /** Some list was asked about something. */
  readonly isAnyAsked: boolean;
}

interface Wanted {
  readonly isAll: boolean;
  readonly subject: string | undefined;
  readonly state: string | undefined;
}

async function load({ isAll, subject, state }: Wanted, signal: AbortSignal): Promise<Answer<Shown>> {
  const [rows, unknown, any] = await Promise.all([
    loadAll<Listing>(
      '/listings',
      { ...(isAll ? { state } : { among: 'listed' }), subject, language: language() },
      LIMITS,
      signal,
    ),
    loadAll<Listing>('/listings', { state: 'unknown', subject, language: language() }, LIMITS, signal),
    request<ApiPage<Listing>>('GET', '/listings', { query: { limit: 1 }, signal }),
  ]);
  if (!rows.ok) return rows;
  if (!unknown.ok) return unknown;
  if (!any.ok) return any;
  const { items: listings, isCut } = rows.value;
  return {
    ok: true,
    value: { listings, isCut, unknown: unknown.value.items, isAnyAsked: any.value.items.length > 0 },
  };
}

export function ListsPage() {
  const given = query.value;
  const isAll = given.get('view') === 'all';
  const subject = given.get('subject') || undefined;
  const state = given.get('state') || undefined;
  const lists = useLoad<Shown>(
    (signal) => load({ isAll, subject, state }, signal),
    [isAll, subject ?? '', state ?? '', language()],
  );
  useLive('change', lists.reload);
  const of = subject === undefined ? '' : `&subject=${encodeURIComponent(subject)}`;
  return (
    <Page title={t('lists.title')} width="wide">
      <Tabs
        label={t('lists.parts')}
        tabs={[
          { href: `/lists?view=listed${of}`, label: t('lists.onlyListed'), isCurrent: !isAll },
          { href: `/lists?view=all${of}`, label: t('lists.everything'), isCurrent: isAll },
        ]}
      />
      {isAll && (
        <div class="filters">
          <ChoiceFilter
            name="state"
            label={t('lists.says')}
            choices={['', 'listed', 'not-listed', 'unknown'].map((value) => ({
              value,
              label: value === '' ? t('common.all') : t(`lists.state.${value}`),
            }))}
          />
        </div>
      )}
      {subject !== undefined && (
        <p>
          {t('lists.oneName', { name: nameOf(lists.value, subject) })}{' '}
          <a href={isAll ? '/lists?view=all' : '/lists'}>{t('lists.allNames')}</a>
        </p>
      )}
      <Loaded of={lists} loading={t('lists.loading')}>
        {(shown) => <Answers shown={shown} isAll={isAll} />}
      </Loaded>
    </Page>
  );
}

/** What the watched name is called, where some list was asked about it. */
const nameOf = (shown: Shown | undefined, subjectId: string): string =>
  [...(shown?.listings ?? []), ...(shown?.unknown ?? [])]
    .flatMap(({ subjects }) => subjects)
    .find(({ id }) => id === subjectId)?.name ?? '…';

function Answers({ shown, isAll }: { readonly shown: Shown; readonly isAll: boolean }) {
  const { listings, isCut, unknown, isAnyAsked } = shown;
  const isNarrow = useNarrow();
  const about = query.value.get('about');
  const zone = query.value.get('zone');
  const opened =
    about === null || zone === null
      ? undefined
      : [...listings, ...unknown].find((one) => one.about === about && one.zone === zone);
  const open = (listing: Listing): void => setQuery({ about: listing.about, zone: listing.zone });
  const listed = listings.filter((one) => one.state === 'listed');
  if (!isAnyAsked)
    return (
      <Empty title={t('lists.none')}>
        <p>
          {t('lists.addFirst')}{' '}
          <a href="/domains">{t(may('write') ? 'lists.toDomains' : 'lists.toWatched')}</a>
        </p>
      </Empty>
    );
  return (
    <>
      {listed.length > 0 && (
        <p>
          {t('lists.counts', {
            listings: t('lists.listings', { count: listed.length }),
            names: t('lists.listedNames', { count: new Set(listed.map((one) => one.about)).size }),
            lists: t('lists.onLists', { count: new Set(listed.map((one) => one.zone)).size }),
          })}
        </p>
      )}
      {isCut && <p class="note">{t('lists.cut', { count: LIMITS.most })}</p>}
      {listings.length === 0 ? (
        <Empty title={t(isAll ? 'lists.noneSo' : 'lists.nothingListed')}>
          {!isAll && <p>{t('lists.nothingListedText')}</p>}
        </Empty>
      ) : isNarrow ? (
        <ListingTable listings={listings} open={open} />
      ) : (
        <ListingGrid grid={gridOf(listings)} open={open} />
      )}
      <UnknownLists listings={unknown} />
      {opened !== undefined && (
        <ListingDialog
          key={`${opened.about} ${opened.zone}`}
          listing={opened}
          close={() => setQuery({ about: '', zone: '' })}
        />
      )}
    </>
  );
}

/** The same for a narrow screen: a card for each cell, listed ones first. */
function ListingTable({
  listings,
  open,
}: {
  readonly listings: readonly Listing[];
  readonly open: (listing: Listing) => void;
}) {
  return (
    <DataTable
      caption={t('lists.grid')}
      rows={listings}
      keyOf={({ about, zone }) => `${about} ${zone}`}
      columns={[
        {
          id: 'about',
          title: t('lists.about'),
          isHead: true,
          cell: ({ about, subjects, moreSubjects = 0 }) => (
            <AboutCell about={about} subjects={subjects} more={moreSubjects} />
          ),
        },
        { id: 'zone', title: t('lists.list'), cell: ({ zone }) => <code>{zone}</code> },
        {
          id: 'state',
          title: t('lists.says'),
          cell: ({ state, codes, from }) => (
            <>
              <ListingWord state={state} /> {codes.join(', ')}{' '}
              <span class="note">
                {t('watch.since')} <Time at={from} />
              </span>
            </>
          ),
        },
        {
          id: 'open',
          title: t('lists.open'),
          cell: (listing) => (
            <button type="button" onClick={() => open(listing)}>
              {t('lists.open')}
              <span class="unseen"> {t('lists.cell', { about: listing.about, zone: listing.zone })}</span>
            </button>
          ),
        },
      ]}
    />
  );
}

/** Lists that could not be asked are not clean: they are not known, each with why. */
function UnknownLists({ listings }: { readonly listings: readonly Listing[] }) {
  const silent = unknownLists(listings);
  if (silent.length === 0) return null;
  const isKeyMissing = silent.some(({ reason }) => reason === 'needs-key');
  return (
    <details>
      <summary>
        <StateWord tone="unknown">{t('lists.state.unknown')}</StateWord>{' '}
        {t('lists.silent', { count: new Set(silent.map((one) => one.zone)).size })}
      </summary>
      <DataTable
        caption={t('lists.silent', { count: silent.length })}
        rows={silent}
        keyOf={({ zone, reason }) => `${zone} ${reason}`}
        columns={[
          { id: 'zone', title: t('lists.list'), isHead: true, cell: ({ zone }) => <code>{zone}</code> },
          { id: 'operator', title: t('lists.operator'), cell: ({ operator }) => operator },
          { id: 'why', title: t('lists.because'), cell: ({ reason }) => sayReason(reason) },
          { id: 'names', title: t('lists.names'), kind: 'number', cell: ({ names }) => names },
        ]}
      />
      {isKeyMissing && may('admin') && (
        <p>
          <a href="/settings/lists">{t('lists.giveKeys')}</a>
        </p>
      )}
    </details>
  );
}
