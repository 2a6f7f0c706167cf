/** Explains what was pasted or dropped, as `waypost explain --json` does, and tells the evidence as it comes. */
import { Readable } from 'node:stream';
import { ok, type Problem, type Result } from '../base/result.ts';
import type { ExplainServices } from '../explain/explain.ts';
import {
  type Explained,
  type ExplainGiven,
  endReading,
  explainGroups,
  MAX_LOOKED_INTO,
  nothingRead,
  type ReadRefusals,
  readRefusals,
} from '../explain/explain-many.ts';
import { readGivenFacts } from '../explain/given-facts.ts';
import { type Source, STDIN_NAME } from '../explain/input-problems.ts';
import { readArrivals } from '../explain/read-arrivals.ts';
import { explainDocument } from '../explain/say/document.ts';
import { type Piece, splitStream } from '../explain/split-stream.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { withOptionWords } from '../findings/say/option-words.ts';
import { explainAnswer } from './answers.ts';
import { tooManyRefusals } from './bounds.ts';
import type { AskEvents } from './events.ts';
import { Breather, inputsOf } from './limits.ts';
import { liveRefusal } from './live-refusal.ts';
import { messageOf } from './message-option.ts';
import { endOf, type Outcome, refused } from './outcome.ts';
import type { DeskTools } from './tools.ts';
import type { Ask, AskBounds, AskOptions, NamedInput } from './types.ts';

/** One ask under way. */
export interface Asking {
  readonly texts: Catalogue;
  readonly events: AskEvents;
  readonly signal: AbortSignal;
  readonly bounds?: AskBounds;
}

/** Read whole up to this; above it piece by piece, so that others have their turn. */
const WHOLE_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
/** Of what is read piece by piece, progress is told in these. */
const STEP_BYTES = 1024 * 1024;

/** Never throws for what the input or the network does. */
export async function askExplain(ask: Ask, tools: DeskTools, asking: Asking): Promise<Outcome> {
  const { texts, signal } = asking;
  const { maxRefusals = Number.POSITIVE_INFINITY } = asking.bounds ?? {};
  const inputs = inputsOf(ask);
  if (!inputs.ok) return refused(inputs.problem);
  const told = givenOf(ask.options);
  if (!told.ok) return refused(inWords(told.problem, texts));
  const read = await readAll(inputs.value, told.value, tools, asking, maxRefusals);
  if (signal.aborted) return refused(endOf(signal));
  const { groups } = read;
  if (groups.total > maxRefusals) return refused(tooManyRefusals(maxRefusals));
  const notes = read.problems.told(texts);
  const [first] = notes;
  if (groups.total === 0)
    return refused({
      code: first?.code ?? 'empty',
      message: notes.map(({ message }) => message).join(' '),
      data: { ...first?.data, ...(notes.length > 1 && { lines: notes.map(({ message }) => message) }) },
    });
  const services = await servicesFor(ask.options, tools, asking);
  const answers: Explained[] = [];
  asking.events.more(Math.min(groups.list().length, MAX_LOOKED_INTO));
  for await (const answer of explainGroups(groups, services, told.value)) {
    if (signal.aborted) return refused(endOf(signal));
    answers.push(answer);
    asking.events.did();
  }
  const document = explainDocument(answers, groups.total, texts, services.providers);
  return ok(
    explainAnswer(
      document,
      notes.map(({ message }) => message),
    ),
  );
}

function givenOf(options: AskOptions): Result<ExplainGiven> {
  const given = readGivenFacts(options);
  if (!given.ok) return given;
  const message = messageOf(options);
  if (!message.ok) return message;
  return ok({ given: given.value, ...(message.value !== undefined && { message: message.value }) });
}

/** What is wrong with an option, called as its reader gives it. */
function inWords(problem: Problem, texts: Catalogue): Problem {
  const said = withOptionWords(problem, texts);
  const message = texts.find(`given.${said.data?.fault}`, said.data);
  return message === undefined ? said : { ...said, message };
}

async function readAll(
  inputs: readonly Partial<NamedInput>[],
  { given }: ExplainGiven,
  { words, clock }: DeskTools,
  { signal, events }: Asking,
  maxRefusals: number,
): Promise<ReadRefusals> {
  const read = nothingRead();
  const breather = new Breather(clock.monotonicMs);
  const steps = inputs.reduce((sum, { input }) => sum + stepsOf(input), 0);
  if (steps > 0) events.more(steps);
  for (const { name, input = new Uint8Array() } of inputs) {
    const source = sourceOf(name);
    let told = 0;
    for await (const { bytes, readBytes } of piecesOf(input)) {
      for (const arrival of readArrivals(bytes, { forFates: true })) {
        readRefusals({ source, arrival }, read, words, given);
        if (breather.isDue()) await breather.breathe();
        if (signal.aborted || read.groups.total > maxRefusals) return read;
      }
      const reached = Math.min(stepsOf(input), Math.floor(readBytes / STEP_BYTES));
      if (reached > told) events.did(reached - told);
      told = reached;
    }
    if (told < stepsOf(input)) events.did(stepsOf(input) - told);
  }
  for (const _ of endReading(read, words, given)) {
    if (breather.isDue()) await breather.breathe();
    if (signal.aborted) return read;
  }
  return read;
}

/** How many steps of progress an input is; none where it is read at once. */
const stepsOf = (input: Uint8Array = new Uint8Array()): number =>
  input.length <= WHOLE_BYTES ? 0 : Math.ceil(input.length / STEP_BYTES);

/** As the command calls its sources. */
function sourceOf(name: string | undefined): Source {
  if (name === undefined) return { name: 'text', kind: 'text' };
  return { name, kind: name === STDIN_NAME ? 'stdin' : 'file' };
}

async function* piecesOf(input: Uint8Array): AsyncGenerator<Piece> {
  if (input.length <= WHOLE_BYTES) yield { bytes: input, readBytes: input.length };
  else yield* splitStream(Readable.from(chunksOf(input)));
}

function* chunksOf(input: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < input.length; at += CHUNK_BYTES) yield input.subarray(at, at + CHUNK_BYTES);
}

/** What may be asked, with its evidence told as it comes. */
async function servicesFor(
  { offline, connect }: AskOptions,
  { words, openExplain }: DeskTools,
  { texts, events, signal }: Asking,
): Promise<ExplainServices> {
  if (offline === true) return words;
  const gather = await openExplain({ mayConnect: connect === true });
  return {
    ...words,
    gather: (wanted, facts, returned) =>
      gather(wanted, facts, returned, {
        signal,
        onShelf: liveRefusal(wanted, words.checks, texts, events),
      }),
  };
}
