/**
 * Server-sent events (WHATWG HTML §9.2): ids, a heart-beat, an end when the server stops, at most so many streams for each person. Whoever
 * may not read any more (signed out, disabled, token removed, fewer rights) is cut off within a second.
 *
 * A reader that is slower than what happens does not fill the memory: its stream ends when too much waits for it; the browser comes
 * back by itself with Last-Event-ID and gets the rest where events have ids.
 */
import type { JsonValue } from '../../base/json.ts';
import { type Surface, saidOn } from '../../findings/ways.ts';
import type { ApiContext } from './api.ts';
import { mayStill } from './may-still.ts';
import { comeAgain } from './problems.ts';
import { limiterKeyOf } from './rate-limiter.ts';
import { surfaceOf } from './surface.ts';

export interface StreamEvent {
  /** 'progress', 'end'. */
  readonly event: string;
  readonly data: JsonValue;
  readonly id?: number;
}

/** Where events are put. */
export interface EventSink {
  /** False where the stream has ended. */
  readonly push: (event: StreamEvent) => boolean;
  /** Ends the stream after what was pushed. */
  readonly end: () => void;
}

/** Begins to push; answers how to stop. May push at once. */
export type EventSource = (sink: EventSink) => () => void;

export interface StreamLimits {
  readonly perPerson: number;
  readonly inTotal: number;
  /** Between signs of life, which keep proxies from closing the connection. */
  readonly heartbeatMs: number;
  /** Events that may wait for a slow reader. */
  readonly maxWaiting: number;
  /** Between two looks at whether those who listen still may. */
  readonly lookMs: number;
}

/** The streams of this process. */
export interface EventStreams {
  /** The answer that streams; 429 where one has too many open already. */
  readonly open: (c: ApiContext, source: EventSource) => Response;
  readonly count: () => number;
  /** Ends at once the streams of whoever may not read any more; it happens by itself within a second, too. */
  readonly lookNow: () => Promise<void>;
  /** Ends all streams, and refuses new ones. */
  readonly stop: () => void;
}

const usualLimits: StreamLimits = {
  perPerson: 10,
  inTotal: 500,
  heartbeatMs: 15_000,
  maxWaiting: 5000,
  lookMs: 400,
};
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  // nginx passes events on at once.
  'x-accel-buffering': 'no',
};
const encoder = new TextEncoder();

/** The streams of a process, none yet. */
export function createEventStreams(given: Partial<StreamLimits> = {}): EventStreams {
  const limits = { ...usualLimits, ...given };
  const perPerson = new Map<string, number>();
  /** How each open stream is ended, with whose request it is. */
  const ends = new Map<() => void, ApiContext>();
  let isStopped = false;
  const looking = lookAgain(ends, limits.lookMs);

  const leave = (owner: string): void => {
    const left = (perPerson.get(owner) ?? 1) - 1;
    if (left <= 0) perPerson.delete(owner);
    else perPerson.set(owner, left);
  };

  return {
    open: (c, source) => {
      const owner = ownerOf(c);
      // Nobody reads the body of an answer to HEAD, so that its stream would never end.
      if (c.req.method === 'HEAD') return new Response(null, { headers });
      if (isStopped) return comeAgain('overloaded', 5, 'The server stops.');
      if (ends.size >= limits.inTotal) return comeAgain('overloaded', 30, 'Too many live views are open.');
      const open = perPerson.get(owner) ?? 0;
      if (open >= limits.perPerson)
        return comeAgain('too-many-requests', 10, 'You have too many live views open. Close one.');
      perPerson.set(owner, open + 1);
      // A source may end before the stream has been handed out.
      const stream: { end?: () => void; isClosed?: true } = {};
      const { body, end } = streamOf(source, limits, surfaceOf(c), () => {
        stream.isClosed = true;
        if (stream.end !== undefined) ends.delete(stream.end);
        leave(owner);
      });
      stream.end = end;
      if (!stream.isClosed) {
        ends.set(end, c);
        looking.begin();
      }
      return new Response(body, { headers });
    },
    count: () => ends.size,
    lookNow: looking.now,
    stop: () => {
      isStopped = true;
      for (const end of [...ends.keys()]) end();
    },
  };
}

interface Looking {
  /** From now on, as long as any stream is open. */
  readonly begin: () => void;
  readonly now: () => Promise<void>;
}

/** Looks at all open streams again and again, and ends those of callers who may not read any more. */
function lookAgain(open: ReadonlyMap<() => void, ApiContext>, everyMs: number): Looking {
  let timer: NodeJS.Timeout | undefined;
  const now = async (): Promise<void> => {
    for (const [end, c] of [...open]) {
      if (!(await mayStill(c))) end();
      // Each looks into the store: others have their turn in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const again = async (): Promise<void> => {
    await now();
    timer = undefined;
    if (open.size > 0) begin();
  };
  const begin = (): void => {
    if (timer === undefined) timer = setTimeout(() => void again(), everyMs).unref();
  };
  return { begin, now };
}

/** The number in Last-Event-ID; 0 where there is none. */
export function lastEventId(c: ApiContext): number {
  const header = c.req.header('last-event-id');
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : 0;
}

function ownerOf(c: ApiContext): string {
  const who = c.get('who');
  return who === undefined
    ? `ip:${limiterKeyOf(c.get('ip'))}`
    : `${who.actor.kind}:${who.person?.id ?? who.actor.id ?? who.actor.name}`;
}

function formatEvent({ event, data, id }: StreamEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function streamOf(
  source: EventSource,
  limits: StreamLimits,
  surface: Surface,
  onClose: () => void,
): { readonly body: ReadableStream<Uint8Array>; readonly end: () => void } {
  let waiting: string[] = [];
  let isEnding = false;
  let isClosed = false;
  let unsubscribe: (() => void) | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    waiting = [];
    clearInterval(heartbeat);
    unsubscribe?.();
    onClose();
  };
  /** Gives what waits to a reader that has room, in one piece. */
  const flush = (): void => {
    if (isClosed || controller === undefined) return;
    if (waiting.length > 0 && (controller.desiredSize ?? 0) > 0) {
      // Emptied first: where a reader waits already, enqueue calls `pull` and with it this function before it returns.
      const text = waiting.join('');
      waiting = [];
      controller.enqueue(encoder.encode(text));
    }
    if (isEnding && !isClosed && waiting.length === 0) {
      controller.close();
      close();
    }
  };
  const end = (): void => {
    isEnding = true;
    flush();
  };

  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
      // The first bytes at once: the browser knows that it is connected, and how soon to come again.
      waiting.push('retry: 2000\n\n');
      heartbeat = setInterval(() => {
        if (waiting.length === 0) waiting.push(': alive\n\n');
        flush();
      }, limits.heartbeatMs);
      heartbeat.unref();
      const stop = source({
        push: (event) => {
          if (isEnding || isClosed) return false;
          if (waiting.length >= limits.maxWaiting) {
            end();
            return false;
          }
          waiting.push(saidOn(surface, formatEvent(event)));
          flush();
          return true;
        },
        end,
      });
      if (isClosed) stop();
      else unsubscribe = stop;
    },
    pull: flush,
    cancel: close,
  });
  return {
    body,
    // A stop does not wait for a reader that reads nothing.
    end: () => {
      end();
      if (isClosed) return;
      waiting = [];
      flush();
    },
  };
}
