/** Follows a link: HEAD, GET where a server knows no HEAD, and redirects by hand, each hop checked like the first (RFC 9110 §15.4). */
import type { FetchedLink, LinkEnd, LinkHop } from '../../findings/facts/fetched-links.ts';
import type { Hop, HopAnswer } from './hop.ts';

export interface FollowLimits {
  readonly maxBytes: number;
  readonly maxRedirects: number;
  readonly timeoutMs: number;
  /** Ends the whole run. */
  readonly signal: AbortSignal;
}

/** The chain of one link. Never throws. */
export async function followLink(first: URL, hop: Hop, limits: FollowLimits): Promise<FetchedLink> {
  const hops: LinkHop[] = [];
  const signal = AbortSignal.any([AbortSignal.timeout(limits.timeoutMs), limits.signal]);
  const seen = new Set<string>();
  let url = first;
  for (;;) {
    if (seen.has(url.href)) return { url: first.href, hops, end: { state: 'redirects', why: 'circle' } };
    seen.add(url.href);
    const answer = await ask(url, hop, { ...limits, signal }, hops);
    if (answer.state === 'failed') return { url: first.href, hops, end: answer };
    const { status, location } = answer;
    if (![301, 302, 303, 307, 308].includes(status))
      return { url: first.href, hops, end: { state: 'answered', status } };
    const next = nextUrl(location, url);
    if (!(next instanceof URL)) return { url: first.href, hops, end: next };
    if (seen.size > limits.maxRedirects)
      return { url: first.href, hops, end: { state: 'redirects', why: 'many' } };
    url = next;
  }
}

async function ask(url: URL, hop: Hop, limits: FollowLimits, hops: LinkHop[]): Promise<HopAnswer> {
  const { maxBytes, signal } = limits;
  const note = (method: LinkHop['method'], answer: HopAnswer): HopAnswer => {
    hops.push({ url: url.href, method, ...(answer.state === 'answered' && { status: answer.status }) });
    return answer;
  };
  const head = note('HEAD', await hop(url, { method: 'HEAD', maxBytes, signal }));
  // Servers that know no HEAD say so in many ways, or hang up.
  const isRefused =
    head.state === 'answered' ? head.status >= 400 : ['reset', 'not-http'].includes(head.code);
  return isRefused ? note('GET', await hop(url, { method: 'GET', maxBytes, signal })) : head;
}

function nextUrl(location: string | undefined, base: URL): URL | LinkEnd {
  if (location === undefined || !URL.canParse(location, base.href))
    return { state: 'redirects', why: 'no-location' };
  const next = new URL(location, base);
  next.hash = '';
  return /^https?:$/.test(next.protocol) ? next : { state: 'redirects', why: 'scheme' };
}
