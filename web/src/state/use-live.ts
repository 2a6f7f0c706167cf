/** A page that keeps up with what happens: loads again a moment after the last of several events. */
import { useEffect, useRef } from 'preact/hooks';
import { type LiveKind, onLive } from './live.ts';

/** Events come in swarms: an audit ends, its alerts open, the next one begins. */
const SETTLE_MS = 400;

/** Calls `again` after events of `kind` that `isMine` takes. */
export function useLive(
  kind: LiveKind,
  again: () => void,
  isMine: (data: Readonly<Record<string, unknown>>) => boolean = () => true,
): void {
  const latest = useRef({ again, isMine });
  latest.current = { again, isMine };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLive(kind, (data) => {
      if (!latest.current.isMine(data)) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current.again(), SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [kind]);
}
