/** Shows the page of the path: loads it, moves the focus to its heading when a person went there. */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { call } from '../api/call.ts';
import { Failure } from '../components/states.tsx';
import { t } from '../texts/texts.ts';
import { arrivals } from './router.ts';
import type { FoundRoute, PageProps, Route } from './routes.ts';

type Loaded = { readonly route: Route; readonly page: ComponentType<PageProps> | 'failed' | 'unreachable' };

/** What was loaded last stays until the next page is there: no empty flash between two pages. */
const loaded = signal<Loaded | undefined>(undefined);

async function load(route: Route): Promise<void> {
  try {
    const page = await route.load();
    loaded.value = { route, page };
  } catch {
    // The file is gone (a newer version was installed), or nobody answers: only then a new load would show nothing at all.
    loaded.value = { route, page: (await isThere()) ? 'failed' : 'unreachable' };
  }
}

async function isThere(): Promise<boolean> {
  const answer = await call('GET /meta');
  return answer.ok || answer.problem.code !== 'unreachable';
}

/** A browser keeps what it could not import: the page is loaded anew, once there is a server that gives it. */
async function loadAgain(): Promise<void> {
  if (await isThere()) location.reload();
}

export function Outlet({ found }: { readonly found: FoundRoute }) {
  const { route, parameters } = found;
  useEffect(() => {
    if (loaded.value?.route !== route) void load(route);
  }, [route]);
  const shown = loaded.value?.route === route ? loaded.value.page : undefined;
  useFocusOnArrival(shown !== undefined);
  if (shown === undefined)
    return (
      <main>
        <p class="busy">{t('common.loadingPage')}</p>
      </main>
    );
  if (shown === 'failed' || shown === 'unreachable')
    return (
      <main>
        <Failure
          problem={{ code: shown === 'failed' ? 'page-failed' : 'unreachable', status: 0, title: '' }}
          retry={() => void loadAgain()}
        />
      </main>
    );
  const Shown = shown;
  return <Shown key={`${route.path} ${JSON.stringify(parameters)}`} parameters={parameters} />;
}

/** After going to another page the heading has the focus, so that keyboards and screen readers begin there. Not on the first page. */
function useFocusOnArrival(isShown: boolean): void {
  const seen = useRef(arrivals.peek());
  const now = arrivals.value;
  useLayoutEffect(() => {
    if (!isShown || seen.current === now) return;
    seen.current = now;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  });
}
