/** Options of `waypost audit`, read at the edge into values that the rest can trust. */

import type { PlanForm } from '../../audit/plan/types.ts';
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { type Severity, severities } from '../../findings/profile.ts';
import { languageOf } from '../language.ts';

/** As commander hands them over. */
export interface RawAuditOptions {
  readonly file?: string;
  readonly sendingIp?: readonly string[];
  readonly helo?: string;
  readonly selector?: readonly string[];
  readonly message?: string;
  readonly log?: readonly string[];
  readonly reports?: string;
  readonly resolver?: string;
  readonly connect?: boolean;
  readonly lists?: boolean;
  readonly listKeys?: string;
  readonly private?: boolean;
  readonly smuggling?: string;
  readonly rpkiValidator?: string;
  readonly volume?: string;
  readonly flattenSpf?: boolean;
  readonly plan?: string | boolean;
  readonly planFiles?: string;
  readonly format?: string;
  readonly json?: boolean;
  readonly failOn?: string;
  readonly saveEvidence?: string;
  readonly evidence?: string;
  readonly lang?: string;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly progress?: boolean;
}

export interface AuditOptions {
  readonly format: 'text' | 'json' | 'html' | 'junit';
  readonly file?: string;
  readonly evidenceFile?: string;
  readonly saveEvidence?: string;
  readonly messageFile?: string;
  /** Logs of the programs that sign. */
  readonly logFiles?: readonly string[];
  readonly reportsFolder?: string;
  readonly sendingIps: readonly string[];
  readonly helo?: string;
  readonly selectors: readonly string[];
  readonly resolver?: string;
  /** Undefined: for subjects on the command line, not for those of a file. */
  readonly wantsConnect?: boolean;
  readonly wantsLists?: boolean;
  readonly listKeysFile?: string;
  readonly allowPrivate: boolean;
  readonly smugglingRecipient?: string;
  readonly rpkiValidator?: string;
  /** Messages a day to one provider: which of its rules apply. */
  readonly messagesPerDay?: number;
  readonly flattensSpf: boolean;
  /** Undefined: no plan is asked for. */
  readonly planForm?: PlanForm;
  /** Folder for the files of the plan. */
  readonly planFolder?: string;
  readonly failOn?: Severity;
  readonly language: string;
  readonly isVerbose: boolean;
  readonly wantsColour?: boolean;
  readonly wantsProgress: boolean;
}

const FORMATS = ['text', 'json', 'html', 'junit'] as const;
const PLAN_FORMS = ['text', 'zone', 'nsupdate', 'csv'] as const;
const MAX_GIVEN = 100;

const notOneOf = (option: string, value: string, all: readonly string[]) => {
  const allowed = all.join(', ');
  return failed('not-one-of', `${option} ${value} is not one of ${allowed}.`, { option, value, allowed });
};

function readSender(raw: RawAuditOptions): Result<Pick<AuditOptions, 'sendingIps' | 'helo' | 'selectors'>> {
  const ips: string[] = [];
  for (const text of raw.sendingIp ?? []) {
    const ip = canonicalIp(text);
    if (ip === undefined)
      return failed(
        'bad-sending-ip',
        `--sending-ip ${text} is not an IP address. Write 192.0.2.1 or 2001:db8::1.`,
        { value: text },
      );
    if (raw.private !== true && !isPublicIp(ip)) {
      return failed(
        'private-sending-ip',
        `--sending-ip ${text} is a private or reserved address that no receiver sees; give the public one.`,
        { value: text },
      );
    }
    ips.push(ip);
  }
  const helo = raw.helo === undefined ? undefined : plainName(raw.helo);
  if (helo !== undefined && !/^[a-z0-9_][a-z0-9._-]{0,252}$|^\[[0-9a-f.:]+\]$/.test(helo))
    return failed('bad-helo', `--helo ${raw.helo} is not a host name.`, { value: raw.helo ?? '' });
  const selectors = raw.selector ?? [];
  const wrong = selectors.find((one) => !/^[A-Za-z0-9_]([A-Za-z0-9._-]{0,200}[A-Za-z0-9_])?$/.test(one));
  if (wrong !== undefined)
    return failed(
      'bad-selector',
      `--selector ${wrong} is not a selector: it is the s= tag of a DKIM signature.`,
      { value: wrong },
    );
  if (ips.length + selectors.length > MAX_GIVEN)
    return failed('too-many-given', `At most ${MAX_GIVEN} addresses and selectors are taken.`, {
      limit: MAX_GIVEN,
    });
  return ok({ sendingIps: [...new Set(ips)], selectors, ...(helo !== undefined && { helo }) });
}

