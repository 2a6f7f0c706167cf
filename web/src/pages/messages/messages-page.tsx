/** Checked messages: check one or several variants, see those that were checked. */
import './messages.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ReportSummary } from '../../api/shapes.ts';
import { useFileDrop } from '../../asking/use-file-drop.ts';
import { StateWord } from '../../components/chip.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { SearchFilter } from '../../components/filters.tsx';
import { SelectField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Said } from '../../components/said.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { DataTable, More } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { go, query } from '../../router/router.ts';
import { type PagedList, usePages } from '../../state/pages.ts';
import { may } from '../../state/session.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { showMarks } from '../../texts/show-marks.ts';
import { language, t } from '../../texts/texts.ts';
import { type CheckedFile, checkFiles } from './check-files.ts';

const MAX_VARIANTS = 6;

export function MessagesPage() {
  const words = query.value.get('words') ?? '';
  const list = usePages<ReportSummary>('/reports', { kind: 'check', words, language: language() });
  return (
    <Page title={t('messages.title')} width="wide">
      {may('ask') && <CheckBox done={list.reload} />}
      <div class="filters">
        <SearchFilter name="words" label={t('reports.search')} />
      </div>
      <Loaded of={list} loading={t('messages.loading')}>
        {(rows) =>
          rows.length === 0 ? <Nothing isFiltered={words !== ''} /> : <Checked list={list} rows={rows} />
        }
      </Loaded>
    </Page>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty title={t('messages.noneFound')}>
        <a href="/messages">{t('messages.showAll')}</a>
      </Empty>
    );
  return (
    <Empty title={t('messages.none')}>
      <p>{t(may('ask') ? 'messages.chooseFirst' : 'messages.askForOne')}</p>
    </Empty>
  );
}

function CheckBox({ done }: { readonly done: () => void }) {
  const states = useSignal<readonly CheckedFile[]>([]);
  const isBusy = useSignal(false);
  const profile = useSignal('');
  const control = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => control.current?.abort(), []);
  const check = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    control.current?.abort();
    const mine = new AbortController();
    control.current = mine;
    const options = { language: language(), ...(profile.value !== '' && { profile: profile.value }) };
    isBusy.value = true;
    const ended = await checkFiles(
      files.slice(0, MAX_VARIANTS),
      options,
      (now) => {
        states.value = now;
      },
      mine.signal,
    );
    if (mine.signal.aborted) return;
    isBusy.value = false;
    const left = files.slice(MAX_VARIANTS).map(({ name }): CheckedFile => ({ name, state: 'left' }));
    states.value = [...ended, ...left];
    done();
    const target = whereTo(states.value);
    // What failed is read here: the page is not left by itself.
    if (target !== undefined && states.value.every(({ state }) => state === 'done')) go(target);
  };
  const isOver = useFileDrop((files) => void check(files));
  return (
    <div class={isOver.value ? 'card drop over' : 'card drop'}>
      <p>{t('messages.hint', { count: MAX_VARIANTS })}</p>
      <div class="row">
        <FileButton label={t('messages.choose')} isMain takesMany take={(files) => void check(files)} />
        <SelectField
          name="profile"
          label={t('ask.option.profile')}
          value={profile.value}
          onChange={(value) => {
            profile.value = value;
          }}
          choices={['', 'bulk', 'transactional', 'personal'].map((value) => ({
            value,
            label: t(`ask.profile.${value || 'default'}`),
          }))}
        />
      </div>
      <div role="status">
        <ul class="checking">
          {states.value.map(({ name, state, problem, reportId }, place) => (
            <li key={`${place} ${name}`}>
              <StateWord tone={toneOf[state]}>{t(`messages.state.${state}`)}</StateWord>{' '}
              {reportId === undefined ? name : <a href={`/messages/${reportId}`}>{name}</a>}
              {problem !== undefined && `: ${sayProblem(problem)}`}
            </li>
          ))}
        </ul>
        {!isBusy.value && <NotAll files={states.value} />}
      </div>
    </div>
  );
}

const toneOf = {
  waiting: 'unknown',
  running: 'unknown',
  done: 'good',
  failed: 'bad',
  left: 'unknown',
} as const;

/** Where those that were checked are shown: alone or side by side; undefined where none was. */
function whereTo(files: readonly CheckedFile[]): string | undefined {
  const ids = files.flatMap(({ reportId }) => reportId ?? []);
  if (ids.length > 1) return `/messages/variants?ids=${ids.join(',')}`;
  return ids[0] === undefined ? undefined : `/messages/${ids[0]}`;
}

/** Some failed: how many, and the way to the others. */
function NotAll({ files }: { readonly files: readonly CheckedFile[] }) {
  const missed = files.filter(({ state }) => state !== 'done').length;
  const good = files.length - missed;
  const target = whereTo(files);
  if (missed === 0) return null;
  return (
    <>
      <p>
        <strong>{t('messages.notChecked', { count: missed })}</strong>
      </p>
      {target !== undefined && (
        <button type="button" class="main" onClick={() => go(target)}>
          {good > 1 ? t('messages.othersSideBySide', { count: good }) : t('messages.otherOne')}
        </button>
      )}
    </>
  );
}

function Checked({
  list,
  rows,
}: {
  readonly list: PagedList<ReportSummary>;
  readonly rows: readonly ReportSummary[];
}) {
  const chosen = useSignal<readonly string[]>([]);
  const toggle = (id: string): void => {
    chosen.value = chosen.value.includes(id)
      ? chosen.value.filter((one) => one !== id)
      : [...chosen.value, id].slice(-MAX_VARIANTS);
  };
  return (
    <>
      {chosen.value.length > 0 && (
        <div class="row" role="status">
          <span class="note">{t('messages.chosen', { count: chosen.value.length })}</span>
          {chosen.value.length > 1 && (
            <button
              type="button"
              class="main"
              onClick={() => go(`/messages/variants?ids=${chosen.value.join(',')}`)}
            >
              {t('messages.sideBySide')}
            </button>
          )}
        </div>
      )}
      <DataTable
        caption={t('messages.title')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'choose',
            title: t('messages.variant'),
            cell: ({ id, about }) => (
              <label class="check">
                <input type="checkbox" checked={chosen.value.includes(id)} onChange={() => toggle(id)} />
                <span class="unseen">{t('reports.chooseOne', { about })}</span>
              </label>
            ),
          },
          { id: 'at', title: t('reports.when'), kind: 'short', cell: ({ at }) => <Time at={at} /> },
          {
            id: 'about',
            title: t('messages.message'),
            isHead: true,
            cell: ({ id, about }) => (
              <a class="row-link two-lines" href={`/messages/${id}`}>
                {showMarks(about)}
              </a>
            ),
          },
          {
            id: 'verdict',
            title: t('reports.verdict'),
            cell: ({ standing, headline, language: its }) => (
              <>
                <StateWord tone={standing}>{t(`words.standing.${standing}`)}</StateWord>{' '}
                <Said text={showMarks(headline)} language={its} />
              </>
            ),
          },
        ]}
      />
      <More next={list.next} isLoading={list.isLoading} load={list.more} />
    </>
  );
}
