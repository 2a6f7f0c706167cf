/** Audits names as `waypost audit --json` does, or the domains that dropped reports are about; tells findings as they come. */
import type { Audit } from '../audit/audit-case.ts';
import { givenSender, readSender } from '../audit/read-sender.ts';
import { gatheredFromReports } from '../audit/reports-only.ts';
import { auditDocument } from '../audit/say/document.ts';
import { viewAudit } from '../audit/say/view.ts';
import { type AuditSubject, parseAuditSubject } from '../audit/subject.ts';
import { orderedMap } from '../base/ordered-map.ts';
import { ok, type Problem, type Result } from '../base/result.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { auditAnswer, auditListAnswer } from './answers.ts';
import type { Asking } from './ask-explain.ts';
import { noReportsHere, tooManyNames } from './bounds.ts';
import type { AskEvents } from './events.ts';
import { MAX_NAMES } from './limits.ts';
import { liveAudit } from './live-audit.ts';
import { messageOf } from './message-option.ts';
import { onlyNames } from './names.ts';
import { endOf, type Outcome, refused } from './outcome.ts';
import { type AuditInput, readAuditInput } from './read-audit-input.ts';
import type { AuditAsk, DeskTools, OpenedAudit } from './tools.ts';
import type { Ask, AskOptions } from './types.ts';

/** Names audited at once. */
const CONCURRENCY = 8;
const BULK_CONCURRENCY = 24;

/** Never throws for what the input or the network does. */
export async function askAudit(ask: Ask, tools: DeskTools, asking: Asking): Promise<Outcome> {
  const { maxNames } = asking.bounds ?? {};
  if (maxNames !== undefined) {
    const beyond = beyondNames(ask, maxNames);
    if (beyond !== undefined) return refused(beyond);
  }
  const input = await readAuditInput(ask, tools, asking.signal);
  if (!input.ok) return refused(input.problem);
  if (asking.signal.aborted) return refused(endOf(asking.signal));
  const { names } = input.value;
  if (names.length > MAX_NAMES)
    return refused({
      code: 'too-many-names',
      message: `At most ${MAX_NAMES} names are audited at once; give fewer.`,
      data: { limit: MAX_NAMES },
    });
  const options = auditOptions(ask.options, input.value, tools.allowPrivate);
  if (!options.ok) return refused(options.problem);
  if (names.length > 0 && ask.options.offline === true) return refused(notOffline);
  const opened = await tools.openAudit(options.value);
  if (names.length === 0) return ofReports(input.value, opened, asking);
  const subjects = subjectsOf(names, tools.allowPrivate);
  const [first] = subjects.given;
  if (first === undefined) return refused(subjects.problems[0] ?? nothing);
  const distrust = await opened.distrust();
  if (distrust !== undefined)
    return refused({ ...distrust, message: `Nothing was asked: ${distrust.message}.` });
  if (names.length === 1) return ofOne(first, input.value, opened, asking);
  return ofMany(subjects, options.value.isBulk, opened, asking);
}

/** Told before anything is unpacked. */
function beyondNames({ input, files }: Ask, limit: number): Problem | undefined {
  const names = files === undefined ? onlyNames(input) : [];
  if (names.length === 0) return noReportsHere;
  return names.length > limit ? tooManyNames(limit) : undefined;
}

const nothing: Problem = {
  code: 'empty',
  message: 'Nothing was given; name a domain, an IP address or a mail host.',
};

const notOffline: Problem = {
  code: 'not-offline',
  message: 'An audit asks DNS and cannot be made offline; only reports that were dropped can be judged so.',
};

interface Subjects {
  readonly given: readonly AuditSubject[];
  readonly problems: readonly Problem[];
}

/** In the order in which they were given. */
function subjectsOf(names: readonly string[], allowPrivate: boolean): Subjects {
  const given: AuditSubject[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const subject = parseAuditSubject(name, allowPrivate);
    if (subject.ok) given.push(subject.value);
    else problems.push(subject.problem);
  }
  return { given, problems };
}

