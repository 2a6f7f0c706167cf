/** The message as a reader sees it, in a frame that may do nothing; its fragment brings the place of a finding into view. */
import { useEffect, useRef } from 'preact/hooks';
import { API } from '../../api/client.ts';
import { t } from '../../texts/texts.ts';

export function MessageFrame({
  reportId,
  at,
}: {
  readonly reportId: string;
  /** The index of a finding in the document. */
  readonly at?: number | undefined;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const address = `${API}/reports/${encodeURIComponent(reportId)}/frame`;
  useEffect(() => {
    // Only the fragment changes: nothing is loaded again.
    if (frame.current !== null && at !== undefined) frame.current.src = `${address}#waypost-${at}`;
  }, [at, address]);
  return (
    <iframe ref={frame} class="message" src={address} sandbox="" title={t('messages.frame')} loading="lazy" />
  );
}
