/**
 * The resolver and the asker of DNS lists that all asks of a server share: what is remembered is asked once, and lists are asked
 * politely whoever asks. When the settings change, new asks get new ones; the old ones end when their work may be over.
 */
import { systemClock } from '../base/clock.ts';
import { parseServer } from '../gather/dns/index.ts';
import { createListAsker, type DnsblData, type ListAsker, type ListKeys } from '../gather/dnsbl/index.ts';
import { unknown } from '../gather/shelf.ts';
import { MAX_LISTED_NAMES } from '../preflight/network.ts';
import { StoreError } from '../store/types.ts';
import { type AskedResolver, openAskedResolver } from './asked-resolver.ts';

/** Read before each ask that looks something up. */
export interface AskingSettings {
  /** 'host:port'; undefined: the system's. */
  readonly resolver: () => Promise<string | undefined>;
  readonly listKeys: () => Promise<ListKeys>;
}

export interface Asking {
  readonly asked: AskedResolver;
  readonly askLists: ListAsker;
}

export interface SharedAsking {
  /** Throws StoreError where the settings cannot be read, or name what is no resolver ('bad-resolver'). */
  readonly current: () => Promise<Asking>;
  readonly close: () => void;
}

/** Self-tests of lists, and how many questions they had, are forgotten after so long. */
const LISTS_FOR_MS = 600_000;
/** An ask lasts no longer (desk/limits.ts): then nobody uses an old resolver. */
const LAST_USE_MS = 3_600_000;

interface Opened {
  readonly resolver: string | undefined;
  readonly asked: AskedResolver;
}

interface Lists {
  readonly keys: string;
  readonly of: AskedResolver;
  readonly untilMs: number;
  readonly ask: ListAsker;
}

export function openSharedAsking(settings: AskingSettings, data: DnsblData): SharedAsking {
  let opened: Opened | undefined;
  let lists: Lists | undefined;
  const old = new Set<{ readonly asked: AskedResolver; readonly timer: NodeJS.Timeout }>();

  const retire = (asked: AskedResolver): void => {
    const timer = setTimeout(() => {
      old.delete(entry);
      asked.close();
    }, LAST_USE_MS);
    timer.unref();
    const entry = { asked, timer };
    old.add(entry);
  };

  const resolverFor = (named: string | undefined): AskedResolver => {
    if (opened?.resolver === named && opened !== undefined) return opened.asked;
    const server = named === undefined ? undefined : parseServer(named);
    if (server !== undefined && !server.ok) throw new StoreError({ ...server.problem, code: 'bad-resolver' });
    if (opened !== undefined) retire(opened.asked);
    opened = { resolver: named, asked: openAskedResolver(server?.value) };
    return opened.asked;
  };

  const listsFor = (asked: AskedResolver, keys: ListKeys): ListAsker => {
    const text = JSON.stringify(keys);
    const now = systemClock.monotonicMs();
    if (lists?.of === asked && lists.keys === text && now < lists.untilMs) return lists.ask;
    const ask = createListAsker(data, asked.resolver, systemClock, { keys, maxSubjects: MAX_LISTED_NAMES });
    lists = { keys: text, of: asked, untilMs: now + LISTS_FOR_MS, ask };
    return ask;
  };

  return {
    current: async () => {
      const [resolver, keys] = await Promise.all([settings.resolver(), settings.listKeys()]);
      const asked = resolverFor(resolver);
      return { asked, askLists: leavable(listsFor(asked, keys)) };
    },
    close: () => {
      opened?.asked.close();
      for (const { asked, timer } of old) {
        clearTimeout(timer);
        asked.close();
      }
      old.clear();
    },
  };
}

/** Whoever leaves does not call off the self-tests that others wait for. */
function leavable(ask: ListAsker): ListAsker {
  return async (subjects, signal) => {
    const answer = ask(subjects);
    if (signal === undefined) return answer;
    let leave = (): void => undefined;
    const left = new Promise<Awaited<typeof answer>>((resolve) => {
      leave = () =>
        resolve(
          unknown({ code: 'aborted', message: 'The lists were not waited for.' }, systemClock, {
            kind: 'computed',
            method: 'DNS lists (RFC 5782)',
            lookups: [],
          }),
        );
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([answer, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
}
