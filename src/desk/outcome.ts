/** What an ask gives back, and how its end is told: an answer, a problem, or that it was cut short. */
import type { JsonObject } from '../base/json.ts';
import type { Problem, Result } from '../base/result.ts';
import { languageOfDocument } from './document-language.ts';
import { cancelled, tooSlow } from './limits.ts';
import type { Answer } from './types.ts';

export type Outcome = Result<Answer, Problem>;

export const refused = (problem: Problem): Outcome => ({ ok: false, problem });

const MAX_ABOUT = 200;
const MAX_HEADLINE = 1000;
const MAX_TAGS = 50;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const short = (text: string, limit: number): string =>
  text.length > limit ? `${[...text.slice(0, limit - 1)].join('')}…` : text;

/** An answer whose summary keeps its limits. `document`: plain data, as `--json` writes it. */
export function answerWith(
  { about, headline, standing, tags, turn }: Answer['summary'],
  document: object,
  notes: readonly string[] = [],
): Answer {
  const language = languageOfDocument(document);
  return {
    summary: {
      about: short(oneLine(about), MAX_ABOUT),
      headline: short(oneLine(headline), MAX_HEADLINE),
      standing,
      tags: [...new Set(tags)].slice(0, MAX_TAGS),
      turn: short(oneLine(turn), MAX_ABOUT),
      ...(language !== undefined && { language }),
    },
    document: document as JsonObject,
    ...(notes.length > 0 && { notes }),
  };
}

/** Why an ask that was aborted ends: its time is over, or somebody called it off. */
export const endOf = (signal: AbortSignal): Problem =>
  signal.reason instanceof Error && signal.reason.name === 'TimeoutError' ? tooSlow : cancelled;

/** The work, or at once the end where the signal comes first; the work itself then goes on until it notices. */
export async function untilAborted(work: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) {
    // Nobody waits for it any more.
    work.catch(() => undefined);
    return refused(endOf(signal));
  }
  let stop = (): void => undefined;
  const aborted = new Promise<Outcome>((resolve) => {
    const end = (): void => resolve(refused(endOf(signal)));
    signal.addEventListener('abort', end, { once: true });
    stop = () => signal.removeEventListener('abort', end);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop();
  }
}
