/** A moment in the reader's time; UTC stands beside it or in its title. */
import { language, t } from '../texts/texts.ts';
import { formatAgo, formatDay, formatLocal, formatUtc } from '../time/format.ts';

/** `shows`: 'local' (UTC in the title), 'both', 'ago' ('3 hours ago') and 'day', with both in the title. */
export function Time({
  at,
  shows = 'local',
}: {
  readonly at: string;
  readonly shows?: 'local' | 'both' | 'ago' | 'day';
}) {
  const local = formatLocal(at, language());
  const utc = formatUtc(at);
  const both = `${local} (${utc})`;
  if (shows === 'both') return <time dateTime={at}>{both}</time>;
  if (shows === 'local')
    return (
      <time dateTime={at} title={utc}>
        {local}
      </time>
    );
  return (
    <time dateTime={at} title={both}>
      {shows === 'day'
        ? formatDay(at, language())
        : formatAgo(at, Date.now(), language(), t('common.justNow'))}
    </time>
  );
}
