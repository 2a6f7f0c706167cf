/** Which resolvers to ask: those of the system, or one given as text. */
import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import { failed, ok, type Result } from '../../base/result.ts';

export interface DnsServer {
  /** IP address, or a name that the system's hosts file knows. */
  readonly host: string;
  readonly port: number;
}

const defaultPort = 53;
/** As resolv.conf(5): more than three are never asked. */
const maxServers = 3;

/** The system's resolvers (/etc/resolv.conf), at most three; loopback where none is set. */
export function systemServers(): readonly DnsServer[] {
  const servers = getServers()
    .slice(0, maxServers)
    .map(parseServer)
    .flatMap((server) => (server.ok ? [server.value] : []));
  return servers.length > 0 ? servers : [{ host: '127.0.0.1', port: defaultPort }];
}

/** Reads 'HOST', 'HOST:PORT', '2001:db8::1' or '[2001:db8::1]:53'; problem 'bad-server' otherwise. */
export function parseServer(text: string): Result<DnsServer> {
  const bad = failed(
    'bad-server',
    `'${text.slice(0, 100)}' is no resolver; write HOST, HOST:PORT or [IPv6]:PORT.`,
    { value: text.slice(0, 100) },
  );
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    const host = text.slice(1, Math.max(close, 1));
    const rest = text.slice(close + 1);
    if (isIP(host) !== 6) return bad;
    if (rest === '') return ok({ host, port: defaultPort });
    return rest.startsWith(':') ? withPort(host, rest.slice(1), bad) : bad;
  }
  // A scoped link-local address ('fe80::1%eth0') is an IPv6 address to node:net.
  if (isIP(text) !== 0) return ok({ host: text, port: defaultPort });
  const colon = text.indexOf(':');
  if (colon === -1) return isHost(text) ? ok({ host: text, port: defaultPort }) : bad;
  const host = text.slice(0, colon);
  return isHost(host) ? withPort(host, text.slice(colon + 1), bad) : bad;
}

/** 'host:port' as evidence shows it. */
export function formatServer({ host, port }: DnsServer): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

function withPort(host: string, text: string, bad: Result<DnsServer>): Result<DnsServer> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? ok({ host, port }) : bad;
}

const isHost = (text: string): boolean =>
  text.length <= 253 && /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text);
