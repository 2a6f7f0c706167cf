/**
 * One request over HTTP or HTTPS for a link of a message (RFC 9110): no redirect followed, no cookie, nothing kept open. The name is
 * resolved by our own resolver, and the connection goes to the address that was checked: private ones are never connected to.
 *
 * Limits: those of the call for octets and time, 16 KiB of headers, four addresses. A body beyond the limit is cut.
 */
import { request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { Resolver } from '../dns/types.ts';
import { checkIdentity, isCertificateCode, reachableAddresses } from '../https/index.ts';

export interface HopOptions {
  readonly resolver: Resolver;
  /** Private and loopback addresses may be connected to: a lab, or a network of the user's own that was named. */
  readonly allowPrivate: boolean;
  /** In place of 80 and 443, where the URL names none. */
  readonly ports?: { readonly http: number; readonly https: number };
  /** Authorities in PEM that are trusted in place of the built-in ones. */
  readonly ca?: string;
}

export interface HopRequest {
  readonly method: 'HEAD' | 'GET' | 'POST';
  /** A form, for POST. */
  readonly form?: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type HopAnswer =
  | {
      readonly state: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly location?: string;
      readonly body: Uint8Array;
    }
  | { readonly state: 'failed'; readonly code: string; readonly why: string };

export type Hop = (url: URL, ask: HopRequest) => Promise<HopAnswer>;

const MAX_HEADER_BYTES = 16_384;
const MAX_SHOWN = 300;

const failure = (code: string, why: string): HopAnswer => ({
  state: 'failed',
  code,
  why: why.slice(0, MAX_SHOWN),
});

/** Codes of a failure are those of `HttpsAnswer`. Never throws. */
export function createHop(options: HopOptions): Hop {
  return async (url, ask) => {
    if (!/^https?:$/.test(url.protocol) || url.hostname === '')
      return failure('bad-url', `${url.protocol} is not fetched.`);
    const { resolver, allowPrivate } = options;
    const addresses = await reachableAddresses(url.hostname, resolver, allowPrivate, ask.signal);
    if (!addresses.ok) return ended(ask, failure(addresses.problem.code, addresses.problem.message), url);
    let last = failure('no-address', `${url.hostname} has no address.`);
    for (const address of addresses.value) {
      last = await askAt(address, url, options, ask);
      const mayTryNext = last.state === 'failed' && ['refused', 'network'].includes(last.code);
      if (!mayTryNext || ask.signal.aborted || ask.method === 'POST') break;
    }
    return ended(ask, last, url);
  };
}

/** A request that the time ended is said to be that. */
function ended({ signal }: HopRequest, answer: HopAnswer, url: URL): HopAnswer {
  return signal.aborted && answer.state === 'failed'
    ? failure('time-out', `${url.host} gave no whole answer in time.`)
    : answer;
}

function settingsFor(address: string, url: URL, options: HopOptions, ask: HopRequest): RequestOptions {
  const name = plainName(url.hostname);
  const isName = canonicalIp(name) === undefined;
  const isSecure = url.protocol === 'https:';
  const usual = isSecure ? (options.ports?.https ?? 443) : (options.ports?.http ?? 80);
  const form = ask.form === undefined ? undefined : Buffer.from(ask.form);
  return {
    host: address,
    port: url.port === '' ? usual : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: ask.method,
    headers: {
      Host: url.host,
      'User-Agent': 'waypost',
      Accept: '*/*',
      'Accept-Encoding': 'identity',
      ...(form !== undefined && {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': String(form.length),
      }),
    },
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    signal: ask.signal,
    ...(isSecure && {
      ...(isName && { servername: name }),
      checkServerIdentity: (_: string, certificate: Parameters<typeof checkIdentity>[1]) =>
        checkIdentity(isName ? name : address, certificate),
      minVersion: 'TLSv1.2' as const,
      ...(options.ca !== undefined && { ca: options.ca }),
    }),
  };
}

function askAt(address: string, url: URL, options: HopOptions, ask: HopRequest): Promise<HopAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const asked = send(settingsFor(address, url, options, ask), (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const finish = (): void => {
        const { location } = response.headers;
        resolve({
          state: 'answered',
          status: response.statusCode ?? 0,
          contentType: (response.headers['content-type'] ?? '').slice(0, MAX_SHOWN),
          ...(location !== undefined && { location: location.slice(0, 8192) }),
          body: new Uint8Array(Buffer.concat(parts).subarray(0, ask.maxBytes)),
        });
        response.destroy();
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        // What was asked is told by the beginning.
        if (size >= ask.maxBytes) finish();
      });
      response.on('end', finish);
      response.on('aborted', () =>
        resolve(failure('reset', `${url.host} closed the connection inside its answer.`)),
      );
      response.on('error', (cause) => resolve(failureOf(cause)));
    });
    asked.on('error', (cause) => resolve(failureOf(cause)));
    asked.end(ask.form);
  });
}

const networkCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'time-out',
};

function failureOf(cause: Error): HopAnswer {
  const code = 'code' in cause ? String(cause.code) : '';
  if (isCertificateCode(code)) return failure('certificate', cause.message);
  if (code.startsWith('HPE_')) return failure('not-http', cause.message);
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return failure('tls', 'TLS could not be agreed on.');
  return failure(networkCodes[code] ?? 'network', cause.message);
}
