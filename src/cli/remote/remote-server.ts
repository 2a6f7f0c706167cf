/**
 * Which running server a command asks, and with which token: --server and --token-file, else WAYPOST_SERVER and WAYPOST_TOKEN. A
 * token goes over the network only where TLS hides it: plain http is for loopback alone.
 */
import { failed, ok, type Result } from '../../base/result.ts';
import { UsageError } from '../io.ts';
import { readRegularFile } from '../regular-file.ts';

/** As commander hands them over. */
export interface RawServer {
  /** false: --no-server. */
  readonly server?: string | false;
  readonly tokenFile?: string;
}

export interface RemoteServer {
  /** Without a slash at the end: 'https://waypost.example.org'. */
  readonly origin: string;
  readonly token?: string;
}

const MAX_TOKEN_BYTES = 4096;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * undefined where everything is done here. Problems: 'server-url', 'server-plain', 'goes-with', 'token-file'; throws UsageError where
 * the file cannot be read.
 */
export function readRemoteServer(
  { server, tokenFile }: RawServer,
  environment: Environment,
): Result<RemoteServer | undefined> {
  const named = server ?? (environment.WAYPOST_SERVER || undefined);
  if (named === undefined || named === false) {
    if (tokenFile === undefined) return ok(undefined);
    const message = '--token-file goes with --server.';
    return failed('goes-with', message, { option: '--token-file', other: '--server' });
  }
  const origin = originOf(named);
  if (!origin.ok) return origin;
  const text = tokenFile === undefined ? environment.WAYPOST_TOKEN : readToken(tokenFile);
  const token = text?.trim() ?? '';
  if (token === '') return ok({ origin: origin.value });
  if (!/^[\x21-\x7e]{1,500}$/.test(token)) {
    const where = tokenFile ?? 'WAYPOST_TOKEN';
    return failed('token-file', `${where} holds no token: it is one word that begins with wp_.`, { where });
  }
  return ok({ origin: origin.value, token });
}

function readToken(path: string): string {
  const bytes = readRegularFile('--token-file', path, MAX_TOKEN_BYTES);
  return Buffer.from(bytes).toString('utf8');
}

function originOf(text: string): Result<string> {
  const url = URL.parse(text);
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  const isBare =
    url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!isWeb || !isBare) {
    const message = `--server ${text} is no address of a server. Write it as https://waypost.example.org or http://127.0.0.1:8025.`;
    return failed('server-url', message, { value: text });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    const message = `--server ${text}: the token would go over the network for all to read. Use https; http is for this machine alone.`;
    return failed('server-plain', message, { value: text });
  }
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`);
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Options that cannot be sent, each with what was given: the first of them is a problem 'not-sent'. */
export function refuseUnsent(options: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [name],
  );
  if (given.length === 0) return;
  const listed = given.join(', ');
  throw new UsageError({
    code: 'not-sent',
    message: `${listed} cannot be sent to a server: leave it out, or leave out --server (or WAYPOST_SERVER) and run it here.`,
    data: { options: listed },
  });
}
