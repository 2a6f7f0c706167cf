/** What changed since when, newest first, day by day. */
import type { FindingChange } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { Said } from '../../components/said.tsx';
import { Time } from '../../components/time.tsx';
import { language, t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { dayOf, kindOfChange, toneOfChange } from './say-change.ts';

const sayDay = (at: string): string =>
  new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), { dateStyle: 'full' }).format(
    new Date(at),
  );

/** `nameOf`: which name a change is of, where the list has several. */
export function ChangeList({
  changes,
  nameOf,
}: {
  readonly changes: readonly FindingChange[];
  readonly nameOf?: (subjectId: string) => string | undefined;
}) {
  const days = [...Map.groupBy(changes, ({ at }) => dayOf(at)).values()];
  return (
    <>
      {days.map(([first, ...rest]) =>
        first === undefined ? null : (
          <section key={first.id}>
            <h2>{sayDay(first.at)}</h2>
            <ol class="changes">
              {[first, ...rest].map((change) => (
                <ChangeLine key={change.id} change={change} name={nameOf?.(change.subjectId)} />
              ))}
            </ol>
          </section>
        ),
      )}
    </>
  );
}

function ChangeLine({ change, name }: { readonly change: FindingChange; readonly name: string | undefined }) {
  const kind = kindOfChange(change);
  const { at, title, language: its, severity, subjectId, reportId } = change;
  return (
    <li class={toneOfChange(kind)}>
      <p>
        <StateWord tone={toneOfChange(kind)}>{t(`domains.changed.${kind}`)}</StateWord>{' '}
        {name !== undefined && (
          <>
            <a href={`/domains/${subjectId}`}>{name}</a>{' '}
          </>
        )}
        <Said text={title} language={its} />
      </p>
      <p class="note">
        <Time at={at} />
        {severity !== undefined && kind !== 'mended' && kind !== 'gone' && (
          <>
            {' · '}
            <SeverityWord severity={severity} />
          </>
        )}
        {' · '}
        <a href={`/reports/${reportId}`}>{t('domains.itsReport')}</a>
      </p>
    </li>
  );
}
