/** Everything asked of one port of one address: greeting, EHLO, TLS, versions, the questions. At most 15 s by default. */

import type { Writable } from '../../base/writable.ts';
import type { HostEndpoint, TlsFacts } from '../../findings/facts/mail-host.ts';
import { askQuestions, postmasterOf } from './ask-questions.ts';
import { earlyDataIn } from './early-data.ts';
import { forOneEndpoint, type HostSettings, type HostTarget } from './host-target.ts';
import { type Line, openLine, startTls, type TlsRange } from './open-line.ts';
import { isOwnNetwork } from './own-network.ts';
import { readTls } from './read-tls.ts';
import { tryVersions } from './try-versions.ts';

type Endpoint = Writable<HostEndpoint>;

/** Whatever our library still speaks: for a host that the versions of today do not suit. */
const anyVersion: TlsRange = { oldest: 'TLSv1', newest: 'TLSv1.3' };
/** Firewalls that look into SMTP overwrite keywords with X (RFC 3207 §6: a stripping attack looks the same). */
const masked = /^X{5,}[A-Z]?$/;

/** Never throws for what the network does. */
export async function askEndpoint(target: HostTarget, given: HostSettings): Promise<HostEndpoint> {
  const settings = forOneEndpoint(given);
  const started = settings.clock.monotonicMs();
  const endpoint: Endpoint = {
    ip: target.ip,
    port: target.port,
    outcome: 'error',
    isImplicitTls: target.port === 465,
    replies: {},
    elapsedMs: 0,
  };
  await (endpoint.isImplicitTls ? askImplicit : askPlain)(endpoint, target, settings);
  endpoint.elapsedMs = Math.round(settings.clock.monotonicMs() - started);
  return endpoint;
}

/** TLS first (RFC 8314 §3.3); what speaks in the clear there is heard too. */
async function askImplicit(endpoint: Endpoint, target: HostTarget, settings: HostSettings): Promise<void> {
  let line = await openLine(target, settings, true);
  if (!line.ok && line.problem.outcome === 'tls-failed') {
    const plain = await openLine(target, settings, false);
    if (plain.ok) {
      endpoint.isImplicitTls = false;
      endpoint.detail = line.problem.detail;
      return converse(endpoint, plain.value, target, settings);
    }
    const { detail } = line.problem;
    line = await openLine(target, settings, true, anyVersion);
    if (line.ok) endpoint.startTlsDetail = detail;
    else line = { ok: false, problem: { outcome: 'tls-failed', detail } };
  }
  if (!line.ok) return notOpened(endpoint, line.problem);
  const { tls, keywords } = line.value;
  if (tls !== undefined) endpoint.tls = { ...readTls(tls, target.host), versions: [] };
  endpoint.tlsKeywords = keywords;
  await converse(endpoint, line.value, target, settings);
}

async function askPlain(endpoint: Endpoint, target: HostTarget, settings: HostSettings): Promise<void> {
  const line = await openLine(target, settings, false);
  if (line.ok) return converse(endpoint, line.value, target, settings);
  notOpened(endpoint, line.problem);
}

function notOpened(
  endpoint: Endpoint,
  problem: Pick<HostEndpoint, 'outcome' | 'banner'> & { readonly detail: string },
): void {
  endpoint.outcome = problem.outcome;
  endpoint.detail = problem.detail;
  if (problem.banner !== undefined) endpoint.banner = problem.banner;
}

async function converse(
  endpoint: Endpoint,
  first: Line,
  target: HostTarget,
  settings: HostSettings,
): Promise<void> {
  endpoint.outcome = 'open';
  endpoint.banner = first.banner;
  endpoint.greetingMs = first.greetingMs;
  const local = first.session.localAddress();
  if (local !== undefined) endpoint.isOwnNetwork = isOwnNetwork(local, target.ip);
  if (first.ehloRefusal !== undefined) endpoint.replies = { ehlo: first.ehloRefusal };
  const line = endpoint.isImplicitTls ? first : await secureLine(endpoint, first, target, settings);
  if (line === undefined) return;
  try {
    const { tls } = endpoint;
    const postmaster = postmasterOf(target);
    if (postmaster !== undefined) endpoint.postmaster = postmaster;
    const [replies, versions] = await Promise.all([
      askQuestions(line.session, target),
      tls === undefined ? [] : tryVersions(target, settings, endpoint.isImplicitTls, tls),
    ]);
    endpoint.replies = { ...endpoint.replies, ...replies };
    if (tls !== undefined) endpoint.tls = { ...tls, versions, ...earlyDataOn(line, endpoint) };
  } finally {
    line.session.close();
  }
}

/** A host gives its tickets before it answers to the first command (RFC 8446 §4.6.1). */
function earlyDataOn({ sessions }: Line, { tls, tlsKeywords }: Endpoint): Pick<TlsFacts, 'earlyData'> {
  if (tls?.version !== 'TLSv1.3' || tlsKeywords === undefined) return {};
  const earlyData = earlyDataIn(sessions);
  return earlyData === undefined ? {} : { earlyData };
}

/** STARTTLS; where it fails the questions are put in the clear, over a new connection where the old is spoilt. */
async function secureLine(
  endpoint: Endpoint,
  line: Line,
  target: HostTarget,
  settings: HostSettings,
): Promise<Line | undefined> {
  endpoint.plainKeywords = line.keywords;
  const words = line.keywords.map((keyword) => keyword.toUpperCase());
  if (!words.includes('STARTTLS')) {
    endpoint.startTls = words.some((word) => masked.test(word)) ? 'stripped' : 'not-offered';
    return line;
  }
  const secured = await startTls(line, target, settings);
  if (secured.ok) {
    const { tls, keywords } = secured.value;
    endpoint.startTls = 'works';
    endpoint.tls = { ...readTls(tls, target.host), versions: [] };
    if (keywords !== undefined) endpoint.tlsKeywords = keywords;
    return line;
  }
  const { state, detail, reply, isHandshake } = secured.problem;
  endpoint.startTls = state;
  endpoint.startTlsDetail = detail;
  if (reply !== undefined) endpoint.replies = { ...endpoint.replies, starttls: reply };
  if (!isHandshake && reply !== undefined) return line;
  line.session.close();
  return isHandshake ? secureWithAny(endpoint, target, settings) : undefined;
}

/** A second handshake with everything that our library has, so that a host with only old versions is told as such. */
async function secureWithAny(
  endpoint: Endpoint,
  target: HostTarget,
  settings: HostSettings,
): Promise<Line | undefined> {
  const again = await openLine(target, settings, false);
  if (!again.ok) return undefined;
  const secured = await startTls(again.value, target, settings, anyVersion);
  if (secured.ok) {
    endpoint.startTls = 'works';
    endpoint.tls = { ...readTls(secured.value.tls, target.host), versions: [] };
    if (secured.value.keywords !== undefined) endpoint.tlsKeywords = secured.value.keywords;
    return again.value;
  }
  again.value.session.close();
  const plain = await openLine(target, settings, false);
  return plain.ok ? plain.value : undefined;
}
