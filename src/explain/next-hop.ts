/**
 * Postfix looked for the address of a host and found none: 'Name service error for name=smtp.example.net type=A: Host not found'. Whose host that
 * is tells what it means; only where it is the recipient's very domain is that domain itself not found.
 */
import { domainOf } from '../wire/address/index.ts';
import { settledAs, type TextVerdict } from './classify-texts.ts';
import { isRelayHost } from './submission.ts';

/** Postfix, and dma of the smarthost that it was set to. */
const NOT_FOUND =
  /\bDNS lookup failure: host ([a-z0-9_.-]{1,253}) not found|\bName\s{1,20}service\s{1,20}error\s{1,20}for\s{1,20}name=([a-z0-9_.-]{1,253})\s{1,20}type=(?:A|AAAA):\s{1,20}(?:Host\s{1,20}not\s{1,20}found|Host\s{1,20}found\s{1,20}but\s{1,20}no\s{1,20}data)/i;
/** A host of its own, not a domain. */
const IS_HOST = /^[^.]+\.[^.]+\.[^.]/;

/** Is the name the address's domain, one below or one above it? */
function isOf(name: string, address: string | undefined): boolean {
  const domain = domainOf(address)?.toLowerCase();
  if (domain === undefined) return false;
  return name === domain || name.endsWith(`.${domain}`) || domain.endsWith(`.${name}`);
}

type Whose = 'recipient-domain' | 'own' | 'relay' | 'mx' | 'unknown';

/** Whose host it is, as far as its name tells. */
function whoseIs(name: string, { facts }: TextVerdict): Whose {
  const { recipient, sender, ownStep } = facts;
  if (domainOf(recipient)?.toLowerCase() === name) return 'recipient-domain';
  if (ownStep === 'delivery') return 'own';
  // 'amavis', 'mailhub': in a network of one's own; or, where nobody tells whom the mail was for, what stood behind the @.
  if (!name.includes('.')) return recipient === undefined ? 'unknown' : 'own';
  if (isOf(name, recipient)) return 'mx';
  if (isRelayHost(name) || isOf(name, sender)) return 'relay';
  return recipient !== undefined && IS_HOST.test(name) ? 'mx' : 'unknown';
}

/** The verdict on a name that was not found, by whose it is; any other stays as it is. */
export function ofNextHop(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  const [, ofDma, ofPostfix] = NOT_FOUND.exec(facts.text) ?? [];
  const name = (ofDma ?? ofPostfix)?.replace(/\.$/, '').toLowerCase();
  if (name === undefined) return verdict;
  const whose = whoseIs(name, verdict);
  if (whose === 'own') return settledAs(verdict, 'server.config', { ownStep: facts.ownStep ?? 'client' });
  // Where DNS gave no answer it may yet give one.
  if (classification.category === 'net.dns-temporary') return verdict;
  if (whose === 'relay') return settledAs(verdict, 'net.connection', { ownStep: 'client', via: 'relay' });
  return whose === 'mx' ? settledAs(verdict, 'domain.no-route') : verdict;
}
