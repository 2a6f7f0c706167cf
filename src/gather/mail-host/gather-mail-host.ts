/**
 * Connects to a mail host: every address, the ports 25, 26, 465, 587 and 2525 at the same time. Limits: 4 addresses, 10
 * ports at once, 5 s until a connection stands, 15 s for a port (and 15 s more where its handshake of TLS 1.2 is looked into),
 * 16 kB and 100 lines a connection, 64 kB of a handshake. QUIT is said wherever SMTP is spoken; no message is sent, but for the
 * test of end-of-data sequences, which names its mailbox.
 */
import { canonicalIp, isPublicIp, reverseName } from '../../base/ip.ts';
import type { Evidence } from '../../findings/evidence.ts';
import { type HostEndpoint, type MailHostFacts, mailPorts } from '../../findings/facts/mail-host.ts';
import type { Observed } from '../../findings/observed.ts';
import { addressesIn } from '../answers.ts';
import type { AuditContext } from '../audit/types.ts';
import { createSemaphore } from '../dns/index.ts';
import { type Recorder, recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { ownName } from '../smtp-probe/own-name.ts';
import { askEndpoint } from './ask-endpoint.ts';
import type { HostSettings, HostTarget } from './host-target.ts';
import { lookIntoHandshakes } from './look-into-handshakes.ts';
import { trySmuggling } from './try-smuggling.ts';

const maxAddresses = 4;
const maxAtOnce = 10;
const connectTimeoutMs = 5000;
const endpointTimeoutMs = 15_000;

/** `domains`: whose MX the host is, where that is known; mail for postmaster is asked about at the first. */
export async function gatherMailHost(
  host: string,
  context: AuditContext,
  domains: readonly string[] = [],
): Promise<Partial<Evidence>> {
  return { mailHost: await observe(host, context, domains) };
}

async function observe(
  host: string,
  context: AuditContext,
  domains: readonly string[],
): Promise<Observed<MailHostFacts>> {
  const recorder = recordingResolver(context.resolver);
  const found = await findAddresses(host, context, recorder);
  const from = () => computedFrom('connection to a mail host (RFC 5321)', recorder);
  const failure = recorder.failure();
  if (found.addresses.length === 0) {
    return failure === undefined ? absent(context.clock, from()) : unknown(failure, context.clock, from());
  }
  const facts = { host, domains, ...found };
  if (!context.connect) return present({ ...facts, endpoints: [] }, context.clock, from());
  const settings = settingsOf(context);
  const targets = targetsOf(host, found.addresses, context, domains);
  const gate = createSemaphore(maxAtOnce);
  const [asked, reverseNames] = await Promise.all([
    Promise.all(targets.map((target) => gate.run(() => askEndpoint(target, settings)))),
    findReverseNames(new Set(targets.map(({ ip }) => ip)), context, recorder),
  ]);
  const endpoints = await lookIntoHandshakes(targets, asked, settings, (work) => gate.run(work));
  const open = targets.find(
    (_, index) => endpoints[index]?.port === 25 && endpoints[index]?.outcome === 'open',
  );
  const { smugglingRecipient } = context;
  const smuggling =
    smugglingRecipient === undefined || open === undefined
      ? undefined
      : await trySmuggling(open, settings, smugglingRecipient);
  return present(
    {
      ...facts,
      reverseNames,
      endpoints: [...endpoints, ...notAsked(found.addresses, context)],
      ...(smuggling !== undefined && { smuggling }),
    },
    context.clock,
    from(),
  );
}

function settingsOf(context: AuditContext): HostSettings {
  const timeoutMs = context.probe?.timeoutMs ?? endpointTimeoutMs;
  return {
    ehloName: context.probe?.ehloName ?? ownName(),
    trustedRoots: context.trustedRoots ?? [],
    clock: context.clock,
    connectTimeoutMs: Math.min(connectTimeoutMs, timeoutMs),
    endpointTimeoutMs: timeoutMs,
    patienceMs: Math.round(timeoutMs / 15),
    signal: context.signal,
  };
}

async function findAddresses(
  host: string,
  context: AuditContext,
  recorder: Recorder,
): Promise<Pick<MailHostFacts, 'addresses' | 'failedFamilies'>> {
  const literal = canonicalIp(host);
  if (literal !== undefined) return { addresses: [literal] };
  const families = ['A', 'AAAA'] as const;
  const answers = await Promise.all(families.map((type) => recorder.lookup(host, type, context.signal)));
  // Some of each family, so that both are compared.
  const [ipv4 = [], ipv6 = []] = answers.map((answer) =>
    answer.state === 'present' ? addressesIn(answer.value).flatMap((ip) => canonicalIp(ip) ?? []) : [],
  );
  const half = maxAddresses / 2;
  const addresses = [
    ...ipv4.slice(0, Math.max(half, maxAddresses - ipv6.length)),
    ...ipv6.slice(0, Math.max(half, maxAddresses - ipv4.length)),
  ];
  const failedFamilies = families.filter((_, index) => answers[index]?.state === 'unknown');
  return { addresses, ...(failedFamilies.length > 0 && { failedFamilies }) };
}

const mayConnect = (ip: string, context: AuditContext): boolean => context.allowPrivate || isPublicIp(ip);

function targetsOf(
  host: string,
  addresses: readonly string[],
  context: AuditContext,
  domains: readonly string[],
): readonly HostTarget[] {
  // Who has a mailbox there for the test of end-of-data sequences has said so.
  const isOwn = context.smugglingRecipient !== undefined;
  return addresses
    .filter((ip) => mayConnect(ip, context))
    .flatMap((ip) =>
      mailPorts.map((port) => ({ host, ip, port, number: context.ports?.[port] ?? port, domains, isOwn })),
    );
}

/** Addresses that no receiver or sender on the Internet reaches. */
function notAsked(addresses: readonly string[], context: AuditContext): readonly HostEndpoint[] {
  return addresses
    .filter((ip) => !mayConnect(ip, context))
    .map((ip) => ({
      ip,
      port: 25,
      outcome: 'not-asked',
      detail: 'not-public',
      isImplicitTls: false,
      replies: {},
      elapsedMs: 0,
    }));
}

async function findReverseNames(
  ips: ReadonlySet<string>,
  context: AuditContext,
  recorder: Recorder,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const entries = await Promise.all(
    [...ips].map(async (ip) => {
      const answer = await recorder.lookup(reverseName(ip), 'PTR', context.signal);
      if (answer.state === 'unknown') return [];
      const records = answer.state === 'present' ? answer.value.records : [];
      const names = records.flatMap((record) => (record.type === 'PTR' ? record.target.toLowerCase() : []));
      return [[ip, names.slice(0, 8)] as const];
    }),
  );
  return Object.fromEntries(entries.flat());
}
