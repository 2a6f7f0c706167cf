/** One message checked: by its bytes, and by what may be asked of others. */
import { messageChecks } from '../../checks/index.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { MailGiven, MessageFinding } from '../../findings/message-check.ts';
import type { EngineReading } from '../../gather/engines/index.ts';
import {
  byConsequence,
  type CheckedMessage,
  checkMessage,
  forReceivers,
  leftOutFor,
} from '../../preflight/check-message.ts';
import type { SymbolsByEngine } from '../../preflight/engine-symbols.ts';
import { profileFindings, unknownOf } from '../../preflight/profile-fits.ts';
import {
  aboutTemplate,
  inOwnFiles,
  notGiven,
  templateChecks,
  withoutSample,
} from '../../preflight/template-checks.ts';
import type { MailInput } from './inputs.ts';
import type { CheckOptions } from './options.ts';

/** What the composition root builds for one run. */
export interface CheckTools {
  readonly given: MailGiven;
  /** What is looked up, asked of engines and fetched; never throws. */
  readonly lookInto: (checked: CheckedMessage) => Promise<readonly MessageFinding[]>;
  /** Spam filters that were named; never throws. */
  readonly askEngines: (checked: CheckedMessage) => Promise<readonly EngineReading[]>;
  readonly engineSymbols: SymbolsByEngine;
}

/** Told of each message of a run in turn: what concerns it and those before it. */
export type LookBack = (
  checked: Pick<CheckedMessage, 'view' | 'subject'>,
  name: string,
) => readonly MessageFinding[];

export type SayingTools = CheckTools & { readonly texts: Catalogue };

export interface Report {
  readonly input: MailInput;
  readonly checked: CheckedMessage;
  readonly engines: readonly EngineReading[];
  /** Failures that only other receivers judge than those of --receivers. */
  readonly leftOut: readonly MessageFinding[];
}

/** `--fix` asks nobody: it changes bytes by what bytes tell. */
export async function reportOf(
  input: MailInput,
  options: CheckOptions,
  tools: CheckTools,
  lookBack: LookBack = () => [],
): Promise<Report> {
  const { composed } = input;
  const { given } = tools;
  const checks = composed === undefined ? messageChecks : templateChecks(composed, messageChecks);
  const checked = checkMessage(input.raw, given, checks);
  const toAsk = composed === undefined ? checked : withoutSample(checked, composed);
  const [asked, engines] = options.fixes
    ? [[], []]
    : await Promise.all([tools.lookInto(toAsk), tools.askEngines(checked)]);
  const { view, subject } = checked;
  const about = composed === undefined ? asked : aboutTemplate(asked, composed, toAsk);
  const unjudged = composed === undefined ? [] : [notJudged(notGiven(composed), subject)];
  // The sample that an HTML file becomes has a Message-ID of ours.
  const before = composed === undefined ? lookBack(checked, input.name) : [];
  const all = [
    ...profileFindings(view, subject, given),
    ...unjudged,
    ...checked.findings,
    ...about,
    ...before,
  ];
  const findings = byConsequence(forReceivers(all, options.receivers));
  const whole = { ...checked, findings };
  return {
    input,
    checked: composed === undefined ? whole : inOwnFiles(whole, composed),
    engines,
    leftOut: leftOutFor(all, options.receivers),
  };
}

function notJudged(missing: readonly string[], subject: CheckedMessage['subject']): MessageFinding {
  const options = missing.map((what) => `--${what}`).join(', ');
  return unknownOf('input/template', 'not-judged', subject, options === '' ? {} : { options });
}
