/** Options of `waypost check`, read at the edge into values that the rest can trust. */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import {
  type Consequence,
  consequences,
  type MailProfile,
  mailProfiles,
} from '../../findings/message-check.ts';
import {
  defaultRspamdUrl,
  parseRspamdUrl,
  parseSpamdTarget,
  type SpamdTarget,
} from '../../gather/engines/index.ts';

/** As commander hands them over. */
export interface RawCheckOptions {
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

export interface CheckOptions {
  readonly profile: MailProfile;
  /** Registered domains. */
  readonly trackingDomains: readonly string[];
  readonly receivers: readonly string[];
  readonly isOffline: boolean;
  readonly resolver?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly listKeysFile?: string;
  /** Base address of rspamd's HTTP interface. */
  readonly rspamd?: URL;
  readonly rspamdPasswordFile?: string;
  readonly spamd?: SpamdTarget;
  readonly fetches: boolean;
  /** 'get-and-post' unsubscribes the address that stands in the message. */
  readonly probeMode?: 'get' | 'get-and-post';
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
const RECEIVERS = ['google', 'yahoo', 'microsoft', 'apple'];
/** What people call them. */
const ALIASES: Readonly<Record<string, string>> = {
  gmail: 'google',
  outlook: 'microsoft',
  hotmail: 'microsoft',
  aol: 'yahoo',
  icloud: 'apple',
};

/** What --probe-unsubscribe takes. */
const PROBES: Readonly<Record<string, 'get' | 'get-and-post'>> = { get: 'get', post: 'get-and-post' };

const bad = (message: string) => failed('bad-option', message);

function readReceivers(text: string | undefined): Result<readonly string[]> {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
    .map((name) => ALIASES[name] ?? name);
  const stranger = names.find((name) => !RECEIVERS.includes(name));
  return stranger === undefined
    ? ok(names)
    : bad(`--receivers ${stranger} is not known; there are ${RECEIVERS.join(', ')}.`);
}

function readChoices(raw: RawCheckOptions): Result<Pick<CheckOptions, 'profile' | 'format' | 'failOn'>> {
  const profile = mailProfiles.find((one) => one === (raw.profile ?? 'personal'));
  if (profile === undefined) return bad(`--profile ${raw.profile} is not one of ${mailProfiles.join(', ')}.`);
  const asked = raw.json === true ? 'json' : (raw.format ?? 'text');
  const format = FORMATS.find((one) => one === asked);
  if (format === undefined) return bad(`--format ${asked} is not one of ${FORMATS.join(', ')}.`);
  const failOn = consequences.find((one) => one === raw.failOn);
  if (raw.failOn !== undefined && failOn === undefined)
    return bad(`--fail-on ${raw.failOn} is not one of ${consequences.join(', ')}.`);
  return ok({ profile, format, ...(failOn !== undefined && { failOn }) });
}

function readSender(
  raw: RawCheckOptions,
): Result<Pick<CheckOptions, 'senderIp' | 'helo' | 'mailFrom' | 'trackingDomains'>> {
  const senderIp = raw.senderIp === undefined ? undefined : canonicalIp(raw.senderIp);
  if (raw.senderIp !== undefined && senderIp === undefined)
    return bad(`--sender-ip ${raw.senderIp} is not an IP address.`);
  const tracking = (raw.tracking ?? []).map((name) => plainName(name));
  const wrong = tracking.find((name) => !isFullName(name));
  if (wrong !== undefined) return bad(`--tracking ${wrong} is not a domain.`);
  if (raw.mailFrom !== undefined && !/^([^\s@]+@[^\s@]+)?$/.test(raw.mailFrom))
    return bad(`--mail-from ${raw.mailFrom} is not an address.`);
  return ok({
    trackingDomains: tracking,
    ...(senderIp !== undefined && { senderIp }),
    ...(raw.helo !== undefined && { helo: plainName(raw.helo) }),
    ...(raw.mailFrom !== undefined && { mailFrom: raw.mailFrom }),
  });
}

function readEngines(
  raw: RawCheckOptions,
): Result<Pick<CheckOptions, 'rspamd' | 'rspamdPasswordFile' | 'spamd'>> {
  const address = raw.rspamd === true ? defaultRspamdUrl : raw.rspamd;
  const rspamd = address === undefined ? undefined : parseRspamdUrl(address);
  if (rspamd?.ok === false) return bad(`--rspamd: ${rspamd.problem.message}`);
  const spamd = raw.spamd === undefined ? undefined : parseSpamdTarget(raw.spamd);
  if (spamd?.ok === false) return bad(`--spamd: ${spamd.problem.message}`);
  if (raw.rspamdPassword !== undefined && rspamd === undefined)
    return bad('--rspamd-password goes with --rspamd.');
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
  if (raw.lang !== undefined && !languages.includes(raw.lang))
    return bad(`--lang ${raw.lang} is not known; there are ${languages.join(', ')}.`);
  if (raw.offline === true && raw.fetch === true) return bad('--offline and --fetch exclude each other.');
  const probeMode = raw.probeUnsubscribe === undefined ? undefined : PROBES[raw.probeUnsubscribe];
  if (raw.probeUnsubscribe !== undefined && probeMode === undefined)
    return bad(
      `--probe-unsubscribe ${raw.probeUnsubscribe} is not one of ${Object.keys(PROBES).join(', ')}.`,
    );
  if (raw.offline === true && probeMode !== undefined)
    return bad('--offline and --probe-unsubscribe exclude each other.');
  if (raw.output !== undefined && raw.fix !== true) return bad('--output goes with --fix.');
  const preferred = languages.find((language) => environmentLanguage?.toLowerCase().startsWith(language));
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
    language: raw.lang ?? preferred ?? 'en',
    isVerbose: raw.verbose === true,
    ...(probeMode !== undefined && { probeMode }),
    ...(raw.resolver !== undefined && { resolver: raw.resolver }),
    ...(raw.listKeys !== undefined && { listKeysFile: raw.listKeys }),
    ...(raw.output !== undefined && { outputFile: raw.output }),
    ...(raw.color !== undefined && { wantsColour: raw.color }),
  });
}
