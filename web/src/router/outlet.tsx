/** Shows the page of the path: loads it, moves the focus to its heading when a person went there. */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Failure } from '../components/states.tsx';
import { t } from '../texts/texts.ts';
import { arrivals } from './router.ts';
import type { FoundRoute, PageProps, Route } from './routes.ts';

type Loaded = { readonly route: Route; readonly page: ComponentType<PageProps> | 'failed' };

/** What was loaded last stays until the next page is there: no empty flash between two pages. */
const loaded = signal<Loaded | undefined>(undefined);

async function load(route: Route): Promise<void> {
  try {
    const page = await route.load();
    loaded.value = { route, page };
  } catch {
    // The file is gone (a newer version was installed) or the server is down: the page offers to load again.
    loaded.value = { route, page: 'failed' };
  }
}

export function Outlet({ found }: { readonly found: FoundRoute }) {
  const { route, parameters } = found;
  useEffect(() => {
    if (loaded.value?.route !== route) void load(route);
  }, [route]);
  const shown = loaded.value?.route === route ? loaded.value.page : undefined;
  useFocusOnArrival(shown !== undefined);
  if (shown === undefined) return <p class="busy">{t('common.loadingPage')}</p>;
  if (shown === 'failed')
    return (
      <Failure
        problem={{ code: 'page-failed', status: 0, title: t('problem.page-failed') }}
        retry={() => location.reload()}
      />
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
