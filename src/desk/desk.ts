/** The desk: one counter for everything that can be asked (types.ts). */
import type { Problem } from '../base/result.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { withOptionWords } from '../findings/say/option-words.ts';
import { problemInWords } from '../findings/say/problem-words.ts';
import { askAudit } from './ask-audit.ts';
import { askCheck } from './ask-check.ts';
import { type Asking, askExplain } from './ask-explain.ts';
import { limitAsk } from './ask-limit.ts';
import { isOfBounds, isProblem, withinBounds } from './bounds.ts';
import { AskEvents } from './events.ts';
import { timeFor } from './limits.ts';
import { namesIn } from './names.ts';
import { endOf, type Outcome, refused, untilAborted } from './outcome.ts';
import { recognise } from './recognise.ts';
import { createRoom, type Room } from './room.ts';
import { sayDocument } from './say-again.ts';
import type { DeskTools } from './tools.ts';
import type { Ask, AskBounds, AskOptions, Desk } from './types.ts';

const work = { explain: askExplain, audit: askAudit, check: askCheck } as const;

/** `onFault`: told of what is a bug or a broken store; the asker hears only that it failed. `room`: for all that is asked at once. */
export function createDesk(
  tools: DeskTools,
  onFault: (error: unknown) => void = () => undefined,
  room: Room = createRoom(),
): Desk {
  const closing = new AbortController();
  return {
    recognise: (input) => {
      try {
        return recognise(input, tools.words);
      } catch (error) {
        onFault(error);
        return { kind: 'explain', what: 'unknown' };
      }
    },
    ask: async (given, { signal, onEvent, bounds } = {}) => {
      const ask = { ...given, options: withoutBlanks(given.options) };
      const events = new AskEvents(onEvent === undefined ? undefined : guarded(onEvent, onFault), onFault);
      const limit = limitAsk(timeFor(ask.kind, nameCount(ask)), [
        closing.signal,
        ...(signal === undefined ? [] : [signal]),
      ]);
      const texts = tools.textsIn(languageOf(ask.options, tools.languages));
      try {
        const leave = await room.enter(sizeOf(ask), limit.signal);
        if (leave === undefined) return refused(endOf(limit.signal));
        const asking = { texts, events, signal: limit.signal, ...(bounds !== undefined && { bounds }) };
        const asked = askWithin(ask, tools, asking);
        // Also of work that goes on a moment longer than somebody waits for it.
        asked.then(leave, leave);
        return inWords(await untilAborted(asked, limit.signal), ask, texts);
      } catch (error) {
        onFault(error);
        return refused(problemOf(error));
      } finally {
        limit.release();
        events.end();
      }
    },
    languages: tools.languages,
    sayAgain: async (kept, language) => {
      if (!tools.languages.includes(language)) return undefined;
      try {
        const said = await sayDocument(kept, tools.textsIn(language), tools);
        return said && { summary: said.summary, document: said.document };
      } catch (error) {
        onFault(error);
        return undefined;
      }
    },
    close: () => {
      closing.abort();
      tools.close();
    },
  };
}

/** The work, and what of it may be told. What look-ups told and nobody may know is left out by asking nobody. */
async function askWithin(ask: Ask, tools: DeskTools, asking: Asking): Promise<Outcome> {
  const { kind, options } = ask;
  const outcome = told(await work[kind](ask, tools, asking), ask, asking.bounds);
  if (outcome.ok || kind === 'audit' || outcome.problem.code !== 'inside-network') return outcome;
  const again = { ...ask, options: { ...options, offline: true } };
  const byText = told(await work[kind](again, tools, asking), again, asking.bounds);
  return byText.ok ? { ok: true, value: { ...byText.value, isOffline: true } } : byText;
}

function told(outcome: Outcome, ask: Ask, bounds: AskBounds | undefined): Outcome {
  if (!outcome.ok || bounds === undefined) return outcome;
  const answer = withinBounds(outcome.value, ask, bounds);
  return isProblem(answer) ? refused(answer) : { ok: true, value: answer };
}

/** All that stays in memory while it is worked on, in bytes. */
const sizeOf = ({ input, files, options }: Ask): number =>
  (files ?? []).reduce((sum, file) => sum + file.input.length, input.length) + (options.message?.length ?? 0);

/** A problem in the language asked for; explain says its own. */
function inWords(outcome: Outcome, { kind }: Ask, texts: Catalogue): Outcome {
  if (outcome.ok || (kind === 'explain' && !isOfBounds(outcome.problem))) return outcome;
  const { problem } = outcome;
  return refused({ ...withOptionWords(problem, texts), message: problemInWords(problem, texts) });
}

/** Forms send empty fields: an empty option was not given. Only the null reverse-path is empty on purpose. */
function withoutBlanks(options: AskOptions): AskOptions {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([key, value]) => value !== undefined && (value !== '' || key === 'mailFrom'),
    ),
  );
}

const languageOf = ({ language }: AskOptions, languages: readonly string[]): string =>
  languages.find((one) => one === language) ?? 'en';

const nameCount = ({ kind, input }: Ask): number =>
  kind === 'audit' && input.length < MAX_NAMES_BYTES
    ? namesIn(Buffer.from(input).toString('latin1')).length
    : 1;
const MAX_NAMES_BYTES = 300_000;

/** A listener that throws is a bug of whoever listens and ends nothing. */
const guarded =
  <Event>(listener: (event: Event) => void, onFault: (error: unknown) => void) =>
  (event: Event): void => {
    try {
      listener(event);
    } catch (error) {
      onFault(error);
    }
  };

/** What the store says of itself is told; a bug only that it is one. */
function problemOf(error: unknown): Problem {
  const known = error instanceof Error && 'problem' in error ? (error.problem as Problem) : undefined;
  if (typeof known?.code === 'string' && typeof known.message === 'string') return known;
  return { code: 'internal', message: 'It failed for a fault of the program; its log says more.' };
}
