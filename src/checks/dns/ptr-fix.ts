/** The request to whoever owns the reverse zone of an IP: reverse names are set there and nowhere else. */
import { isFullName, plainName } from '../../base/host-name.ts';
import type { Fix } from '../../findings/fix.ts';

/** `helo`: the name to ask for, where it is a full name. */
export function askForPtr(ip: string, helo: string | undefined): Fix {
  const name = plainName(helo ?? '');
  const text = isFullName(name)
    ? `Please set the reverse DNS (PTR) of ${ip} to ${name}, the name of our mail server.`
    : `Please set the reverse DNS (PTR) of ${ip} to the full host name of our mail server, which resolves to ${ip}.`;
  return { kind: 'contact', who: 'ip-owner', text };
}

/** The address record that makes a name resolve to the IP. */
export function addressRecord(name: string, ip: string): Fix {
  return { kind: 'dns', name, type: ip.includes(':') ? 'AAAA' : 'A', value: ip };
}