function readForms(
  raw: RawAuditOptions,
): Result<Pick<AuditOptions, 'format' | 'planForm' | 'failOn' | 'messagesPerDay'>> {
  const asked = raw.json === true ? 'json' : (raw.format ?? 'text');
  const format = FORMATS.find((one) => one === asked);
  if (format === undefined) return notOneOf('--format', asked, FORMATS);
  const asksPlan = raw.plan === true || (raw.plan === undefined && raw.planFiles !== undefined);
  const plan = asksPlan ? 'text' : raw.plan === false ? undefined : raw.plan;
  const planForm = PLAN_FORMS.find((one) => one === plan);
  if (plan !== undefined && planForm === undefined) return notOneOf('--plan', plan, PLAN_FORMS);
  const failOn = severities.find((one) => one === raw.failOn);
  if (raw.failOn !== undefined && failOn === undefined) return notOneOf('--fail-on', raw.failOn, severities);
  const volume = raw.volume === undefined ? undefined : Number(raw.volume);
  if (volume !== undefined && !(Number.isInteger(volume) && volume >= 0))
    return failed('bad-volume', `--volume ${raw.volume} is not a number of messages a day.`, {
      value: raw.volume ?? '',
    });
  return ok({
    format,
    ...(planForm !== undefined && { planForm }),
    ...(failOn !== undefined && { failOn }),
    ...(volume !== undefined && { messagesPerDay: volume }),
  });
}

function readAddress(option: string, text: string | undefined): Result<string | undefined> {
  if (text === undefined) return ok(undefined);
  const domain = plainName(text.slice(text.lastIndexOf('@') + 1));
  return /^[^\s@]+@[^\s@]+$/.test(text) && isFullName(domain)
    ? ok(text)
    : failed(
        'bad-address',
        `${option} ${text} is not an address. Give one of your own on the audited host.`,
        { option, value: text },
      );
}

function readValidator(text: string | undefined): Result<string | undefined> {
  if (text === undefined) return ok(undefined);
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol)
    ? ok(text.replace(/\/+$/, ''))
    : failed(
        'bad-validator',
        `--rpki-validator ${text} is not an http(s) address, as http://127.0.0.1:8323 of Routinator.`,
        { value: text },
      );
}

/** Reads the options; the first that is wrong is told with what to write instead. */
export function readAuditOptions(
  raw: RawAuditOptions,
  languages: readonly string[],
  environmentLanguage: string | undefined,
): Result<AuditOptions> {
  const sender = readSender(raw);
  if (!sender.ok) return sender;
  const forms = readForms(raw);
  if (!forms.ok) return forms;
  const smuggling = readAddress('--smuggling', raw.smuggling);
  if (!smuggling.ok) return smuggling;
  const validator = readValidator(raw.rpkiValidator);
  if (!validator.ok) return validator;
  if (raw.lang !== undefined && !languages.includes(raw.lang)) return notOneOf('--lang', raw.lang, languages);
  const given = {
    file: raw.file,
    evidenceFile: raw.evidence,
    saveEvidence: raw.saveEvidence,
    planFolder: raw.planFiles,
    messageFile: raw.message,
    logFiles: raw.log,
    reportsFolder: raw.reports,
    resolver: raw.resolver,
    wantsConnect: raw.connect,
    wantsLists: raw.lists,
    listKeysFile: raw.listKeys,
    smugglingRecipient: smuggling.value,
    rpkiValidator: validator.value,
    wantsColour: raw.color,
  };
  return ok({
    ...sender.value,
    ...forms.value,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<
      typeof given
    > &
      object),
    allowPrivate: raw.private === true,
    flattensSpf: raw.flattenSpf === true,
    language: languageOf(raw, languages, environmentLanguage),
    isVerbose: raw.verbose === true,
    wantsProgress: raw.progress !== false,
  } as AuditOptions);
}
