/**
 * Posts a notice to a webhook. The address is checked after the name was resolved, and the connection goes to the address that was
 * checked, so that a name cannot lead into the own network between the two. Redirects are refused: what was allowed is one address.
 *
 * Limits: 15 s for all, 64 KiB of the answer, 16 KiB of its headers, four addresses.
 */

import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import { withoutMarks } from '../../base/marks.ts';
import { addressesOf, bareHost, type LookupHost, onlyPublic } from './host-addresses.ts';
import { MAX_REPLY, notSent, type SendResult } from './send-result.ts';
import { SIGNATURE_HEADER, signBody } from './signature.ts';

export interface WebhookPost {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** Of the notice, for the receiver to tell repeats. */
  readonly id: string;
  readonly event: string;
  readonly nowMs: number;
}

export interface WebhookNeeds {
  readonly lookupHost: LookupHost;
  /** Private and loopback addresses may be connected to, and without TLS. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  /** Authorities in PEM that are trusted in place of the built-in ones. */
  readonly ca?: string;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;
const MAX_ANSWER = 65_536;
const MAX_HEADERS = 16_384;

/** Problems: 'bad-url', 'not-https', 'not-public', 'not-found', 'redirect', 'status', 'time-out', 'too-large', 'certificate', 'refused', 'network'. */
export async function sendWebhook(post: WebhookPost, needs: WebhookNeeds): Promise<SendResult> {
  const url = URL.canParse(post.url) ? new URL(post.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return notSent('bad-url', 'The webhook is no http or https address without a login in it.');
  const found = await addressesOf(url.hostname, needs.lookupHost);
  if (!found.ok) return { isSent: false, reply: '', problem: found.problem };
  const checked = needs.allowPrivate ? found : onlyPublic(url.hostname, found.value);
  if (!checked.ok) return { isSent: false, reply: '', problem: checked.problem };
  if (url.protocol === 'http:' && checked.value.some(isPublicIp))
    return notSent('not-https', `${url.hostname} is public, so the webhook must begin with https.`, {
      host: url.hostname,
    });
  const timeoutMs = needs.timeoutMs ?? TIMEOUT_MS;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = needs.signal === undefined ? deadline : AbortSignal.any([deadline, needs.signal]);
  let last = notSent('not-found', `${url.hostname} has no address.`, { host: url.hostname });
  for (const address of checked.value) {
    last = await postTo(address, url, post, needs, signal);
    if (deadline.aborted && !last.isSent)
      return notSent('time-out', `No whole answer within ${timeoutMs / 1000} s.`, {
        seconds: timeoutMs / 1000,
      });
    // Another address may be open where this one is not; what a server said holds for all.
    if (last.isSent || !['refused', 'network'].includes(last.problem?.code ?? '') || signal.aborted) break;
  }
  return last;
}

function postTo(
  address: string,
  url: URL,
  { secret, body, id, event, nowMs }: WebhookPost,
  { ca }: WebhookNeeds,
  signal: AbortSignal,
): Promise<SendResult> {
  const isTls = url.protocol === 'https:';
  const host = bareHost(url.hostname);
  const isName = canonicalIp(host) === undefined;
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const payload = Buffer.from(body, 'utf8');
  const options: RequestOptions & { servername?: string; ca?: string } = {
    host: address,
    port,
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    agent: false,
    maxHeaderSize: MAX_HEADERS,
    signal,
    headers: {
      Host: url.host,
      'Content-Type': 'application/json',
      'Content-Length': payload.length,
      'User-Agent': 'waypost',
      Accept: '*/*',
      [SIGNATURE_HEADER]: signBody(secret, Math.floor(nowMs / 1000), body),
      'Waypost-Delivery': id,
      'Waypost-Event': event,
    },
    ...(isTls && {
      minVersion: 'TLSv1.2',
      ...(isName && { servername: host }),
      ...(ca !== undefined && { ca }),
    }),
  };
  return new Promise((resolve) => {
    const asked = (isTls ? httpsRequest : httpRequest)(options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= MAX_ANSWER) parts.push(part);
        else {
          resolve(
            notSent('too-large', `The answer is longer than ${MAX_ANSWER} bytes.`, { bytes: MAX_ANSWER }),
          );
          response.destroy();
        }
      });
      response.on('error', (cause) => resolve(failureOf(cause, host, port)));
      response.on('end', () =>
        resolve(answered(response.statusCode ?? 0, withoutMarks(Buffer.concat(parts).toString('utf8')))),
      );
      response.on('aborted', () =>
        resolve(notSent('network', `${host} closed the connection inside its answer.`, { detail: 'closed' })),
      );
    });
    asked.on('error', (cause) => resolve(failureOf(cause, host, port)));
    asked.end(payload);
  });
}

function answered(status: number, body: string): SendResult {
  const reply = `HTTP ${status} ${body}`.trim().slice(0, MAX_REPLY);
  if (status >= 200 && status < 300) return { isSent: true, reply };
  if (status >= 300 && status < 400)
    return notSent(
      'redirect',
      `The webhook answered ${status}; redirects are not followed.`,
      { status },
      reply,
    );
  return notSent('status', `The webhook answered ${status}.`, { status }, reply);
}

/** Node's and OpenSSL's codes of a certificate that is not accepted. */
const certificateCodes = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|HOSTNAME_MISMATCH)/;

/** What a connection failed of, for webhooks and mail servers alike. */
export function failureOf(cause: Error, host: string, port: number): SendResult {
  const code = 'code' in cause ? String(cause.code) : '';
  const detail = cause.message.slice(0, 300);
  if (certificateCodes.test(code))
    return notSent('certificate', `The certificate of ${host} is not accepted: ${detail}`, { host, detail });
  if (code === 'ECONNREFUSED')
    return notSent('refused', `${host} does not take the connection on port ${port}.`, { host, port });
  return notSent('network', `The connection to ${host} failed: ${detail}`, { host, detail });
}
