/** What happens on the server while a page is open: open alerts, jobs that end, subjects that changed. */
import { signal } from '@preact/signals';
import { API } from '../api/client.ts';

/** How many open alerts nobody has acknowledged or muted: the number in the navigation. */
export const waitingAlerts = signal(0);

/** The server has not been heard for some seconds; the browser tries again by itself. */
export const isAway = signal(false);

/** A stream that ends in order is opened again within three seconds: that is nothing to tell. */
const AWAY_MS = 4_000;

export type LiveKind = 'alerts' | 'job' | 'change';
type Listener = (data: Readonly<Record<string, unknown>>) => void;

const listeners = new Map<LiveKind, Set<Listener>>();

/** Calls `listener` for each event of the kind; answers how to stop. */
export function onLive(kind: LiveKind, listener: Listener): () => void {
  const those = listeners.get(kind) ?? new Set();
  listeners.set(kind, those);
  those.add(listener);
  return () => those.delete(listener);
}

/** undefined where it is not an object of ours. */
export function readEvent(text: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(String(text));
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined; // not JSON: a proxy cut it
  }
}

/** Listens until stopped; the browser connects again by itself. */
export function startLive(): () => void {
  const source = new EventSource(`${API}/events`);
  const hear = (kind: LiveKind) => (event: MessageEvent) => {
    const data = readEvent(event.data);
    if (data === undefined) return;
    if (kind === 'alerts' && typeof data['open'] === 'number') waitingAlerts.value = data['open'];
    for (const listener of listeners.get(kind) ?? []) listener(data);
  };
  for (const kind of ['alerts', 'job', 'change'] as const) source.addEventListener(kind, hear(kind));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const back = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isAway.value = false;
  };
  source.addEventListener('open', back);
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) return back();
    timer ??= setTimeout(() => {
      isAway.value = true;
    }, AWAY_MS);
  });
  return () => {
    back();
    source.close();
  };
}
