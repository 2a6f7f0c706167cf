/**
 * Fetches a page over HTTPS for an audit (RFC 9110, RFC 8461 §3.3): one GET, no redirect followed, the certificate verified for the
 * name, no cookie, no compression, nothing kept open. The name is resolved by our own resolver, and the connection goes to the
 * address that was checked, so that a page of strangers cannot send us into a private network.
 *
 * Limits: those of the call for octets and the whole time, 16 KiB of headers, four addresses.
 */
import { type RequestOptions, request } from 'node:https';
import { plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { HttpsAnswer, HttpsFetch } from '../audit/types.ts';
import type { Resolver } from '../dns/types.ts';
import { checkIdentity, isCertificateCode } from './certificate-fault.ts';
import { reachableAddresses } from './reachable-addresses.ts';

export interface HttpsFetchOptions {
  readonly resolver: Resolver;
  /** Private and loopback addresses may be connected to. */
  readonly allowPrivate: boolean;
  /** In place of 443, where the URL names none. */
  readonly port?: number;
  /** Authorities in PEM that are trusted in place of the built-in ones. */
  readonly ca?: string;
}

type Failed = Extract<HttpsAnswer, { state: 'failed' }>;

const MAX_HEADER_BYTES = 16_384;
const MAX_SHOWN = 300;

const failure = (code: string, why: string): Failed => ({
  state: 'failed',
  code,
  why: why.slice(0, MAX_SHOWN),
});

/**
 * Codes of a failure: 'bad-url', 'dns', 'no-address', 'not-public', 'refused', 'reset', 'network', 'time-out', 'certificate', 'tls',
 * 'not-http', 'too-large', 'aborted'.
 */
export function createHttpsFetch(options: HttpsFetchOptions): HttpsFetch {
  return async (text, { maxBytes, timeoutMs, signal }) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
      return failure('bad-url', `'${text.slice(0, 100)}' is no https address that can be fetched.`);
    const deadline = AbortSignal.timeout(timeoutMs);
    const ending = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
    const answer = await fetchFrom(url, options, maxBytes, ending);
    if (!ending.aborted || answer.state === 'answered') return answer;
    if (signal?.aborted === true && !deadline.aborted) return failure('aborted', 'The fetch was called off.');
    return failure('time-out', `No whole answer from ${url.host} within ${timeoutMs / 1000} s.`);
  };
}

async function fetchFrom(
  url: URL,
  options: HttpsFetchOptions,
  maxBytes: number,
  signal: AbortSignal,
): Promise<HttpsAnswer> {
  const { resolver, allowPrivate } = options;
  const addresses = await reachableAddresses(url.hostname, resolver, allowPrivate, signal);
  if (!addresses.ok) return failure(addresses.problem.code, addresses.problem.message);
  let last: HttpsAnswer = failure('no-address', `${url.hostname} has no address.`);
  for (const address of addresses.value) {
    last = await fetchAt(address, url, options, maxBytes, signal);
    // Another address may be open where this one is not; what a server said holds for all.
    if (last.state === 'answered' || !['refused', 'reset', 'network'].includes(last.code) || signal.aborted)
      break;
  }
  return last;
}

function fetchAt(
  address: string,
  url: URL,
  options: HttpsFetchOptions,
  maxBytes: number,
  signal: AbortSignal,
): Promise<HttpsAnswer> {
  const name = plainName(url.hostname);
  const isName = canonicalIp(name) === undefined;
  const settings: RequestOptions = {
    host: address,
    port: url.port === '' ? (options.port ?? 443) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: 'GET',
    // RFC 8461 §3.3 asks for SNI with the name of the policy host.
    ...(isName && { servername: name }),
    checkServerIdentity: (_, certificate) => checkIdentity(isName ? name : address, certificate),
    ...(options.ca !== undefined && { ca: options.ca }),
    headers: { Host: url.host, 'User-Agent': 'waypost', Accept: '*/*', 'Accept-Encoding': 'identity' },
    agent: false,
    minVersion: 'TLSv1.2',
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  };
  return new Promise((resolve) => {
    const asked = request(settings, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const finish = (answer: HttpsAnswer): void => {
        resolve(answer);
        response.destroy();
      };
      const tooLarge = (): void =>
        finish(failure('too-large', `The answer of ${url.host} is longer than ${maxBytes} octets.`));
      if (Number(response.headers['content-length'] ?? 0) > maxBytes) tooLarge();
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBytes) tooLarge();
        else parts.push(part);
      });
      response.on('error', (cause) => finish(failureOf(cause)));
      response.on('aborted', () =>
        finish(failure('reset', `${url.host} closed the connection inside its answer.`)),
      );
      response.on('end', () => {
        const { location } = response.headers;
        finish({
          state: 'answered',
          status: response.statusCode ?? 0,
          contentType: (response.headers['content-type'] ?? '').slice(0, MAX_SHOWN),
          ...(location !== undefined && { location: location.slice(0, 2000) }),
          body: new Uint8Array(Buffer.concat(parts)),
        });
      });
    });
    asked.on('error', (cause) => resolve(failureOf(cause)));
    asked.end();
  });
}

const networkCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'time-out',
};

function failureOf(cause: Error): Failed {
  const code = 'code' in cause ? String(cause.code) : '';
  if (isCertificateCode(code)) return failure('certificate', cause.message);
  if (code.startsWith('HPE_')) return failure('not-http', cause.message);
  // OpenSSL's own words begin with a thread and a number.
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return failure('tls', lastPart(cause.message));
  return failure(networkCodes[code] ?? 'network', cause.message);
}

/** 'C0…:error:0A000126:SSL routines::unexpected eof while reading:…' → the words. */
function lastPart(message: string): string {
  const words = message.split('::')[1]?.split(':', 1)[0]?.trim();
  return words === undefined || words === '' ? message : words;
}
