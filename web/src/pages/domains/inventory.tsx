/** The inventory's table: searched and narrowed, a line a name with its worst finding; several are audited at once. */
import { useSignal } from '@preact/signals';
import type { Subject, WrongThing } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { ChoiceFilter, SearchFilter } from '../../components/filters.tsx';
import { SaidIn } from '../../components/said.tsx';
import { Empty } from '../../components/states.tsx';
import { type Column, DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { unicodeName } from '../../names/unicode-name.ts';
import { query } from '../../router/router.ts';
import { may } from '../../state/session.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { langOf, t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { auditMany } from './audit-many.ts';
import { filterNames, standingOf, standings } from './standing-of.ts';

/** From so many names on one searches. */
const MANY = 10;

/** What is to be mended; advice is not counted. */
const faultsOf = ({ failures }: Subject): number => failures.critical + failures.error + failures.warning;

const choices = (family: string, values: readonly string[]) => [
  { value: '', label: t('common.all') },
  ...values.map((value) => ({ value, label: t(`${family}.${value}`) })),
];

export function Inventory({ subjects }: { readonly subjects: readonly Subject[] }) {
  const given = query.value;
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const filter = {
    words: given.get('words') ?? '',
    standing: given.get('standing') ?? '',
    kind: given.get('kind') ?? '',
  };
  const isFiltered = Object.values(filter).some((value) => value !== '');
  const shown = filterNames(subjects, filter);
  const wrong = subjects.filter((subject) => standingOf(subject) === 'bad').length;
  const mayAudit = may('write') && subjects.length > 1;
  const choose = (ids: Iterable<string>): void => {
    chosen.value = new Set(ids);
  };
  return (
    <>
      <p>
        {t('domains.count', { count: subjects.length })}{' '}
        {wrong === 0 ? t('domains.noneWrong') : t('domains.wrongCount', { count: wrong })}
      </p>
      {(subjects.length > MANY || isFiltered) && (
        <div class="filters">
          <SearchFilter name="words" label={t('domains.search')} />
          <ChoiceFilter
            name="standing"
            label={t('domains.standing')}
            choices={choices('words.standing', standings)}
          />
          <ChoiceFilter
            name="kind"
            label={t('domains.kind')}
            choices={choices('watch.kind', ['domain', 'host', 'ip'])}
          />
        </div>
      )}
      {mayAudit && (
        <AuditSeveral shown={shown} picked={shown.filter(({ id }) => chosen.value.has(id))} choose={choose} />
      )}
      {shown.length === 0 ? (
        <Empty title={t('domains.noneFound')}>
          <a href="/domains">{t('domains.showAll')}</a>
        </Empty>
      ) : (
        <div class="inventory">
          <DataTable
            caption={t('domains.inventory')}
            columns={mayAudit ? [chooseColumn(chosen.value, choose), ...columns()] : columns()}
            rows={shown}
            keyOf={({ id }) => id}
          />
        </div>
      )}
    </>
  );
}

/** Audits now whatever is chosen. */
function AuditSeveral({
  shown,
  picked,
  choose,
}: {
  readonly shown: readonly Subject[];
  readonly picked: readonly Subject[];
  readonly choose: (ids: readonly string[]) => void;
}) {
  const done = useSignal<number | undefined>(undefined);
  const audit = async (): Promise<void> => {
    if (done.value !== undefined) return;
    const { begun, failed } = await auditMany(picked, (count) => {
      done.value = count;
    });
    done.value = undefined;
    choose(failed === undefined ? [] : picked.slice(begun).map(({ id }) => id));
    toast(
      failed === undefined
        ? t('domains.auditsBegun', { count: begun })
        : t('domains.auditsStopped', { count: begun, name: failed.name, why: sayProblem(failed.problem) }),
    );
  };
  return (
    <div class="row several">
      <button
        type="button"
        disabled={shown.length === 0}
        onClick={() => choose(picked.length > 0 ? [] : shown.map(({ id }) => id))}
      >
        {picked.length > 0 ? t('domains.chooseNone') : t('domains.chooseAll', { count: shown.length })}
      </button>
      {picked.length > 0 && (
        <button type="button" class="main" disabled={done.value !== undefined} onClick={() => void audit()}>
          {done.value === undefined
            ? t('domains.auditChosen', { count: picked.length })
            : t('domains.beginning', { done: done.value, total: picked.length })}
        </button>
      )}
    </div>
  );
}

function chooseColumn(chosen: ReadonlySet<string>, choose: (ids: Iterable<string>) => void): Column<Subject> {
  return {
    id: 'choose',
    title: t('domains.choose'),
    kind: 'short',
    cell: ({ id, name }) => (
      <label class="check">
        <input
          type="checkbox"
          checked={chosen.has(id)}
          onChange={(event) => {
            const others = [...chosen].filter((one) => one !== id);
            choose(event.currentTarget.checked ? [...others, id] : others);
          }}
        />
        <span class="unseen">{t('domains.chooseOne', { name })}</span>
      </label>
    ),
  };
}

/** What a name means to people; that it is a domain goes without saying. */
const besideName = ({ name, kind, note }: Pick<Subject, 'name' | 'kind' | 'note'>): string =>
  [
    unicodeName(name) === name ? '' : unicodeName(name),
    kind === 'domain' ? '' : t(`watch.kind.${kind}`),
    note.split('\n', 1)[0] ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');

const columns = (): readonly Column<Subject>[] => [
  {
    id: 'name',
    title: t('domains.name'),
    isHead: true,
    cell: ({ id, name, kind, note }) => (
      <>
        <a class="row-link" href={`/domains/${id}`}>
          {name}
        </a>{' '}
        <span class="note">{besideName({ name, kind, note })}</span>
      </>
    ),
  },
  { id: 'wrong', title: t('domains.wrong'), cell: (subject) => <Wrong subject={subject} /> },
  {
    id: 'audited',
    title: t('domains.audited'),
    kind: 'short',
    cell: ({ lastAuditAt, nextAuditAt, everyHours }) => (
      <>
        {lastAuditAt === undefined ? t('domains.never') : <Time at={lastAuditAt} shows="ago" />}{' '}
        <span class="note">
          {everyHours === 0 || nextAuditAt === undefined
            ? t('watch.every.never')
            : t('watch.every', { count: everyHours })}
        </span>
      </>
    ),
  },
];

/** The worst fault in a line; how many more there are leads to all of them. Advice is told where there is nothing else. */
function Wrong({ subject }: { readonly subject: Subject }) {
  const { top, unknown, failures, lastAuditAt, lastProblem } = subject;
  const faults = faultsOf(subject);
  return (
    <>
      {lastProblem !== undefined && (
        <p class="note why" title={lastProblem}>
          <StateWord tone="unknown">{t('words.standing.unknown')}</StateWord>{' '}
          <SaidIn
            around={(why) => t('domains.saidNothing', { why })}
            text={lastProblem}
            language={subject.language}
          />
        </p>
      )}
      {faults === 0 && lastAuditAt !== undefined && (
        <p>
          <StateWord tone="good">{t('domains.nothingWrong')}</StateWord>
          {failures.notice > 0 && (
            <span class="note"> {t('domains.counts.notice', { count: failures.notice })}</span>
          )}
        </p>
      )}
      {lastAuditAt === undefined && lastProblem === undefined && (
        <StateWord tone="unknown">{t('domains.notAudited')}</StateWord>
      )}
      {faults > 0 && top[0] !== undefined && <Worst subject={subject} worst={top[0]} more={faults - 1} />}
      {unknown > 0 && <p class="note">{t('domains.unknownLately', { count: unknown })}</p>}
    </>
  );
}

function Worst({
  subject: { id },
  worst: { severity, title, language: its, since },
  more,
}: {
  readonly subject: Subject;
  readonly worst: WrongThing;
  readonly more: number;
}) {
  return (
    <div class="worst">
      <SeverityWord severity={severity} />
      <span class="what" title={title} lang={langOf(its)}>
        {title}
      </span>
      <span class="note">
        {t('watch.since')} <Time at={since} shows="day" />
      </span>
      {more > 0 && (
        <a class="row-link" href={`/domains/${id}`}>
          {t('domains.more', { count: more })}
        </a>
      )}
    </div>
  );
}
