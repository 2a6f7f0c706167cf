/** What an audit is asked about, read from what a person typed: a domain, a mail host, an address on the Internet. */
import { domainToASCII } from 'node:url';
import { getPublicSuffix, parse } from 'tldts';
import { isFullName, plainName } from '../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../base/ip.ts';
import { failed, ok, type Result } from '../base/result.ts';

export interface AuditSubject {
  /** 'name': a domain or a host; DNS tells which. */
  readonly kind: 'name' | 'domain' | 'host' | 'ip';
  /** Lower case, A-labels, without the final dot; an address in canonical form. */
  readonly name: string;
  /** As typed, where it differs: an address of a person, an internationalised name. */
  readonly given: string;
}

const MAX_INPUT = 1000;

/**
 * Reads one subject. Problems: 'empty', 'too-long', 'not-a-name', 'not-an-ip', 'single-label', 'public-suffix',
 * 'private-ip', 'local-name', 'network', 'record-name'.
 */
export function parseAuditSubject(text: string, allowPrivate = false): Result<AuditSubject> {
  const given = text.trim();
  if (given === '') return failed('empty', 'Nothing was given; name a domain, an IP address or a mail host.');
  if (given.length > MAX_INPUT)
    return failed('too-long', `'${given.slice(0, 40)}…' is too long for a name.`, {
      name: given.slice(0, 40),
    });
  const ip = canonicalIp(given);
  if (ip !== undefined) {
    if (!allowPrivate && !isPublicIp(ip)) {
      return failed(
        'private-ip',
        `${ip} is a private or reserved address that no receiver ever sees; give the public address your mail leaves from.`,
        { name: ip },
      );
    }
    return ok({ kind: 'ip', name: ip, given });
  }
  const [network = '', ...bits] = given.split('/');
  if (bits.length === 1 && canonicalIp(network) !== undefined)
    return failed('network', `'${given}' is a network; give its addresses one by one.`, { name: given });
  return parseName(given, allowPrivate);
}

/** 'user@example.org', 'https://example.org/' and '@example.org' mean the domain in them. */
function bareName(given: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.exec(given)?.[0];
  const rest = url === undefined ? given : (given.slice(url.length).split(/[/?#:]/, 1)[0] ?? '');
  const address = rest.replace(/^mailto:/i, '').replace(/^<|>$/g, '');
  return address.slice(address.lastIndexOf('@') + 1);
}

function parseName(given: string, allowPrivate: boolean): Result<AuditSubject> {
  const bare = plainName(bareName(given));
  const isAscii = /^[\x21-\x7e]*$/.test(bare);
  const name = isAscii ? bare : domainToASCII(bare);
  const labels = name.split('.');
  const isSyntax =
    name.length <= 253 && labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
  if (name === '' || !isSyntax) {
    const shown = given.slice(0, 100);
    return failed('not-a-name', `'${shown}' is no domain name, host name or IP address.`, { name: shown });
  }
  if (labels.every((label) => /^\d+$/.test(label))) {
    return failed(
      'not-an-ip',
      `'${name}' is no IP address: write four numbers from 0 to 255, as in 192.0.2.1.`,
      { name },
    );
  }
  if (labels.length < 2) {
    return failed('single-label', `'${name}' is a single label; give the whole name, as in example.org.`, {
      name,
    });
  }
  if (!isFullName(name) && !allowPrivate) {
    return failed('local-name', `'${name}' is a local name that the Internet's DNS does not know.`, { name });
  }
  if (getPublicSuffix(name) === name && parse(name).isIcann === true) {
    return failed(
      'public-suffix',
      `'${name}' is a public suffix under which others register their domains; give one of those.`,
      { name },
    );
  }
  const owner = ownerOfRecord(labels);
  if (owner !== undefined) {
    const message = `'${name}' is the name of a record, not of a domain; audit ${owner}.`;
    return failed('record-name', message, { name, domain: owner });
  }
  // An address or a bare registered domain is a domain; of other names DNS tells what they are.
  const isDomain = given.includes('@') || parse(name).domain === name;
  return ok({ kind: isDomain ? 'domain' : 'name', name, given });
}

/** Labels that stand before a domain in the names of its mail records, whatever stands before them. */
const recordLabels: ReadonlySet<string> = new Set([
  '_dmarc',
  '_domainkey',
  '_mta-sts',
  '_tls',
  '_bimi',
  '_tcp',
]);

/** 'example.org' of '_dmarc.example.org' and 'sel._domainkey.example.org'. */
function ownerOfRecord(labels: readonly string[]): string | undefined {
  const place = labels.findLastIndex((label) => recordLabels.has(label));
  return place === -1 || place > labels.length - 3 ? undefined : labels.slice(place + 1).join('.');
}
