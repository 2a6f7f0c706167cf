/** One message checked: by its bytes, and by what may be asked of others. */
import { messageChecks } from '../checks/index.ts';
import type { MailGiven, MailProfile, MessageFinding } from '../findings/message-check.ts';
import type { EngineReading } from '../gather/engines/index.ts';
import {
  byConsequence,
  type CheckedMessage,
  checkInSteps,
  forReceivers,
  leftOutFor,
} from './check-message.ts';
import type { ComposedMessage } from './compose-message.ts';
import type { SymbolsByEngine } from './engine-symbols.ts';
import { profileFindings, unknownOf } from './profile-fits.ts';
import { aboutTemplate, inOwnFiles, notGiven, templateChecks, withoutSample } from './template-checks.ts';

/** A message under the name it was given by. */
export interface MailInput {
  readonly name: string;
  /** It was given without a name, which is ours. */
  readonly isUnnamed?: true;
  readonly raw: Uint8Array;
  /** Where the message was made of an HTML file. */
  readonly composed?: ComposedMessage;
}

/** What of the options a report depends on. */
export interface ReportOptions {
  readonly profile: MailProfile;
  readonly receivers: readonly string[];
  /** Nobody is asked: `--fix` changes bytes by what bytes tell. */
  readonly fixes?: boolean;
}

/** What the composition root builds for one run. */
export interface CheckTools {
  readonly given: MailGiven;
  /** What is looked up, asked of engines and fetched; never throws. */
  readonly lookInto: (checked: CheckedMessage) => Promise<readonly MessageFinding[]>;
  /** Spam filters that were named; never throws. */
  readonly askEngines: (checked: CheckedMessage) => Promise<readonly EngineReading[]>;
  readonly engineSymbols: SymbolsByEngine;
  /** Of a server: lets others have their turn between checks. */
  readonly breather?: { readonly breathe: () => Promise<void> };
}

/** Told of each message of a run in turn: what concerns it and those before it. */
export type LookBack = (
  checked: Pick<CheckedMessage, 'view' | 'subject'>,
  name: string,
) => readonly MessageFinding[];

export interface Report {
  readonly input: MailInput;
  readonly checked: CheckedMessage;
  readonly engines: readonly EngineReading[];
  /** Failures that only other receivers judge than those of --receivers. */
  readonly leftOut: readonly MessageFinding[];
}

/** Never throws for what the message or the network does. `onBytes`: told what the bytes alone tell, before anybody is asked. */
export async function reportOf(
  input: MailInput,
  options: ReportOptions,
  tools: CheckTools,
  lookBack: LookBack = () => [],
  onBytes?: (checked: CheckedMessage) => void,
): Promise<Report> {
  const { composed } = input;
  const { given } = tools;
  const checks = composed === undefined ? messageChecks : templateChecks(composed, messageChecks);
  const checked = await checkedBetween(checkInSteps(input.raw, given, checks), tools.breather);
  onBytes?.(checked);
  const toAsk = composed === undefined ? checked : withoutSample(checked, composed);
  const [asked, engines] =
    options.fixes === true ? [[], []] : await Promise.all([tools.lookInto(toAsk), tools.askEngines(checked)]);
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

/** Runs the steps, with a breath between them where there is somebody to let through. */
async function checkedBetween(
  steps: Generator<undefined, CheckedMessage>,
  breather: CheckTools['breather'],
): Promise<CheckedMessage> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await breather?.breathe();
  }
}

/** Says what of an HTML file could not be judged: told of each that a message was made of, and of nothing else. */
export const templateCheck = 'input/template';

function notJudged(missing: readonly string[], subject: CheckedMessage['subject']): MessageFinding {
  const options = missing.map((what) => `--${what}`).join(', ');
  return unknownOf(templateCheck, 'not-judged', subject, options === '' ? {} : { options });
}
