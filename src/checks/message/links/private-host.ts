/** Links that only the sender can open: localhost, private addresses, names of local networks, staging hosts. */
import ipaddr from 'ipaddr.js';
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { WebTarget } from '../../../wire/links/index.ts';
import { consequenceOf } from '../leftovers/shown-texts.ts';
import { rfc } from '../published-sources.ts';
import { sayFaults, shortUrl, webLinks } from './link-findings.ts';
import { isQuotedLink } from './quoted-links.ts';

export const privateHost: MessageCheck = {
  id: 'links/private-host',
  sources: [rfc('6761 §6'), rfc('6762 §3'), rfc('1918 §3'), rfc('6890 §2.2')],
  run: (view, { profile }) => {
    const links = webLinks(view);
    const faults = links.flatMap((link) => {
      const message = kindOf(link.target);
      if (message === undefined || isQuotedLink(view, link)) return [];
      // People write by hand to those who sit in the same network.
      const consequence = message === 'staging' ? ('information' as const) : consequenceOf(profile);
      return [{ link, message, consequence, data: { host: link.target.host, url: shortUrl(link.href) } }];
    });
    return sayFaults(view, links, faults);
  },
};

const LOCAL =
  /(?:^|\.)(?:localhost|local|localdomain|lan|internal|intranet|home|corp|home\.arpa|test|invalid|private)$/;
const STAGING =
  /(?:^|[.-])(?:staging|stage|stg|preprod|pre-prod|dev|develop|sandbox|testing|uat|qa|preview)(?:[.-]|\d*\.)/;

function kindOf({
  host,
  isIp,
  domain,
}: WebTarget): 'local' | 'private-address' | 'staging' | 'single-label' | undefined {
  if (isIp) return isPrivate(host) ? 'private-address' : undefined;
  if (LOCAL.test(host)) return 'local';
  if (!host.includes('.')) return 'single-label';
  // What stands before the registered domain: 'dev.example.org', not 'dev.to'.
  const before = domain === undefined ? '' : host.slice(0, host.length - domain.length);
  return STAGING.test(before) ? 'staging' : undefined;
}

const ranges = [
  'private',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
  'unspecified',
  'broadcast',
  'reserved',
];

function isPrivate(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(bare)) return false;
  const address = ipaddr.process(bare);
  const range = address.range();
  // Documentation addresses count as 'reserved' there; they are told as plain addresses.
  const isSample = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8:/.test(address.toString());
  return ranges.includes(range) && !isSample;
}
