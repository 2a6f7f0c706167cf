/**
 * Opens the links of a message, on request only. Limits: 50 addresses, 64 kB and 5 s each, 30 s together, five redirects, one request at
 * a time for each host and eight together. A link that does something when it is opened is left alone.
 */
import type { FetchedLink, FetchedLinks } from '../../findings/facts/fetched-links.ts';
import { type FollowLimits, followLink } from './follow.ts';
import type { Hop } from './hop.ts';

export interface LinkToFetch {
  readonly url: string;
  /** What a reader sees of it. */
  readonly shown: string;
}

const MAX_LINKS = 50;
const MAX_TOGETHER = 8;
const ALL_MS = 30_000;
const limits = { maxBytes: 65_536, maxRedirects: 5, timeoutMs: 5_000 };

/** To unsubscribe, to confirm, to accept: what opening such a link does cannot be known. */
const ACTS =
  /unsub|opt-?(?:out|in)|abmeld|abbestell|desinscri|désabonn|désinscri|darse|afmeld|uitschrij|wypisz|odhl[aá]s|отпис|退订|退訂|解除|confirm|verif|activat|approve|accept|reject|decline|reset|delete|cancel|magic|token=|one-?click|rsvp|vote/i;

/** Never throws. `signal` calls all of it off. */
export async function fetchLinks(
  links: readonly LinkToFetch[],
  hop: Hop,
  signal?: AbortSignal,
): Promise<FetchedLinks> {
  const wanted = new Map<string, URL>();
  let spared = 0;
  for (const { url, shown } of links) {
    if (!URL.canParse(url)) continue;
    const target = new URL(url);
    target.hash = '';
    if (wanted.has(target.href) || !/^https?:$/.test(target.protocol)) continue;
    if (ACTS.test(url) || ACTS.test(shown)) spared += 1;
    else wanted.set(target.href, target);
  }
  const urls = [...wanted.values()].slice(0, MAX_LINKS);
  const end = AbortSignal.any([AbortSignal.timeout(ALL_MS), ...(signal === undefined ? [] : [signal])]);
  const found = await byHost(
    urls,
    (url) => followLink(url, hop, { ...limits, signal: end } satisfies FollowLimits),
    end,
  );
  return { links: found, spared, left: wanted.size - found.length };
}

/** One at a time for each host, some hosts together; what had not begun at the end is left out. */
async function byHost(
  urls: readonly URL[],
  follow: (url: URL) => Promise<FetchedLink>,
  end: AbortSignal,
): Promise<readonly FetchedLink[]> {
  const queues = [...Map.groupBy(urls, ({ host }) => host).values()];
  const found = new Map<URL, FetchedLink>();
  const work = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift())
      for (const url of queue) if (!end.aborted) found.set(url, await follow(url));
  };
  await Promise.all(Array.from({ length: MAX_TOGETHER }, work));
  return urls.flatMap((url) => found.get(url) ?? []);
}
