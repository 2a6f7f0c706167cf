/** The address bar: where we are, going elsewhere, and the parameters behind '?'. */
import { computed, signal } from '@preact/signals';

interface Place {
  readonly path: string;
  readonly search: string;
  readonly hash: string;
}

const here = (): Place => ({ path: location.pathname, search: location.search, hash: location.hash });

export const place = signal<Place>(here());
export const query = computed(() => new URLSearchParams(place.value.search));

/** Counts arrivals that are a person's doing, so that focus follows them; not changes of the parameters of one page. */
export const arrivals = signal(0);

/** Goes to a path of ours. `replace`: without a step in the history. */
export function go(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const before = place.value.path;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  place.value = here();
  if (place.value.path === before) return;
  arrivals.value += 1;
  scrollTo(0, 0);
}

/** Sets parameters of this page ('' takes one away): filters and searches are links that can be kept. */
export function setQuery(values: Readonly<Record<string, string | undefined>>): void {
  const next = new URLSearchParams(place.value.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  const search = next.toString();
  go(`${place.value.path}${search === '' ? '' : `?${search}`}`, { replace: true });
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** Links inside the dashboard change the page without loading it anew; downloads, the API and other targets are left alone. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || !isPlainClick(event) || !(event.target instanceof Element)) return;
  const link = event.target.closest('a');
  if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
    return;
  if (/^\/(api|healthz|readyz|metrics)\b/.test(link.pathname)) return;
  if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  go(`${link.pathname}${link.search}${link.hash}`);
}

export function startRouter(): void {
  addEventListener('popstate', () => {
    const before = place.value.path;
    place.value = here();
    if (place.value.path !== before) arrivals.value += 1;
  });
  document.addEventListener('click', followLink);
}
