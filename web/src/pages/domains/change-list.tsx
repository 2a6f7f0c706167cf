/** What changed since when, newest first, day by day. */
import type { FindingChange } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { Said } from '../../components/said.tsx';
import { Time } from '../../components/time.tsx';
import { language, t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { dayOf, kindOfChange, toneOfChange, toneOfChanges } from './say-change.ts';

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
      {days.map((day) => (
        <section key={day[0]?.id}>
          <h2>{sayDay(day[0]?.at ?? '')}</h2>
          <ol class="changes">
            {[...Map.groupBy(day, ({ reportId }) => reportId)].map(([reportId, seen]) => (
              <AuditChanges key={reportId} changes={seen} nameOf={nameOf} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** What one audit saw changed: often several findings of one cause. */
function AuditChanges({
  changes,
  nameOf,
}: {
  readonly changes: readonly FindingChange[];
  readonly nameOf: ((subjectId: string) => string | undefined) | undefined;
}) {
  const [first] = changes;
  if (first === undefined) return null;
  const { at, subjectId, reportId } = first;
  const name = nameOf?.(subjectId);
  return (
    <li class={toneOfChanges(changes)}>
      <p class="note">
        {name !== undefined && (
          <>
            <a class="of" href={`/domains/${subjectId}`}>
              {name}
            </a>
            {' · '}
          </>
        )}
        <Time at={at} />
        {' · '}
        <a href={`/reports/${reportId}`}>{t('domains.itsReport')}</a>
      </p>
      {changes.map((change) => (
        <ChangeLine key={change.id} change={change} />
      ))}
    </li>
  );
}

function ChangeLine({ change }: { readonly change: FindingChange }) {
  const kind = kindOfChange(change);
  const { title, language: its, severity } = change;
  return (
    <p>
      <StateWord tone={toneOfChange(kind)}>{t(`domains.changed.${kind}`)}</StateWord>{' '}
      <Said text={title} language={its} />
      {severity !== undefined && toneOfChange(kind) === 'bad' && (
        <>
          {' · '}
          <SeverityWord severity={severity} />
        </>
      )}
    </p>
  );
}
