/** Two reports of the same kind: what came, what went, what changed from the earlier to the later. */
import { toneOfClass, toneOfSeverity } from '../../answer/marks.ts';
import { call } from '../../api/call.ts';
import type { Comparison } from '../../api/shapes.ts';
import { StateWord, type Tone } from '../../components/chip.tsx';
import { Page } from '../../components/page.tsx';
import { Said } from '../../components/said.tsx';
import { Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { query, setQuery } from '../../router/router.ts';
import { useLoad } from '../../state/load.ts';
import { showMarks } from '../../texts/show-marks.ts';
import { langOf, language, t } from '../../texts/texts.ts';
import { severities } from '../../watching/severity.tsx';
import { whyNotCompared } from './comparable.ts';
import { sortThings } from './compared-things.ts';

type ChangedThing = Comparison['changed'][number];
type ComparedThing = Comparison['came'][number];
type ComparedState = ChangedThing['from'];
type ComparedSide = Comparison['a'];

export function ComparePage() {
  const a = query.value.get('a') ?? '';
  const b = query.value.get('b') ?? '';
  const comparison = useLoad(
    (signal) => call('GET /reports/compare', { query: { a, b, language: language() }, signal }),
    [a, b, language()],
  );
  return (
    <Page
      title={t('compare.title')}
      width="wide"
      actions={
        <button type="button" onClick={() => setQuery({ a: b, b: a })}>
          {t('compare.swap')}
        </button>
      }
    >
      <Loaded of={comparison} loading={t('compare.loading')}>
        {(value) => <Compared comparison={value} />}
      </Loaded>
    </Page>
  );
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const { kind, a, b, came, went, same, more } = comparison;
  const changed = comparison.changed.filter(({ from, to }) => matters(from) || matters(to));
  const arrived = sortThings(came);
  const left = sortThings(went);
  const isAlike = arrived.seen.length + left.seen.length + changed.length === 0;
  return (
    <>
      <div class="pair">
        <Side side={a} title={t('compare.first')} />
        <Side side={b} title={t('compare.second')} />
      </div>
      {whyNotCompared({ ...a, kind }, { ...b, kind }) !== undefined && <p>{t('compare.apart')}</p>}
      {isAlike && <p>{t('compare.alike')}</p>}
      <Things title={t('compare.came', { count: arrived.seen.length })} things={arrived.seen} of={b} />
      <Changes things={changed} a={a} b={b} />
      <Things title={t('compare.went', { count: left.seen.length })} things={left.seen} of={a} />
      <NotChecked things={arrived.notChecked} of={b} family="compare.notCheckedNow" />
      <NotChecked things={left.notChecked} of={a} family="compare.notCheckedBefore" />
      <p class="note">
        {t('compare.same', { count: same + comparison.changed.length - changed.length })}{' '}
        {more > 0 && t('compare.more', { count: more })}
      </p>
    </>
  );
}

/** That a question no longer arises, where the answer was good, is no change that anybody looks for. */
const matters = ({ outcome }: ComparedState): boolean => outcome !== 'pass' && outcome !== 'not-applicable';

function Side({ side, title }: { readonly side: ComparedSide; readonly title: string }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p>
        <a href={`/reports/${side.id}`}>{showMarks(side.about)}</a>
      </p>
      <p>
        <StateWord tone={side.standing}>{t(`words.standing.${side.standing}`)}</StateWord>{' '}
        <Said text={side.headline} language={side.language} />
      </p>
      <p class="note">
        <Time at={side.at} shows="both" />
      </p>
    </section>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  fail: 'bad',
  pass: 'good',
  permanent: 'bad',
  transient: 'bad',
};

/** A failure weighs as on its own page: of an audit by its severity, of a message by what follows from it. */
function toneOf({ outcome, weight }: ComparedState): Tone | 'warn' {
  if (outcome !== 'fail' || weight === '') return tones[outcome] ?? 'unknown';
  const isSeverity = severities.some((severity) => severity === weight);
  return isSeverity ? toneOfSeverity(weight, 'fail') : toneOfClass(weight, 'fail');
}

/** `language`: of the report. */
const wordOf = ({ word, weight, outcome }: ComparedState, its: string | undefined) =>
  word === '' ? (
    outcome === 'not-applicable' ? (
      t('compare.gone')
    ) : (
      weight || outcome
    )
  ) : (
    <Said text={word} language={its} />
  );

const aboutOf = ({ about }: { readonly about: string }): string => about;

/** Of one message, or one domain, the column would say the same in each row. */
const differ = (things: readonly { readonly about: string }[]): boolean =>
  new Set(things.map(({ about }) => about)).size > 1;

/** Folded: what one of the two audits did not look at has not changed. */
function NotChecked({
  things,
  of,
  family,
}: {
  readonly things: readonly ComparedThing[];
  readonly of: ComparedSide;
  readonly family: 'compare.notCheckedNow' | 'compare.notCheckedBefore';
}) {
  if (things.length === 0) return null;
  const title = t(family, { count: things.length });
  return (
    <details>
      <summary>{title}</summary>
      <ThingTable title={title} things={things} of={of} />
    </details>
  );
}

interface ThingsProps {
  readonly title: string;
  readonly things: readonly ComparedThing[];
  /** The report that tells of them. */
  readonly of: ComparedSide;
}

function Things({ title, things, of }: ThingsProps) {
  if (things.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ThingTable title={title} things={things} of={of} />
    </>
  );
}

function ThingTable({ title, things, of: { language: its } }: ThingsProps) {
  return (
    <DataTable
      caption={title}
      rows={things}
      keyOf={({ key }) => key}
      columns={[
        {
          id: 'word',
          title: t('answer.result'),
          kind: 'short',
          cell: (thing) => <StateWord tone={toneOf(thing)}>{wordOf(thing, its)}</StateWord>,
        },
        {
          id: 'label',
          title: t('messages.finding'),
          isHead: true,
          cell: ({ label }) => <Said text={label} language={its} />,
        },
        ...(differ(things) ? [{ id: 'about', title: t('compare.about'), cell: aboutOf }] : []),
        {
          id: 'detail',
          title: t('answer.answer'),
          cell: ({ detail }) => <Said text={detail} language={its} />,
        },
      ]}
    />
  );
}

function Changes({
  things,
  a,
  b,
}: {
  readonly things: readonly ChangedThing[];
  readonly a: ComparedSide;
  readonly b: ComparedSide;
}) {
  if (things.length === 0) return null;
  const title = t('compare.changed', { count: things.length });
  const state = (one: ComparedState, its: string | undefined) => (
    <>
      <StateWord tone={toneOf(one)}>{wordOf(one, its)}</StateWord>
      <div class="note" lang={langOf(its)}>
        {one.detail}
      </div>
    </>
  );
  return (
    <>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        rows={things}
        keyOf={({ key }) => key}
        columns={[
          {
            id: 'label',
            title: t('messages.finding'),
            isHead: true,
            // A question that no longer arises is called as the earlier one called it.
            cell: ({ label, to, from }) => (
              <Said text={label} language={to.word === '' && from.word !== '' ? a.language : b.language} />
            ),
          },
          ...(differ(things) ? [{ id: 'about', title: t('compare.about'), cell: aboutOf }] : []),
          { id: 'from', title: t('compare.first'), cell: ({ from }) => state(from, a.language) },
          { id: 'to', title: t('compare.second'), cell: ({ to }) => state(to, b.language) },
        ]}
      />
    </>
  );
}
