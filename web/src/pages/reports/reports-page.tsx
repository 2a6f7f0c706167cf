/** Everything that was asked: searchable, each with its permanent link; two rows compare. */
import { useSignal } from '@preact/signals';
import type { ReportSummary } from '../../api/shapes.ts';
import { Chip, StateWord } from '../../components/chip.tsx';
import { ChoiceFilter, DayFilter, SearchFilter } from '../../components/filters.tsx';
import { Page } from '../../components/page.tsx';
import { Said } from '../../components/said.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { type Column, DataTable, More } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { go, query, setQuery } from '../../router/router.ts';
import { usePages } from '../../state/pages.ts';
import { may, person } from '../../state/session.ts';
import { shorten } from '../../texts/shorten.ts';
import { showMarks } from '../../texts/show-marks.ts';
import { language, t } from '../../texts/texts.ts';
import { dayFrom, dayTo } from '../../time/days.ts';
import { whyNotCompared } from './comparable.ts';

const choicesOf = (family: string, values: readonly string[]) => [
  { value: '', label: t('common.all') },
  ...values.map((value) => ({ value, label: t(`${family}.${value}`) })),
];

const askers = ['me', 'people', 'programs'] as const;

/** The schedule asks every day: what a person asked is found without it. */
function askedBy(by: string): { readonly by?: string; readonly person?: string } {
  if (by === 'me') return { person: person.value?.id ?? '' };
  return by === '' ? {} : { by };
}

export function ReportsPage() {
  const given = query.value;
  const filter = {
    kind: given.get('kind') ?? '',
    standing: given.get('standing') ?? '',
    words: given.get('words') ?? '',
    ...askedBy(given.get('by') ?? ''),
    tag: given.get('tag') ?? '',
    from: dayFrom(given.get('from')),
    to: dayTo(given.get('to')),
  };
  const list = usePages<ReportSummary>('/reports', { ...filter, language: language() });
  const chosen = useSignal<readonly ReportSummary[]>([]);
  const isFiltered = Object.values(filter).some((value) => value !== '' && value !== undefined);
  return (
    <Page title={t('reports.title')} width="wide">
      <div class="filters">
        <SearchFilter name="words" label={t('reports.search')} placeholder={t('reports.searchHint')} />
        <ChoiceFilter
          name="kind"
          label={t('reports.kind')}
          choices={choicesOf('words.kind', ['explain', 'audit', 'check'])}
        />
        <ChoiceFilter
          name="standing"
          label={t('reports.standing')}
          choices={choicesOf('words.standing', ['bad', 'good', 'unknown'])}
        />
        <ChoiceFilter name="by" label={t('reports.who')} choices={choicesOf('reports.by', askers)} />
        <DayFilter name="from" label={t('reports.from')} />
        <DayFilter name="to" label={t('reports.to')} />
      </div>
      {filter.tag !== '' && (
        <p>
          <Chip>{filter.tag}</Chip>{' '}
          <button type="button" onClick={() => setQuery({ tag: '' })}>
            {t('reports.withoutTag')}
          </button>
        </p>
      )}
      <Compare chosen={chosen.value} />
      <Loaded of={list} loading={t('reports.loading')}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing isFiltered={isFiltered} />
          ) : (
            <>
              <DataTable
                caption={t('reports.title')}
                columns={columnsOf(chosen.value, (reports) => {
                  chosen.value = reports;
                })}
                rows={rows}
                keyOf={({ id }) => id}
              />
              <More next={list.next} isLoading={list.isLoading} load={list.more} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty title={t('reports.noneFound')}>
        <a href="/reports">{t('reports.showAll')}</a>
      </Empty>
    );
  return (
    <Empty title={t('reports.none')}>
      <p>{may('ask') ? <a href="/">{t('reports.askFirst')}</a> : t('reports.askForOne')}</p>
    </Empty>
  );
}

/** Two that were chosen can be compared where they are about the same; of more only the last two stay chosen. */
function Compare({ chosen }: { readonly chosen: readonly ReportSummary[] }) {
  // Ids sort by time: the earlier one is compared with the later.
  const [a, b] = chosen.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  if (a === undefined) return null;
  return (
    <div class="row" role="status">
      <span class="note">{sayChosen(a, b)}</span>
      {b !== undefined && whyNotCompared(a, b) === undefined && (
        <button
          type="button"
          class="main"
          onClick={() => go(`/reports/compare?a=${encodeURIComponent(a.id)}&b=${encodeURIComponent(b.id)}`)}
        >
          {t('reports.compare')}
        </button>
      )}
    </div>
  );
}

function sayChosen(a: ReportSummary, b: ReportSummary | undefined): string {
  if (b === undefined) return t(`reports.chooseSecond.${a.kind}`, { about: shorten(showMarks(a.about)) });
  const why = whyNotCompared(a, b);
  if (why === 'kinds')
    return t('reports.twoKinds', { first: t(`words.kind.${a.kind}`), second: t(`words.kind.${b.kind}`) });
  const names = { first: shorten(showMarks(a.about)), second: shorten(showMarks(b.about)) };
  if (why === 'subjects') return t('reports.twoSubjects', names);
  return a.about === b.about
    ? t('reports.twoChosen', { about: names.first })
    : t('reports.twoMessages', names);
}

function columnsOf(
  chosen: readonly ReportSummary[],
  choose: (reports: readonly ReportSummary[]) => void,
): readonly Column<ReportSummary>[] {
  const isChosen = ({ id }: ReportSummary): boolean => chosen.some((one) => one.id === id);
  const toggle = (report: ReportSummary): void =>
    choose(isChosen(report) ? chosen.filter(({ id }) => id !== report.id) : [...chosen, report].slice(-2));
  return [
    {
      id: 'choose',
      title: t('reports.choose'),
      cell: (report) => (
        <label class="check">
          <input type="checkbox" checked={isChosen(report)} onChange={() => toggle(report)} />
          <span class="unseen">{t('reports.chooseOne', { about: report.about })}</span>
        </label>
      ),
    },
    { id: 'at', title: t('reports.when'), kind: 'short', cell: ({ at }) => <Time at={at} /> },
    {
      id: 'about',
      title: t('reports.what'),
      isHead: true,
      cell: ({ id, about, kind }) => (
        <>
          <a class="row-link two-lines" href={`/reports/${id}`}>
            {showMarks(about)}
          </a>
          <div class="note">{t(`words.kind.${kind}`)}</div>
        </>
      ),
    },
    {
      id: 'standing',
      title: t('reports.verdict'),
      cell: ({ standing, headline, language: its }) => (
        <>
          <StateWord tone={standing}>{t(`words.standing.${standing}`)}</StateWord>{' '}
          <Said text={showMarks(headline)} language={its} />
        </>
      ),
    },
    {
      id: 'turn',
      title: t('reports.turn'),
      cell: ({ turn, language: its }) => <Said text={turn} language={its} />,
    },
    { id: 'by', title: t('reports.who'), cell: ({ askedBy }) => askedBy },
  ];
}
