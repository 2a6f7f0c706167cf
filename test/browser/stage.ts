/** The real program with its people, and windows that are signed in to it. Test support. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BrowserContextOptions } from 'playwright-core';
import { ask, clear, password, type ServeRun, setUp, startServe, tempFolder } from '../system/server.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { openWindow, type Watched } from './watched-page.ts';

export type Who = 'administrator' | 'operator' | 'viewer';

/** Everybody has the password of server.ts. */
export const emailOf: Readonly<Record<Who, string>> = {
  administrator: 'ann@example.org',
  operator: 'otto@example.org',
  viewer: 'vera@example.org',
};

export interface Stage {
  readonly chromium: Chromium;
  readonly run: () => ServeRun;
  readonly origin: string;
  /** Asks the API as somebody; throws with the answer where it is no success. */
  readonly api: <T>(method: string, path: string, body?: object, as?: Who) => Promise<T>;
  /** Sets a setting as the administrator. */
  readonly set: (key: string, value: object) => Promise<void>;
  /** A window in which somebody is signed in; nobody where it is left out. */
  readonly open: (who?: Who, options?: BrowserContextOptions) => Promise<Watched>;
  /** Changes the database behind the server's back: time that has passed. */
  readonly inStore: (sql: string) => void;
  readonly stopServer: () => Promise<void>;
  /** Again at the same port, with the same data. */
  readonly startServer: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts the server; throws where the dashboard could not be built: an old one would be tested, or none. */
export async function startBuilt(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServeRun> {
  const run = await startServe(folder, ['--listen', '127.0.0.1:0'], environment);
  if (!/no dashboard|may be old/.test(run.stderr())) return run;
  await run.stop();
  throw new Error(`the dashboard was not built: ${run.stderr()}`);
}

/** Starts browser and server and makes one person of each role. Leaves nothing running where that fails. */
export async function startStage(environment: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const folder = tempFolder();
  const chromium = await startChromium();
  try {
    return await peopled(folder, chromium, environment);
  } catch (error) {
    await chromium.close();
    clear(folder);
    throw error;
  }
}

async function peopled(
  folder: string,
  chromium: Chromium,
  environment: Readonly<Record<string, string>>,
): Promise<Stage> {
  const first = await startBuilt(folder, environment);
  let run = first;
  const origin = run.url();
  const cookies = new Map<Who, string>([['administrator', await setUp(run)]]);
  const api = async <T>(
    method: string,
    path: string,
    body?: object,
    as: Who = 'administrator',
  ): Promise<T> => {
    const answer = await ask(run, cookies.get(as) ?? '', method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  for (const role of ['operator', 'viewer'] as const) {
    await api('POST', '/people', { email: emailOf[role], name: role, role, password, language: 'en' });
    const signedIn = await ask(run, '', 'POST', '/session', { email: emailOf[role], password });
    cookies.set(
      role,
      signedIn.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; '),
    );
  }
  const windows: Watched[] = [];
  const set = async (key: string, value: object): Promise<void> => {
    const { version } = await api<{ readonly version: number }>('GET', `/settings/${key}`);
    const answer = await fetch(`${origin}/api/v1/settings/${key}`, {
      method: 'PUT',
      headers: {
        cookie: cookies.get('administrator') ?? '',
        origin,
        'content-type': 'application/json',
        'if-match': `"${version}"`,
      },
      body: JSON.stringify(value),
    });
    if (!answer.ok) throw new Error(`PUT /settings/${key} answers ${answer.status}: ${await answer.text()}`);
  };
  return {
    set,
    chromium,
    run: () => run,
    origin,
    api,
    open: async (who, options) => {
      const opened = await openWindow(chromium.browser, origin, options);
      windows.push(opened);
      const cookie = who === undefined ? undefined : cookies.get(who);
      if (cookie !== undefined) {
        const [name = '', ...value] = cookie.split('=');
        await opened.context.addCookies([
          { name, value: value.join('='), url: origin, httpOnly: true, sameSite: 'Lax' },
        ]);
      }
      return opened;
    },
    inStore: (sql) => {
      const database = new DatabaseSync(join(folder, 'waypost-data', 'waypost.db'), { timeout: 5000 });
      database.exec(sql);
      database.close();
    },
    stopServer: async () => {
      await run.stop();
    },
    startServer: async () => {
      run = await startServe(folder, ['--listen', new URL(origin).host], environment);
    },
    close: async () => {
      await chromium.close();
      await run.stop();
      clear(folder);
    },
  };
}
