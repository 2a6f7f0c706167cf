/** The watched names that an address or domain belongs to, each with its page. */
import type { Listing } from '../../api/types.ts';
import { t } from '../../texts/texts.ts';

type Subjects = Listing['subjects'];

/** `more`: how many the server did not name; `shown`: so many at once, the others folded. */
export function WatchedNames({
  subjects,
  more,
  shown,
}: {
  readonly subjects: Subjects;
  readonly more: number;
  readonly shown: number;
}) {
  const rest = subjects.slice(shown);
  if (rest.length === 0) return <Names subjects={subjects} more={more} />;
  return (
    <>
      <Names subjects={subjects.slice(0, shown)} more={0} />
      <details class="lookups">
        <summary>{t('lists.moreNames', { count: rest.length + more })}</summary>
        <Names subjects={rest} more={more} />
      </details>
    </>
  );
}

function Names({ subjects, more }: { readonly subjects: Subjects; readonly more: number }) {
  return (
    <>
      {subjects.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <a href={`/domains/${id}`}>{name}</a>
        </span>
      ))}
      {more > 0 && ` ${t('lists.moreNames', { count: more })}`}
    </>
  );
}

/** The name that a row is about, led to its page where it is watched itself, and the others that it belongs to. */
export function AboutCell({
  about,
  subjects,
  more,
}: {
  readonly about: string;
  readonly subjects: Subjects;
  readonly more: number;
}) {
  const own = subjects.find(({ name }) => name === about);
  const others = subjects.filter((one) => one !== own);
  return (
    <>
      {own === undefined ? about : <a href={`/domains/${own.id}`}>{about}</a>}
      {others.length > 0 && (
        <div class="note">
          <WatchedNames subjects={others} more={more} shown={3} />
        </div>
      )}
    </>
  );
}
