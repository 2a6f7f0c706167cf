/** What `waypost check` asks the outside: DNS about the message, spam filters that were named. */
import { systemClock } from '../base/clock.ts';
import type { Problem } from '../base/result.ts';
import { UsageError } from '../cli/io.ts';
import { readRegularFile } from '../cli/regular-file.ts';
import type { MessageFinding } from '../findings/message-check.ts';
import type { GatherWatch } from '../gather/audit/index.ts';
import { parseServer } from '../gather/dns/index.ts';
import { createListAsker, type ListAsker, parseDnsblData } from '../gather/dnsbl/index.ts';
import {
  createRspamd,
  createSpamd,
  type EngineAsker,
  type EngineReading,
  type RelayContext,
  whileItAnswers,
} from '../gather/engines/index.ts';
import { createHop } from '../gather/links/index.ts';
import type { CheckedMessage } from '../preflight/check-message.ts';
import { fetchedFindings } from '../preflight/fetched-findings.ts';
import { judgeMessageEvidence, notAskedFindings } from '../preflight/judge-network.ts';
import type { LookupOptions } from '../preflight/lookup-options.ts';
import { readUnsubscribeWords } from '../preflight/mail-tables.ts';
import { gatherMessageEvidence, MAX_LISTED_NAMES } from '../preflight/network.ts';
import { parseMailboxList } from '../wire/address/index.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import { type AskedResolver, openAskedResolver } from './asked-resolver.ts';
import type { DataFiles } from './data-folder.ts';
import { readListKeys } from './list-keys-file.ts';

export interface CheckLookups {
  /** Findings about authentication and lists; 'not asked' where nothing may be, or the resolver cannot be believed. */
  readonly askNetwork: (checked: CheckedMessage) => Promise<readonly MessageFinding[]>;
  readonly askEngines: (checked: CheckedMessage) => Promise<readonly EngineReading[]>;
  readonly warnings: readonly Problem[];
  readonly close: () => void;
}

const MAX_PASSWORD_BYTES = 1024;

/** Throws UsageError where an option names something that cannot be used. */
export function openCheckLookups(data: DataFiles, options: LookupOptions): CheckLookups {
  const engines = enginesOf(options).map(whileItAnswers);
  const askEngines: CheckLookups['askEngines'] = ({ view }) => {
    const relay = relayOf(view, options);
    return Promise.all(engines.map((ask) => ask(view.raw, relay)));
  };
  if (options.isOffline) {
    const askNetwork: CheckLookups['askNetwork'] = async ({ subject }) =>
      notAskedFindings(subject, '--offline');
    return { askNetwork, askEngines, warnings: [], close: () => undefined };
  }
  return { ...openNetwork(data, options), askEngines };
}

function openNetwork(data: DataFiles, options: LookupOptions): Omit<CheckLookups, 'askEngines'> {
  const { resolver: named, listKeysFile } = options;
  const server = named === undefined ? undefined : parseServer(named);
  if (server !== undefined && !server.ok)
    throw new UsageError({ ...server.problem, message: `--resolver: ${server.problem.message}` });
  const keys = listKeysFile === undefined ? undefined : readListKeys(listKeysFile, data);
  const lists = parseDnsblData(data['dnsbl.toml'] ?? {});
  const asked = openAskedResolver(server?.value);
  const { resolver } = asked;
  const askLists = createListAsker(lists, resolver, systemClock, {
    maxSubjects: MAX_LISTED_NAMES,
    ...(keys !== undefined && { keys: keys.keys }),
  });
  const words = readUnsubscribeWords(data['unsubscribe-words.toml'] ?? {});
  const askNetwork: CheckLookups['askNetwork'] = async (checked) => {
    const { view, subject } = checked;
    const found = await askAboutMessage(checked, { asked, askLists }, options);
    const { fetches, probeMode } = options;
    if ((await asked.distrust()) !== undefined || (!fetches && probeMode === undefined)) return found;
    const hop = createHop({ resolver, allowPrivate: false });
    const probe = probeMode === undefined ? undefined : { mode: probeMode, words };
    const opened = await fetchedFindings({ view, subject }, { hop, fetches, ...(probe && { probe }) });
    return [...found, ...opened];
  };
  return { askNetwork, warnings: keys?.warnings ?? [], close: asked.close };
}

/** Whom to ask about a message; both may be shared. */
export interface MessageAsking {
  readonly asked: AskedResolver;
  readonly askLists: ListAsker;
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
  readonly watch?: GatherWatch;
}

/** What DNS and lists tell of a message; 'not asked' where the resolver cannot be believed. Never throws for what they do. */
export async function askAboutMessage(
  { view, subject }: CheckedMessage,
  { asked, ...lookups }: MessageAsking,
  options: Pick<LookupOptions, 'profile' | 'senderIp' | 'helo' | 'mailFrom'>,
): Promise<readonly MessageFinding[]> {
  const distrust = await asked.distrust();
  if (distrust !== undefined) return notAskedFindings(subject, distrust.message);
  const { resolver } = asked;
  const evidence = await gatherMessageEvidence(view, options, { ...lookups, resolver, clock: systemClock });
  return judgeMessageEvidence(view, evidence, options.profile);
}

function enginesOf({ rspamd, rspamdPasswordFile: file, spamd }: LookupOptions): readonly EngineAsker[] {
  const clock = systemClock;
  const password =
    file === undefined
      ? undefined
      : Buffer.from(readRegularFile('--rspamd-password', file, MAX_PASSWORD_BYTES))
          .toString('latin1')
          .trim();
  return [
    ...(rspamd === undefined
      ? []
      : [createRspamd({ url: rspamd, clock, ...(password !== undefined && { password }) })]),
    ...(spamd === undefined ? [] : [createSpamd({ target: spamd, clock })]),
  ];
}

/** What was given, else what the message says of itself: the first address of From and of To. */
function relayOf(view: MailView, { senderIp, helo, mailFrom }: LookupOptions): RelayContext {
  const first = (key: string): string | undefined => {
    const field = view.fields.find((one) => one.key === key);
    return field === undefined ? undefined : parseMailboxList(field.rawValue, 1)[0]?.address;
  };
  const from = mailFrom ?? first('from');
  const to = first('to');
  return {
    ...(senderIp !== undefined && { ip: senderIp }),
    ...(helo !== undefined && { helo }),
    ...(from !== undefined && { mailFrom: from }),
    ...(to !== undefined && { rcptTo: to }),
  };
}
