/** The inventory: worst first, a line a name with its three worst findings and since when; and what changed lately. */
import './domains.css';
import '../../watching/watching.css';
import { request } from '../../api/client.ts';
import type { FindingChange, Subject } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { SearchFilter } from '../../components/filters.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { type Column, DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { query } from '../../router/router.ts';
import { type Loading, useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { Tabs } from '../../watching/tabs.tsx';
import { AddNames, isAdding } from './add-names.tsx';
import { ChangeList } from './change-list.tsx';

const LIMITS = { perPage: 200, most: 1000 };
/** From so many names on one searches. */
const MANY = 10;

const failuresOf = ({ failures }: Subject): number =>
  failures.critical + failures.error + failures.warning + failures.notice;

export function DomainsPage() {
  const subjects = useLoad<Whole<Subject>>((signal) => loadAll('/subjects', {}, LIMITS, signal), []);
  useLive('change', subjects.reload);
  const view = query.value.get('view') === 'changes' ? 'changes' : 'names';
  const isEmpty = subjects.value?.items.length === 0;
  const open = (isOpen: boolean) => () => {
    isAdding.value = isOpen;
  };
  return (
    <Page
      title={t('domains.title')}
      width="wide"
      actions={
        may('write') &&
        !isEmpty && (
          <button type="button" class="main" aria-expanded={isAdding.value} onClick={open(!isAdding.value)}>
            {t('domains.add')}
          </button>
        )
      }
    >
      <Tabs
        label={t('domains.parts')}
        tabs={[
          { href: '/domains', label: t('domains.inventory'), isCurrent: view === 'names' },
          { href: '/domains?view=changes', label: t('domains.changes'), isCurrent: view === 'changes' },
        ]}
      />
      {isEmpty && (
        <Empty title={t('domains.none')}>
          <p>{t(may('write') ? 'domains.addFirst' : 'domains.askForOne')}</p>
        </Empty>
      )}
      {may('write') && (isAdding.value || isEmpty) && (
        <AddNames
          isFirst={isEmpty}
          added={() => {
            // The box stays while there are names in it that were refused, also where the first one was taken.
            isAdding.value = true;
            subjects.reload();
          }}
          close={open(false)}
        />
      )}
      <Loaded of={subjects} loading={t('domains.loading')}>
        {({ items }) =>
          items.length === 0 ? null : view === 'changes' ? (
            <RecentChanges subjects={items} />
          ) : (
            <Inventory subjects={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Inventory({ subjects }: { readonly subjects: readonly Subject[] }) {
  const words = query.value.get('words')?.toLowerCase() ?? '';
  const shown = subjects.filter(
    ({ name, note }) => name.includes(words) || note.toLowerCase().includes(words),
  );
  const wrong = subjects.filter(({ top }) => top.length > 0).length;
  return (
    <>
      <p>
        {t('domains.count', { count: subjects.length })} {t('domains.wrongCount', { count: wrong })}
      </p>
      {(subjects.length > MANY || words !== '') && (
        <div class="filters">
          <SearchFilter name="words" label={t('domains.search')} />
        </div>
      )}
      {shown.length === 0 ? (
        <Empty title={t('domains.noneFound')}>
          <a href="/domains">{t('domains.showAll')}</a>
        </Empty>
      ) : (
        <div class="inventory">
          <DataTable
            caption={t('domains.inventory')}
            columns={columns()}
            rows={shown}
            keyOf={({ id }) => id}
          />
        </div>
      )}
    </>
  );
}

const columns = (): readonly Column<Subject>[] => [
  {
    id: 'name',
    title: t('domains.name'),
    isHead: true,
    cell: ({ id, name, kind, note }) => (
      <>
        <a class="row-link" href={`/domains/${id}`}>
          {name}
        </a>
        <div class="note">
          {t(`watch.kind.${kind}`)}
          {note !== '' && <> · {note.split('\n', 1)[0]}</>}
        </div>
      </>
    ),
  },
  { id: 'wrong', title: t('domains.wrong'), cell: (subject) => <Wrong subject={subject} /> },
  {
    id: 'audited',
    title: t('domains.audited'),
    kind: 'short',
    cell: ({ lastAuditAt, everyHours }) => (
      <>
        {lastAuditAt === undefined ? t('domains.never') : <Time at={lastAuditAt} shows="ago" />}
        <div class="note">
          {everyHours === 0 ? t('watch.every.never') : t('watch.every', { count: everyHours })}
        </div>
      </>
    ),
  },
];

function Wrong({ subject }: { readonly subject: Subject }) {
  const { top, unknown, lastAuditAt, lastProblem, id } = subject;
  const more = failuresOf(subject) - top.length;
  return (
    <>
      {lastProblem !== undefined && (
        <p class="note">
          <StateWord tone="unknown">{t('words.standing.unknown')}</StateWord>{' '}
          {t('domains.saidNothing', { why: lastProblem })}
        </p>
      )}
      {top.length === 0 && lastAuditAt !== undefined && (
        <StateWord tone="good">{t('domains.nothingWrong')}</StateWord>
      )}
      {lastAuditAt === undefined && lastProblem === undefined && (
        <StateWord tone="unknown">{t('domains.notAudited')}</StateWord>
      )}
      {top.length > 0 && (
        <ul class="wrongs">
          {top.map(({ title, severity, since }) => (
            <li key={`${severity} ${title}`}>
              <SeverityWord severity={severity} />
              <span class="what" title={title}>
                {title}
              </span>
              <span class="note">
                {t('watch.since')} <Time at={since} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <a class="row-link" href={`/domains/${id}`}>
          {t('domains.more', { count: more })}
        </a>
      )}
      {unknown > 0 && <p class="note">{t('domains.unknownLately', { count: unknown })}</p>}
    </>
  );
}

function RecentChanges({ subjects }: { readonly subjects: readonly Subject[] }) {
  const changes: Loading<{ readonly items: readonly FindingChange[] }> = useLoad(
    (signal) => request('GET', '/changes', { signal }),
    [],
  );
  useLive('change', changes.reload);
  const names = new Map(subjects.map(({ id, name }) => [id, name]));
  return (
    <Loaded of={changes}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('domains.noChanges')}>
            <p>{t('domains.noChangesText')}</p>
          </Empty>
        ) : (
          <>
            <p class="note">{t('domains.lastWeek')}</p>
            <ChangeList changes={items} nameOf={(id) => names.get(id)} />
          </>
        )
      }
    </Loaded>
  );
}
