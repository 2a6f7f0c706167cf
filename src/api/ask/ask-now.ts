/**
 * A question that is answered in its own request: within 60 seconds, with a bound on how many at once, and given up when the client
 * goes away. What is answered from the text alone does not queue behind what asks the network.
 */
import { instantOf } from '../../base/clock.ts';
import type { Result } from '../../base/result.ts';
import { reportOf } from '../../desk/report-of.ts';
import type { Answer, Ask, AskBounds } from '../../desk/types.ts';
import type { Report } from '../../store/reports/types.ts';
import { StoreError } from '../../store/types.ts';
import type { ApiContext } from '../kit/index.ts';
import { comeAgain, createGate, problem, problemFrom } from '../kit/index.ts';
import type { ApiServices } from '../services.ts';
import { askerOf } from './asker.ts';
import type { GivenAsk } from './given-ask.ts';
import { nextTurn } from './next-turn.ts';

const usualAskLimits = {
  /** What waits longer is a job. */
  timeMs: 60_000,
  offline: { running: 16, waiting: 256, perCaller: 128 },
  live: { running: 8, waiting: 32, perCaller: 8 },
};

export type AskLimits = typeof usualAskLimits & { readonly bounds?: AskBounds };

/** What was answered, and the report where one was kept. */
export interface AnsweredNow {
  readonly answer: Answer;
  readonly report?: Report;
}

/** Answers one ask; a Response says why not. `caller` stands for the asker in limits. */
export type AskNow = (
  c: ApiContext,
  kind: Ask['kind'],
  given: GivenAsk,
  caller?: string,
) => Promise<AnsweredNow | Response>;

/** How asks of this process are answered. */
export function createAskNow(services: ApiServices, limits: AskLimits = usualAskLimits): AskNow {
  const offline = createGate(limits.offline);
  const live = createGate(limits.live);

  return async (c, kind, given, caller) => {
    const asker = askerOf(c);
    const gone = c.req.raw.signal;
    const gate = given.options.offline === true ? offline : live;
    await nextTurn();
    const leave = await gate.enter(caller ?? asker.key, gone);
    if (leave === 'gone') return problem('cancelled');
    if (leave === 'yours')
      return comeAgain(
        'too-many-requests',
        2,
        'Too many of your questions are under way. Wait for one to end.',
      );
    if (leave === 'full')
      return comeAgain('overloaded', 5, 'Too many questions are under way. Ask again, or make it a job.');
    const { keep, ...rest } = given;
    const what: Ask = { kind, ...rest };
    let answered: Asked;
    try {
      answered = await ask(services, what, gone, limits);
    } finally {
      leave();
    }
    if (answered.how === 'too-slow')
      return problem('time-out', {
        detail: `It took more than ${limits.timeMs / 1000} seconds. Ask it as a job: POST /api/v1/jobs.`,
      });
    if (answered.how === 'gone') return problem('cancelled');
    const { result } = answered;
    if (!result.ok) return problemFrom(result.problem);
    const answer = result.value;
    if (!keep) return { answer };
    const { clock, desk, store } = services;
    const kept = await reportOf(what, answer, asker, instantOf(clock.nowMs()), desk);
    try {
      return { answer, report: await store.reports.add(kept) };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // What was found out is not lost because it cannot be kept.
      const note = `The report was not kept: ${error.problem.message}`;
      return { answer: { ...answer, notes: [...(answer.notes ?? []), note] } };
    }
  };
}

type Asked =
  | { readonly how: 'too-slow' }
  | { readonly how: 'gone' }
  | { readonly how: 'answered'; readonly result: Result<Answer> };

async function ask(
  services: ApiServices,
  what: Ask,
  gone: AbortSignal,
  { timeMs, bounds }: AskLimits,
): Promise<Asked> {
  const stop = new AbortController();
  let isTooSlow = false;
  const timer = setTimeout(() => {
    isTooSlow = true;
    stop.abort();
  }, timeMs);
  const onGone = (): void => stop.abort();
  gone.addEventListener('abort', onGone, { once: true });
  try {
    const result = await services.desk.ask(what, { signal: stop.signal, ...(bounds && { bounds }) });
    if (gone.aborted) return { how: 'gone' };
    return isTooSlow && !result.ok ? { how: 'too-slow' } : { how: 'answered', result };
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', onGone);
  }
}
