/** A moment in the reader's time; UTC stands beside it or in its title. */
import { language, t } from '../texts/texts.ts';
import { formatAgo, formatLocal, formatUtc } from '../time/format.ts';

/** `shows`: 'local' (UTC in the title), 'both', 'ago' ('3 hours ago', both in the title). */
export function Time({
  at,
  shows = 'local',
}: {
  readonly at: string;
  readonly shows?: 'local' | 'both' | 'ago';
}) {
  const local = formatLocal(at, language());
  const utc = formatUtc(at);
  if (shows === 'both')
    return (
      <time dateTime={at}>
        {local} ({utc})
      </time>
    );
  return (
    <time dateTime={at} title={shows === 'ago' ? `${local} (${utc})` : utc}>
      {shows === 'ago' ? formatAgo(at, Date.now(), language(), t('common.justNow')) : local}
    </time>
  );
}
