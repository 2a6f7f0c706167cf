/** Options of `waypost audit`, read at the edge into values that the rest can trust. */

import type { PlanForm } from '../../audit/plan/types.ts';
import { readSender } from '../../audit/read-sender.ts';
import { isFullName, plainName } from '../../base/host-name.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { type Severity, severities } from '../../findings/profile.ts';
import { languageOf } from '../language.ts';
import type { RawServer } from '../remote/remote-server.ts';

/** As commander hands them over. */
export interface RawAuditOptions extends RawServer {
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

const notOneOf = (option: string, value: string, all: readonly string[]) => {
  const allowed = all.join(', ');
  return failed('not-one-of', `${option} ${value} is not one of ${allowed}.`, { option, value, allowed });
};

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
  const sender = readSender({
    sendingIps: raw.sendingIp ?? [],
    selectors: raw.selector ?? [],
    ...(raw.helo !== undefined && { helo: raw.helo }),
    allowPrivate: raw.private === true,
  });
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
