/** Links that borrow the name of a large site, or of any script that leads on to whatever address it is given. */
import { getDomain } from 'tldts';
import type { LinkHosts } from '../../../findings/mail-tables.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { parseTarget, type WebTarget } from '../../../wire/links/index.ts';
import { ownDomains } from '../sender-domains.ts';
import { listedName } from './host-lists.ts';
import { sayFaults, shortUrl, webLinks, withHosts } from './link-findings.ts';

const MAX_PARAMETERS = 30;

/** Where a redirecting address leads, as far as it says so; undefined where it is none. */
export function redirectOf(target: WebTarget, hosts: LinkHosts): Redirect | undefined {
  // Most addresses have nothing that could lead on.
  if (target.query === '' && target.path === '/') return undefined;
  const before = seen.get(target);
  if (before !== undefined) return before.redirect;
  const redirect = readRedirect(target, hosts);
  seen.set(target, { redirect });
  return redirect;
}

interface Redirect {
  readonly isKnown: boolean;
  /** Registrable domain; '' where the address does not say. */
  readonly to: string;
}

const seen = new WeakMap<WebTarget, { readonly redirect: Redirect | undefined }>();

function readRedirect(target: WebTarget, hosts: LinkHosts): Redirect | undefined {
  const known = hosts.redirectors.find(
    ({ host, path }) =>
      (target.host === host || target.host.endsWith(`.${host}`)) && target.path.startsWith(path),
  );
  const wanted = known === undefined ? hosts.redirectParameters : new Set(known.parameters);
  let count = 0;
  for (const [name, value] of new URLSearchParams(target.query)) {
    count += 1;
    if (count > MAX_PARAMETERS) break;
    if (!wanted.has(name.toLowerCase())) continue;
    const inner = /^(?:https?:)?\/\//i.test(value) ? parseTarget(value) : undefined;
    if (inner?.kind === 'web' && inner.domain !== undefined && inner.domain !== target.domain)
      return { isKnown: known !== undefined, to: inner.domain };
  }
  // The parameter may be opaque: only where the page does nothing else is that enough.
  return known !== undefined && known.parameters.length === 0 ? { isKnown: true, to: '' } : undefined;
}

export const redirector: MessageCheck = {
  id: 'links/redirector',
  sources: [
    {
      title: 'CWE-601: URL redirection to untrusted site',
      url: 'https://cwe.mitre.org/data/definitions/601.html',
    },
    { title: 'Own collection, data/link-hosts.toml', seen: '2026-11-26' },
  ],
  run: (view, given) =>
    withHosts(given, (hosts) => {
      const own = ownDomains(view, given);
      const links = webLinks(view).filter(({ source }) => source !== 'image');
      const faults = links.flatMap((link) => {
        const { host, domain } = link.target;
        // Click counters lead on by design, and to the sender's own pages.
        if (domain !== undefined && own.has(domain)) return [];
        if (listedName(host, hosts.trackers) !== undefined) return [];
        const redirect = redirectOf(link.target, hosts);
        if (redirect === undefined || own.has(getDomain(redirect.to) ?? '')) return [];
        const data = { host, url: shortUrl(link.href), ...(redirect.to !== '' && { to: redirect.to }) };
        const message = redirect.isKnown ? 'known' : 'by-parameter';
        return [{ link, message, consequence: 'information' as const, data }];
      });
      return sayFaults(view, links, faults);
    }),
};
