/** Options of `waypost check`, read at the edge into values that the rest can trust. */
import type { JsonObject } from '../../base/json.ts';
import { failed, ok, type Problem, type Result } from '../../base/result.ts';
import { type Consequence, consequences, mailProfiles } from '../../findings/message-check.ts';
import { defaultRspamdUrl, parseRspamdUrl, parseSpamdTarget } from '../../gather/engines/index.ts';
import { readGivenSender } from '../../preflight/given-sender.ts';
import type { LookupOptions } from '../../preflight/lookup-options.ts';
import { receiverOf, receiversToAsk } from '../../preflight/receivers.ts';
import { languageOf } from '../language.ts';
import type { RawServer } from '../remote/remote-server.ts';

/** As commander hands them over. */
export interface RawCheckOptions extends RawServer {
  readonly profile?: string;
  readonly tracking?: readonly string[];
  readonly receivers?: string;
  readonly offline?: boolean;
  readonly resolver?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly listKeys?: string;
  /** True: at the usual address. */
  readonly rspamd?: string | true;
  readonly rspamdPassword?: string;
  readonly spamd?: string;
  readonly fetch?: boolean;
  readonly probeUnsubscribe?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly text?: string;
  readonly fix?: boolean;
  readonly output?: string;
  readonly format?: string;
  readonly json?: boolean;
  readonly failOn?: string;
  readonly lang?: string;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

export interface CheckOptions extends LookupOptions {
  /** Registered domains. */
  readonly trackingDomains: readonly string[];
  readonly receivers: readonly string[];
  /** For an HTML file, that a message is made of. */
  readonly compose: { readonly subject?: string; readonly from?: string; readonly textFile?: string };
  readonly fixes: boolean;
  readonly outputFile?: string;
  readonly format: 'text' | 'json' | 'html';
  readonly failOn?: Consequence;
  readonly language: string;
  readonly isVerbose: boolean;
  readonly wantsColour?: boolean;
}

const FORMATS = ['text', 'json', 'html'] as const;

/** What --probe-unsubscribe takes. */
const PROBES: Readonly<Record<string, 'get' | 'get-and-post'>> = { get: 'get', post: 'get-and-post' };

const wrong = (code: string, message: string, data: JsonObject) => failed(code, message, data);

const notOneOf = (option: string, value: string | undefined, allowed: readonly string[]) =>
  wrong('not-one-of', `${option} ${value} is not one of ${allowed.join(', ')}.`, {
    option,
    value: value ?? '',
    allowed: allowed.join(', '),
  });

const goesWith = (option: string, other: string) =>
  wrong('goes-with', `${option} goes with ${other}.`, { option, other });

const exclude = (option: string, other: string) =>
  wrong('exclude', `${option} and ${other} exclude each other.`, { option, other });

function readReceivers(text: string | undefined): Result<readonly string[]> {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, id: receiverOf(name) }));
  const stranger = names.find(({ id }) => id === undefined);
  return stranger === undefined
    ? ok(names.flatMap(({ id }) => id ?? []))
    : notOneOf('--receivers', stranger.name, receiversToAsk);
}

function readChoices(raw: RawCheckOptions): Result<Pick<CheckOptions, 'profile' | 'format' | 'failOn'>> {
  const profile = mailProfiles.find((one) => one === (raw.profile ?? 'personal'));
  if (profile === undefined) return notOneOf('--profile', raw.profile, mailProfiles);
  const asked = raw.json === true ? 'json' : (raw.format ?? 'text');
  const format = FORMATS.find((one) => one === asked);
  if (format === undefined) return notOneOf('--format', asked, FORMATS);
  const failOn = consequences.find((one) => one === raw.failOn);
  if (raw.failOn !== undefined && failOn === undefined)
    return notOneOf('--fail-on', raw.failOn, consequences);
  return ok({ profile, format, ...(failOn !== undefined && { failOn }) });
}

function readSender(
  raw: RawCheckOptions,
): Result<Pick<CheckOptions, 'senderIp' | 'helo' | 'mailFrom' | 'trackingDomains'>> {
  const { tracking: trackingDomains, ...given } = raw;
  return readGivenSender(
    { ...given, ...(trackingDomains !== undefined && { trackingDomains }) },
    { senderIp: '--sender-ip', helo: '--helo', mailFrom: '--mail-from', trackingDomains: '--tracking' },
  );
}

