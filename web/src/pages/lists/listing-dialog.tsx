/** One name on one list: code and meaning, the way off, and what the list said over time. */
import { request } from '../../api/client.ts';
import type { Listing, ListingSpan } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { useLoad } from '../../state/load.ts';
import { language, t } from '../../texts/texts.ts';
import { type Fact, Facts } from '../../watching/facts.tsx';
import { ListingWord, sayReason } from './say-listing.tsx';
import { WatchedNames } from './watched-names.tsx';

const isWeb = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//.test(url);

export function ListingDialog({ listing, close }: { readonly listing: Listing; readonly close: () => void }) {
  const { about, zone } = listing;
  return (
    <Dialog title={t('lists.cell', { about, zone })} close={close}>
      <Facts facts={factsOf(listing)} />
      {listing.delisting !== undefined && <WayOff delisting={listing.delisting} />}
      <h2>{t('lists.history')}</h2>
      <History about={about} zone={zone} />
      <div class="row end">
        <button type="button" onClick={close}>
          {t('common.close')}
        </button>
      </div>
    </Dialog>
  );
}

const WEIGHTS = 4;

function factsOf(listing: Listing) {
  const { state, codes, meaning, reason, operator, tier, subjects, moreSubjects = 0, from, until } = listing;
  const facts: (Fact | false)[] = [
    { label: t('lists.says'), value: <ListingWord state={state} /> },
    state === 'unknown' && { label: t('lists.because'), value: sayReason(reason) },
    codes.length > 0 && { label: t('lists.codes'), value: <code>{codes.join(', ')}</code> },
    meaning !== undefined && { label: t('lists.meaning'), value: meaning },
    state === 'listed' && reason !== '' && { label: t('lists.reason'), value: <q>{reason}</q> },
    { label: t('lists.operator'), value: operator },
    { label: t('lists.weight'), value: t(`lists.tier.${Math.min(tier, WEIGHTS)}`) },
    {
      label: t('lists.ofName'),
      value: <WatchedNames subjects={subjects} more={moreSubjects} shown={subjects.length} />,
    },
    { label: t('lists.from'), value: <Time at={from} shows="both" /> },
    { label: t('lists.until'), value: <Time at={until} shows="both" /> },
  ];
  return facts.filter((fact): fact is Fact => fact !== false);
}

/** What to find out first, and how the listing ends. */
function WayOff({ delisting }: { readonly delisting: NonNullable<Listing['delisting']> }) {
  const { holds, cause, how, url, isRequest, endsAfterHours } = delisting;
  const hours = endsAfterHours === undefined ? undefined : sayHours(endsAfterHours);
  return (
    <>
      <h2>{t('lists.wayOff')}</h2>
      {holds !== undefined && <p class="note">{t('lists.holds', { holds: withStop(holds) })}</p>}
      <ol>
        {cause !== undefined && <li>{withStop(cause)}</li>}
        {how !== undefined && <li>{withStop(how)}</li>}
        {isWeb(url) && !how?.includes(url) && (
          <li>
            {t(isRequest ? 'lists.askThere' : 'lists.lookThere')}{' '}
            <a href={url} target="_blank" rel="noreferrer noopener">
              {url}
            </a>
          </li>
        )}
        {hours !== undefined && <li>{t('lists.endsAfter', { time: hours })}</li>}
      </ol>
      {!isRequest && <p class="note">{t('lists.noRequest')}</p>}
    </>
  );
}

const withStop = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`);

function sayHours(hours: number): string {
  const [unit, value] = hours >= 48 ? (['day', Math.round(hours / 24)] as const) : (['hour', hours] as const);
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

function History({ about, zone }: { readonly about: string; readonly zone: string }) {
  const history = useLoad<{ readonly items: readonly ListingSpan[] }>(
    (signal) => request('GET', '/listings/history', { query: { about, zone }, signal }),
    [about, zone],
  );
  return (
    <Loaded of={history}>
      {({ items }) => (
        <DataTable
          caption={t('lists.history')}
          rows={items}
          keyOf={({ from, state }) => `${from} ${state}`}
          columns={[
            { id: 'from', title: t('lists.from'), kind: 'short', cell: ({ from }) => <Time at={from} /> },
            { id: 'until', title: t('lists.to'), kind: 'short', cell: ({ until }) => <Time at={until} /> },
            {
              id: 'said',
              title: t('lists.says'),
              isHead: true,
              cell: ({ state, codes, reason }) => (
                <>
                  <ListingWord state={state} /> {codes.join(', ')}
                  {state === 'unknown' && reason !== '' && <div class="note">{sayReason(reason)}</div>}
                </>
              ),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
