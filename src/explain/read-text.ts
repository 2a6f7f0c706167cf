/** A text made into arrivals by what it is: events of a mail service in JSON, a pasted report, a queue, a log, or replies among other words. */
import { failed, ok, type Result } from '../base/result.ts';
import { isLure, opensAsAbsence } from '../wire/bounce/index.ts';
import { holdsQueueJson, readQueueListing, recogniseLog } from '../wire/logs/index.ts';
import { isJson, readServiceEvents, type ServiceEvents } from '../wire/service-events/index.ts';
import type { Arrival } from './arrival.ts';
import { arrivalsInText } from './arrivals-in-text.ts';
import { askersWords } from './askers-words.ts';
import { eventArrival } from './event-arrival.ts';
import { isOfProgram, viaProgram } from './heard-by-program.ts';
import { holdsPassword } from './holds-password.ts';
import { mailboxSignsIn } from './own-mailbox.ts';
import { aroundAll } from './pasted-around.ts';
import { pastedReport } from './pasted-arrival.ts';
import { unescaped } from './pasted-text.ts';
import { linesRead, nothingRefused, type ReadOptions, readLogLines, readQueue } from './read-log-text.ts';
import { replyArrival } from './reply-input.ts';
import { saysFailure } from './says-failure.ts';
import { withToldDelay } from './told-delay.ts';
import { linesWithReplies } from './unread-lines.ts';

/** Events in JSON, log lines or replies in text. */
export function* readText(given: string, options: ReadOptions): Generator<Result<Arrival>> {
  const told = holdsQueueJson(given) ? undefined : readServiceEvents(given);
  const arrivals = told === undefined ? quotedInJson(given, readProse(given, options)) : readEvents(told);
  yield* holdsPassword(given) ? withPassword(arrivals) : arrivals;
}

/** The first says that a password stands in the text: once is enough. */
function* withPassword(arrivals: Iterable<Result<Arrival>>): Generator<Result<Arrival>> {
  let isSaid = false;
  for (const read of arrivals) {
    const [first, ...others] = read.ok ? read.value.refusals : [];
    if (isSaid || !read.ok || first === undefined) {
      yield read;
      continue;
    }
    isSaid = true;
    const told = { ...first, facts: { ...first.facts, isBesidePassword: true as const } };
    yield ok({ ...read.value, refusals: [told, ...others] });
  }
}

/** The events that refuse, and the refusals of what else stands in the text. */
function* readEvents({ events, rest }: ServiceEvents): Generator<Result<Arrival>> {
  let found = events.length > 0;
  for (const event of events) yield ok(eventArrival(event));
  for (const arrival of rest === '' ? [] : arrivalsInText(unescaped(rest))) {
    found = true;
    yield arrival;
  }
  if (!found)
    yield failed(
      'json',
      'These are events in JSON, but none tells of a refusal. Give those of bounces, drops and deferrals, with the answer of the receiving server.',
    );
}

/** JSON that is no event of mail may quote a refusal: a ticket, a chat, a manual. Whom it means, nobody can tell. */
function* quotedInJson(given: string, arrivals: Iterable<Result<Arrival>>): Generator<Result<Arrival>> {
  let isQuoted: boolean | undefined;
  for (const arrival of arrivals) {
    if (arrival.ok && arrival.value.input === 'reply') isQuoted ??= isJson(given);
    const isReply = arrival.ok && arrival.value.input === 'reply';
    yield isReply && isQuoted === true ? ok({ ...arrival.value, stopsNobody: true }) : arrival;
  }
}

/** What is no JSON of events: a report, a queue, a log or replies. */
function* readProse(given: string, options: ReadOptions): Generator<Result<Arrival>> {
  if (isLure(given)) {
    yield failed(
      'lure',
      'This pretends to report a failure and wants something clicked: no server said it. Do not open its links and give no password; look into your mailbox the way you always do. To see why a message came back, paste the report itself.',
    );
    return;
  }
  const report = pastedReport(given);
  if (report !== undefined) {
    yield ok(report);
    return;
  }
  const queue = readQueueListing(given);
  if (queue !== undefined) {
    yield* readQueue(queue, given, options);
    return;
  }
  const format = recogniseLog(given);
  if (format !== undefined) yield* readLogLines(given, format, options);
  else if (options.forFates === true) yield* counted(unescaped(given));
  else yield* readReplies(unescaped(given));
}

/** The replies of a text, and how many of its lines they stand in where it looks like a log. */
function* counted(text: string): Generator<Result<Arrival>> {
  const starts: number[] = [];
  for (const arrival of readReplies(text)) {
    const spans = arrival.ok ? arrival.value.refusals.flatMap((one) => one.spans ?? []) : [];
    starts.push(...spans.map(({ start }) => start));
    yield arrival;
  }
  const lines = starts.length === 0 ? undefined : linesWithReplies(text, starts);
  if (lines !== undefined) yield linesRead(lines);
}

/** Postfix and its helpers say what they did beside refusing: 'filter: RCPT from …', 'policyd-spf[9]: Pass; …'. */
const NO_REFUSAL =
  /(?:^|\s)(?:filter|warn|hold|prepend|redirect|discard|info): (?:CONNECT|HELO|EHLO|MAIL|RCPT|DATA|END-OF-MESSAGE) from |\bpolicyd-spf\[\d{1,9}\]: (?:Pass|None|Neutral);/;
/** What servers and signers note of mail that goes its way. */
const ALL_WELL =
  /\bDKIM-Signature field added\b|\b(?:Anonymous|Untrusted|Trusted|Verified) TLS connection (?:established|reused) (?:to|from) /;

/** Such notes, and beside them nothing that went wrong. */
function isAllWell(text: string): boolean {
  const lines = text.split('\n');
  const beside = lines.filter((line) => !ALL_WELL.test(line));
  return beside.length < lines.length && !saysFailure(beside.join('\n'));
}

const MAX_LINE = 2_000;

/** The replies of a text; the text itself where it holds none that refuses. */
function* readReplies(text: string): Generator<Result<Arrival>> {
  let found = false;
  for (const arrival of arrivalsInText(text)) {
    found = true;
    yield arrival;
  }
  if (found) return;
  const head = text.slice(0, MAX_LINE);
  if (NO_REFUSAL.test(head) || isAllWell(head)) {
    yield nothingRefused('postfix');
    return;
  }
  const arrival = replyArrival(text);
  if (arrival.refusals.length === 0) {
    yield failed(
      'positive-replies',
      'Every reply here is positive (it begins with 2 or 3): the server let the conversation go on and refused nothing. Paste the reply that begins with 4 or 5, or what the program said when it gave up.',
    );
    return;
  }
  if (opensAsAbsence(text)) {
    yield ok({ ...arrival, kind: 'auto-reply', notice: 'auto-reply' });
    return;
  }
  const refusals = arrival.refusals
    .map((one) => (isOfProgram(text) ? viaProgram(one, text) : one))
    .map((one) => ({ ...one, facts: withToldDelay(one.facts, text) }));
  const pasted = aroundAll(text);
  const mailbox = mailboxSignsIn(text);
  yield ok(
    arrival.kind === 'not-a-bounce'
      ? arrival
      : {
          ...arrival,
          refusals,
          kind: 'unknown',
          beside: askersWords(text, {}),
          ...(pasted !== undefined && { pasted }),
          ...(mailbox !== undefined && { mailbox }),
        },
  );
}
