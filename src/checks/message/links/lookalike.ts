/** Names of links that look like the sender's own name, or like the name that stands in the text, and are another. */
import { getDomain, getDomainWithoutSuffix } from 'tldts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { looksLike, type WebTarget } from '../../../wire/links/index.ts';
import { rspamd } from '../engine-rules.ts';
import { rspamdRules } from '../published-sources.ts';
import { senderDomains } from '../sender-domains.ts';
import { type LinkFault, sayFaults, type WebLink, webLinks } from './link-findings.ts';
import { shownDomain } from './shown-domain.ts';

export const lookalike: MessageCheck = {
  id: 'links/lookalike',
  sources: [{ title: 'UTS #39 §4', url: 'https://www.unicode.org/reports/tr39/' }, rspamdRules],
  run: (view) => {
    const own = senderDomains(view);
    const links = webLinks(view);
    return sayFaults(
      view,
      links,
      links.flatMap((link) => faultOf(link, own)),
    );
  },
};

function faultOf(link: WebLink, own: readonly string[]): readonly LinkFault[] {
  const name = nameOf(link.target);
  const { domain } = link.target;
  if (name === undefined || domain === undefined || own.includes(domain)) return [];
  const imitated = own.find((other) => looksLike(name, getDomainWithoutSuffix(other) ?? other));
  const shown = shownDomain(link)?.domain;
  const imitates = imitated ?? (shown !== undefined && looksLike(domain, shown) ? shown : undefined);
  if (imitates === undefined) return [];
  const data = { host: link.target.shownHost, imitated: imitates };
  return [
    { link, message: 'imitates', consequence: 'score', data, engineRules: [rspamd('OMOGRAPH_URL', 5)] },
  ];
}

/** The registered label as a reader sees it. */
function nameOf({ shownHost, isIp }: WebTarget): string | undefined {
  return isIp || getDomain(shownHost) === null ? undefined : (getDomainWithoutSuffix(shownHost) ?? undefined);
}