function readEngines(
  raw: RawCheckOptions,
): Result<Pick<CheckOptions, 'rspamd' | 'rspamdPasswordFile' | 'spamd'>> {
  const address = raw.rspamd === true ? defaultRspamdUrl : raw.rspamd;
  const rspamd = address === undefined ? undefined : parseRspamdUrl(address);
  if (rspamd?.ok === false)
    return wrong('bad-rspamd', `--rspamd: ${rspamd.problem.message}`, { value: address ?? '' });
  const spamd = raw.spamd === undefined ? undefined : parseSpamdTarget(raw.spamd);
  if (spamd?.ok === false)
    return wrong('bad-spamd', `--spamd: ${spamd.problem.message}`, { value: raw.spamd ?? '' });
  if (raw.rspamdPassword !== undefined && rspamd === undefined)
    return goesWith('--rspamd-password', '--rspamd');
  return ok({
    ...(rspamd !== undefined && { rspamd: rspamd.value }),
    ...(raw.rspamdPassword !== undefined && { rspamdPasswordFile: raw.rspamdPassword }),
    ...(spamd !== undefined && { spamd: spamd.value }),
  });
}

/** Reads the options; the first that is wrong is told with what to write instead. */
export function readCheckOptions(
  raw: RawCheckOptions,
  languages: readonly string[],
  environmentLanguage: string | undefined,
): Result<CheckOptions> {
  const choices = readChoices(raw);
  if (!choices.ok) return choices;
  const receivers = readReceivers(raw.receivers);
  if (!receivers.ok) return receivers;
  const sender = readSender(raw);
  if (!sender.ok) return sender;
  const engines = readEngines(raw);
  if (!engines.ok) return engines;
  if (raw.lang !== undefined && !languages.includes(raw.lang)) return notOneOf('--lang', raw.lang, languages);
  if (raw.offline === true && raw.fetch === true) return exclude('--offline', '--fetch');
  const probeMode = raw.probeUnsubscribe === undefined ? undefined : PROBES[raw.probeUnsubscribe];
  if (raw.probeUnsubscribe !== undefined && probeMode === undefined)
    return notOneOf('--probe-unsubscribe', raw.probeUnsubscribe, Object.keys(PROBES));
  if (raw.offline === true && probeMode !== undefined) return exclude('--offline', '--probe-unsubscribe');
  if (raw.output !== undefined && raw.fix !== true) return goesWith('--output', '--fix');
  // The mended message itself is written: it has one form.
  if (raw.fix === true && choices.value.format !== 'text')
    return exclude('--fix', raw.json === true ? '--json' : `--format ${choices.value.format}`);
  return ok({
    ...choices.value,
    ...sender.value,
    ...engines.value,
    receivers: receivers.value,
    isOffline: raw.offline === true,
    fetches: raw.fetch === true,
    fixes: raw.fix === true,
    compose: {
      ...(raw.subject !== undefined && { subject: raw.subject }),
      ...(raw.from !== undefined && { from: raw.from }),
      ...(raw.text !== undefined && { textFile: raw.text }),
    },
    language: languageOf(raw, languages, environmentLanguage),
    isVerbose: raw.verbose === true,
    ...(probeMode !== undefined && { probeMode }),
    ...(raw.resolver !== undefined && { resolver: raw.resolver }),
    ...(raw.listKeys !== undefined && { listKeysFile: raw.listKeys }),
    ...(raw.output !== undefined && { outputFile: raw.output }),
    ...(raw.color !== undefined && { wantsColour: raw.color }),
  });
}

/** Options that do nothing beside the others that were given: told, no fault. */
export function unusedOptions(raw: RawCheckOptions): readonly Problem[] {
  const given = (names: Readonly<Record<string, unknown>>): readonly string[] =>
    Object.entries(names).flatMap(([name, value]) => (value === undefined || value === false ? [] : [name]));
  const engines = given({ '--rspamd': raw.rspamd, '--spamd': raw.spamd });
  const asking = given({ '--fetch': raw.fetch, '--probe-unsubscribe': raw.probeUnsubscribe });
  const dns = given({ '--resolver': raw.resolver, '--list-keys': raw.listKeys });
  const relay = given({ '--sender-ip': raw.senderIp, '--helo': raw.helo, '--mail-from': raw.mailFrom });
  if (raw.fix === true) return unused('--fix', [...engines, ...asking, ...dns, ...relay]);
  if (raw.offline !== true) return [];
  // Spam filters are told of the connection whether or not DNS is asked.
  return unused('--offline', engines.length > 0 ? dns : [...dns, ...relay]);
}

function unused(other: string, options: readonly string[]): readonly Problem[] {
  const listed = options.join(', ');
  const message = `${listed}: no effect with ${other}, which asks nobody.`;
  return options.length === 0 ? [] : [{ code: 'no-effect', message, data: { options: listed, other } }];
}
