/** Checks messages as `waypost check --json` does; tells what the bytes say at once, then what look-ups say. */
import { failed, ok, type Problem, type Result } from '../base/result.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { type MailProfile, type MessageFinding, mailProfiles } from '../findings/message-check.ts';
import { problemInWords } from '../findings/say/problem-words.ts';
import { type MailInput, reportOf } from '../preflight/check-report.ts';
import { composeMessage, type GivenFile } from '../preflight/compose-message.ts';
import { readGivenSender } from '../preflight/given-sender.ts';
import { type GivenMail, mailsInBytes } from '../preflight/mails-in-bytes.ts';
import { receiverOf, receiversToAsk } from '../preflight/receivers.ts';
import { messageIdsOfRun } from '../preflight/same-message-id.ts';
import { type CheckDocument, checkDocument } from '../preflight/say/document.ts';
import { viewMessage } from '../preflight/say/view.ts';
import { checkAnswer, checkListAnswer } from './answers.ts';
import type { Asking } from './ask-explain.ts';
import { tooManyMessages } from './bounds.ts';
import { Breather, inputsOf, MAX_MESSAGES } from './limits.ts';
import { endOf, type Outcome, refused } from './outcome.ts';

import type { CheckAsk, DeskTools, OpenedCheck } from './tools.ts';
import type { Ask, AskOptions, NamedInput } from './types.ts';

interface Options extends CheckAsk {
  readonly receivers: readonly string[];
}

/** Never throws for what the input or the network does. */
export async function askCheck(ask: Ask, tools: DeskTools, asking: Asking): Promise<Outcome> {
  const { texts, events, signal } = asking;
  const inputs = inputsOf(ask);
  if (!inputs.ok) return refused(inputs.problem);
  const options = readOptions(ask.options);
  if (!options.ok) return refused(options.problem);
  const { maxMessages = Number.POSITIVE_INFINITY } = asking.bounds ?? {};
  const { mails, problems } = await readMails(inputs.value, ask.options, tools, asking);
  if (signal.aborted) return refused(endOf(signal));
  if (mails.length > maxMessages) return refused(tooManyMessages(maxMessages));
  const notes = problems.map((problem) => problemInWords(problem, texts));
  if (mails.length === 0) {
    const [first] = problems;
    return refused({ ...(first ?? noMail), message: notes.join(' ') || noMail.message });
  }
  const opened = await tools.openCheck(options.value);
  const lookBack = messageIdsOfRun();
  const documents: CheckDocument[] = [];
  events.more(mails.length);
  for (const mail of mails) {
    const checkTools = toolsFor(opened, asking, tools);
    const report = await reportOf(mail, options.value, checkTools, lookBack, ({ findings }) =>
      tellFindings(findings, texts, asking),
    );
    if (signal.aborted) return refused(endOf(signal));
    documents.push(checkDocument(report, options.value, { ...checkTools, texts }));
    events.did();
  }
  const [only] = documents;
  return ok(
    documents.length === 1 && only !== undefined
      ? checkAnswer(only, texts, notes)
      : checkListAnswer(documents, texts, notes),
  );
}

const noMail: Problem = {
  code: 'mail-none',
  message: 'This is no message: it has no header. Give the message as it is sent (.eml), an mbox, or HTML.',
};

/** No spam filter is asked: the desk asks what it was given, not what somebody names. */
const toolsFor = (opened: OpenedCheck, { texts, signal, ...asking }: Asking, { clock }: DeskTools) => ({
  given: opened.given,
  breather: new Breather(clock.monotonicMs),
  lookInto: async (checked: Parameters<OpenedCheck['lookInto']>[0]) => {
    const found = await opened.lookInto(checked, signal);
    tellFindings(found, texts, asking);
    return found;
  },
  askEngines: async () => [],
  engineSymbols: opened.engineSymbols,
});

function tellFindings(
  findings: readonly MessageFinding[],
  texts: Catalogue,
  { events }: Pick<Asking, 'events'>,
): void {
  events.lines(() => {
    const { failed: wrong, unknown, passed } = viewMessage({ findings }, '', texts);
    return [...wrong, ...unknown, ...passed].map(({ mark, word, label, detail, where }) => ({
      mark,
      word,
      label,
      detail: [detail, where].filter((part) => part !== '').join(' · '),
    }));
  });
}

function readOptions(asked: AskOptions): Result<Options> {
  const profile: MailProfile | undefined = mailProfiles.find((one) => one === (asked.profile ?? 'personal'));
  if (profile === undefined)
    return failed('not-one-of', `profile ${asked.profile} is not one of ${mailProfiles.join(', ')}.`, {
      option: '--profile',
      value: String(asked.profile),
      allowed: mailProfiles.join(', '),
    });
  const receivers = (asked.receivers ?? []).map((name) => ({ name, id: receiverOf(name) }));
  const stranger = receivers.find(({ id }) => id === undefined);
  if (stranger !== undefined)
    return failed('not-one-of', `receivers: ${stranger.name} is not one of ${receiversToAsk.join(', ')}.`, {
      option: '--receivers',
      value: stranger.name,
      allowed: receiversToAsk.join(', '),
    });
  const { senderIp, helo, mailFrom, tracking } = asked;
  const sender = readGivenSender(
    {
      ...(senderIp !== undefined && { senderIp }),
      ...(helo !== undefined && { helo }),
      ...(mailFrom !== undefined && { mailFrom }),
      ...(tracking !== undefined && { trackingDomains: tracking }),
    },
    { senderIp: 'senderIp', helo: 'helo', mailFrom: 'mailFrom', trackingDomains: 'tracking' },
  );
  if (!sender.ok) return sender;
  return ok({
    ...sender.value,
    profile,
    receivers: receivers.flatMap(({ id }) => id ?? []),
    isOffline: asked.offline === true,
  });
}

interface ReadMails {
  readonly mails: readonly MailInput[];
  readonly problems: readonly Problem[];
}

async function readMails(
  inputs: readonly Partial<NamedInput>[],
  { subject, from, text }: AskOptions,
  { clock }: DeskTools,
  { texts, signal }: Asking,
): Promise<ReadMails> {
  const mails: MailInput[] = [];
  const problems: Problem[] = [];
  const compose = (html: GivenFile): GivenMail => {
    const composed = composeMessage(
      {
        html,
        ...(text !== undefined && { text: { name: 'text', bytes: Buffer.from(text) } }),
        ...(subject !== undefined && { subject }),
        ...(from !== undefined && { from }),
      },
      clock.nowMs(),
    );
    return { kind: 'mail', mail: { name: html.name, raw: composed.raw, composed } };
  };
  const wantsHtml = [subject, from, text].some((one) => one !== undefined);
  const breather = new Breather(clock.monotonicMs);
  for (const { name, input = new Uint8Array() } of inputs) {
    await breather.breathe();
    if (signal.aborted) break;
    const reading = { wantsHtml, compose, maxMessages: MAX_MESSAGES };
    for await (const given of mailsInBytes(name ?? texts.ui('source.text'), input, reading)) {
      if (given.kind !== 'mail') problems.push(given.problem);
      else if (mails.length < MAX_MESSAGES)
        mails.push(name === undefined ? { ...given.mail, isUnnamed: true } : given.mail);
      else
        problems.push({
          code: 'too-many-messages',
          message: `${given.mail.name}: at most ${MAX_MESSAGES} messages are checked at once.`,
        });
    }
  }
  return { mails, problems: problems.slice(0, MAX_PROBLEMS) };
}

const MAX_PROBLEMS = 20;