function auditOptions(asked: AskOptions, input: AuditInput, allowPrivate: boolean): Result<AuditAsk> {
  const { sendingIps = [], selectors = [], helo, bulk = false, messagesPerDay } = asked;
  const sender = readSender({ sendingIps, selectors, allowPrivate, ...(helo !== undefined && { helo }) });
  if (!sender.ok) return sender;
  const message = messageOf(asked);
  if (!message.ok) return message;
  return ok({
    given: {
      ...givenSender(sender.value, message.value),
      ...(input.reportsOf !== undefined && { reports: input.reportsOf }),
    },
    connect: asked.connect ?? !bulk,
    lists: asked.lists ?? !bulk,
    isBulk: bulk,
    wantsPlan: asked.plan === true,
    flattensSpf: asked.flattenSpf === true,
    ...(messagesPerDay !== undefined && { messagesPerDay }),
  });
}

async function ofOne(
  subject: AuditSubject,
  input: AuditInput,
  opened: OpenedAudit,
  asking: Asking,
): Promise<Outcome> {
  const { texts, events, signal } = asking;
  const audit = await opened.audit(subject, signal, liveAudit(opened, texts, events));
  if (signal.aborted) return refused(endOf(signal));
  return answerOf(audit, texts, input.notes);
}

async function ofMany(
  { given, problems }: Subjects,
  isBulk: boolean,
  opened: OpenedAudit,
  { texts, events, signal }: Asking,
): Promise<Outcome> {
  events.more(given.length);
  const audits: Audit[] = [];
  // A name that was given twice is asked about once.
  const known = new Map<string, Promise<Audit>>();
  const auditOf = (subject: AuditSubject): Promise<Audit> => {
    const key = `${subject.kind} ${subject.name}`;
    const audit = known.get(key) ?? opened.audit(subject, signal);
    known.set(key, audit);
    return audit;
  };
  const work = orderedMap(
    streamOf(given),
    isBulk ? BULK_CONCURRENCY : CONCURRENCY,
    async (subject): Promise<Audit | undefined> => (signal.aborted ? undefined : auditOf(subject)),
  );
  for await (const audit of work) {
    if (signal.aborted || audit === undefined) return refused(endOf(signal));
    audits.push(audit);
    tellOf(audit, texts, events);
    events.did();
  }
  return ofList(
    audits,
    texts,
    problems.map(({ message }) => message),
  );
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const marks = { bad: 'fail', good: 'pass', unknown: 'unknown' } as const;
const words = { bad: 'word.fail', good: 'word.pass', unknown: 'word.notChecked' } as const;

/** One line for each name. */
function tellOf(audit: Audit, texts: Catalogue, events: AskEvents): void {
  const { headline, standing } = viewAudit(audit, texts);
  events.line({
    mark: marks[standing],
    word: texts.ui(words[standing]),
    label: audit.subject.name,
    detail: headline,
  });
}

/** What dropped reports tell by themselves; nothing is asked. */
function ofReports({ reports, notes }: AuditInput, opened: OpenedAudit, { texts, events }: Asking): Outcome {
  const audits = reports.flatMap((shelf) =>
    shelf.state === 'present' ? [opened.judge(gatheredFromReports(shelf))] : [],
  );
  for (const audit of audits) tellOf(audit, texts, events);
  const [only] = audits;
  if (only === undefined) return refused(nothing);
  return audits.length === 1 ? answerOf(only, texts, notes) : ofList(audits, texts, notes);
}

const answerOf = (audit: Audit, texts: Catalogue, notes?: readonly string[]): Outcome =>
  ok(auditAnswer(audit, texts, notes));

function ofList(audits: readonly Audit[], texts: Catalogue, notes: readonly string[]): Outcome {
  const documents = audits.map((audit) => auditDocument(audit, texts));
  return ok(auditListAnswer(documents, texts, notes));
}
