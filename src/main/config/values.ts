/** The kinds of value that waypost.toml holds: each reads its text and says what is wrong with it in one clause. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { canonicalIp } from '../../base/ip.ts';
import type { JsonObject } from '../../base/json.ts';
import { parseServer } from '../../gather/dns/index.ts';

/** Where to listen. Port 0: any that is free. */
export interface ListenAddress {
  /** 'localhost' or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A network of addresses: '192.0.2.0/24'. */
export interface Network {
  readonly text: string;
  readonly base: ipaddr.IPv4 | ipaddr.IPv6;
  readonly bits: number;
}

/** What is wrong with a value: a clause, and the same for a catalogue ('serve.fault.<code>'). */
export interface ValueFault {
  readonly code: string;
  readonly data?: JsonObject;
}

type Read<T> = { readonly value: T } | (ValueFault & { readonly fault: string });

/** A text that `read` turns into something else or faults. */
function textAs<T>(read: (text: string) => Read<T>) {
  return z.string().transform((text, context): T => {
    const said = read(text);
    if ('value' in said) return said.value;
    const { code, data, fault: message } = said;
    context.addIssue({ code: 'custom', message, params: { code, data } });
    return z.NEVER;
  });
}

const PORT = /^\d{1,5}$/;

function readListen(text: string): Read<ListenAddress> {
  const colon = text.lastIndexOf(':');
  if (colon === -1 || text.endsWith(']')) return { code: 'no-port', fault: 'it names no port' };
  const [name, port] = [text.slice(0, colon), text.slice(colon + 1)];
  if (!PORT.test(port) || Number(port) > 65_535)
    return { code: 'bad-port', fault: 'the port is no number from 0 to 65535' };
  const host = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  if (host === '') return { code: 'no-address', fault: 'it names no address' };
  if (isIP(host) === 6 && host === name)
    return { code: 'bare-ipv6', fault: 'an IPv6 address stands in brackets' };
  if (host !== 'localhost' && isIP(host) === 0)
    return { code: 'no-ip', fault: 'before the port stands neither an IP address nor localhost' };
  return { value: { host, port: Number(port) } };
}

/** 'host:port'. */
export const listenAddress = textAs(readListen);

/** 'host:port' of a DNS server, as it was written. */
export const dnsServer = textAs((text): Read<string> => {
  const server = parseServer(text);
  if (server.ok) return { value: text };
  const { code, message, data = {} } = server.problem;
  return { code, data, fault: message.replace(/\.$/, '') };
});

function readOrigin(text: string): Read<string> {
  if (!URL.canParse(text)) return { code: 'no-web-address', fault: 'it is no address of a web site' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { code: 'no-scheme', fault: 'it begins with neither https:// nor http://' };
  if (url.username !== '' || url.password !== '')
    return { code: 'user-in-address', fault: 'a name or password does not belong there' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return {
      code: 'path-in-address',
      fault: 'something stands behind the host; Waypost needs a host of its own, no path',
    };
  return { value: url.origin };
}

/** 'https://waypost.example.org': scheme, host and port alone. */
export const webOrigin = textAs(readOrigin);

/** Reads '192.0.2.0/24', or an address alone as a network of one. */
export function readNetwork(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const canonical = canonicalIp(address);
  if (canonical === undefined || rest.length > 0) return undefined;
  const base = ipaddr.parse(canonical);
  const most = base.kind() === 'ipv4' ? 32 : 128;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return undefined;
  const length = bits === undefined ? most : Number(bits);
  return length > most ? undefined : { text, base, bits: length };
}

/** Networks as texts; at most 100. */
export const networks = z
  .array(
    textAs((text): Read<Network> => {
      const network = readNetwork(text);
      return network === undefined
        ? {
            code: 'no-network',
            data: { text: text.slice(0, 50) },
            fault: `'${text.slice(0, 50)}' is neither an IP address nor a network`,
          }
        : { value: network };
    }),
  )
  .max(100);

/** No proxy stands in networks wider than these: a private one of RFC 1918 (/8) or RFC 4193 (/7) is the widest somebody has whole. */
const WIDEST = { ipv4: 8, ipv6: 7 } as const;

/** Networks of proxies: whoever is inside says who asks, so a network that holds strangers is refused. */
export const proxyNetworks = networks.superRefine((all, context) => {
  for (const { text, base, bits } of all)
    if (bits < WIDEST[base.kind()])
      context.addIssue({
        code: 'custom',
        message: `'${text}' holds more than your proxies, and everybody in it could write who asks and that he came by HTTPS; name the addresses of the proxies alone`,
        params: { code: 'wide-network', data: { text } },
      });
});

/** A whole number of these bounds; the ends are told as they are, also to numbers beyond what is counted exactly. */
export const wholeNumber = (least: number, most: number) =>
  z.number().superRefine((value, context) => {
    const [code, message] =
      value < least
        ? ['too-little', `it is less than ${least}`]
        : value > most
          ? ['too-much', `it is more than ${most}`]
          : Number.isSafeInteger(value)
            ? []
            : ['no-whole-number', 'a whole number is wanted'];
    if (code === undefined) return;
    context.addIssue({ code: 'custom', message, params: { code, data: { least, most } } });
  });

/** True where one of the networks holds the address; an IPv4-mapped one counts as IPv4. */
export function isInside(address: string, all: readonly Network[]): boolean {
  // Asked with every request, and mostly of an empty list.
  if (all.length === 0) return false;
  const canonical = canonicalIp(address);
  if (canonical === undefined) return false;
  const parsed = ipaddr.parse(canonical);
  return all.some(({ base, bits }) => base.kind() === parsed.kind() && parsed.match(base, bits));
}
