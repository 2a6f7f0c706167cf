/** The grid: a row a name, a column a list; each cell opens what the list says. */
import { useSignal } from '@preact/signals';
import type { Listing } from '../../api/types.ts';
import { t } from '../../texts/texts.ts';
import type { Grid } from './grid-of.ts';
import { ListingWord } from './say-listing.tsx';
import { AboutCell } from './watched-names.tsx';

/** Rows that are drawn at first, and added each time. */
const ROWS = 40;

export function ListingGrid({
  grid,
  open,
}: {
  readonly grid: Grid;
  readonly open: (listing: Listing) => void;
}) {
  const shown = useSignal(ROWS);
  const { zones, rows } = grid;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (axe scrollable-region-focusable) */}
      <section class="grid-frame" tabIndex={0} aria-label={t('lists.grid')}>
        <table class="grid">
          <caption class="unseen">{t('lists.grid')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('lists.about')}</th>
              {zones.map(({ zone, operator }) => (
                <th key={zone} scope="col" title={operator}>
                  {zone}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown.value).map(({ about, subjects, moreSubjects, byZone }) => (
              <tr key={about}>
                <th scope="row">
                  <AboutCell about={about} subjects={subjects} more={moreSubjects} />
                </th>
                {zones.map(({ zone }) => (
                  <td key={zone}>
                    <GridCell listing={byZone.get(zone)} open={open} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shown.value && (
        <div class="row">
          <button
            type="button"
            onClick={() => {
              shown.value += ROWS;
            }}
          >
            {t('common.more')}
          </button>
        </div>
      )}
    </>
  );
}

function GridCell({
  listing,
  open,
}: {
  readonly listing: Listing | undefined;
  readonly open: (listing: Listing) => void;
}) {
  if (listing === undefined) return <span class="note">{t('lists.notAsked')}</span>;
  return (
    <button type="button" class={`cell-button ${listing.state}`} onClick={() => open(listing)}>
      <ListingWord state={listing.state} />
      <span class="unseen"> {t('lists.cell', { about: listing.about, zone: listing.zone })}</span>
    </button>
  );
}
