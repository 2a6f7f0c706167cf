/**
 * A page that is watched while a test uses it: errors it throws or prints, breaches of the policy (as events and as the console tells
 * them, for frames too), requests to other hosts. Test support.
 */
import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';

export interface Faults {
  /** What a page threw or printed as an error. */
  readonly errors: readonly string[];
  /** Breaches of the content security policy. */
  readonly breaches: readonly string[];
  /** Addresses of other hosts. */
  readonly outside: readonly string[];
}

export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: Faults;
  /** Closes the window; throws where there were any. */
  readonly close: () => Promise<void>;
}

/** The browser prints each answer of 4xx and 5xx; the tests look at what the page makes of it. */
const isAnswer = (message: ConsoleMessage): boolean => /^Failed to load resource: /.test(message.text());

const isPolicy = (text: string): boolean => /content security policy|sandbox/i.test(text);

/** A window of its own: no cookie, no cache of another one. `origin`: the server's. */
export async function openWindow(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const errors: string[] = [];
  const breaches: string[] = [];
  const outside: string[] = [];
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    const text = message.text();
    if (isPolicy(text)) breaches.push(text);
    else if (message.type() === 'error' && !isAnswer(message)) errors.push(text);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) outside.push(request.url());
  });
  await context.exposeBinding('tellBreach', (_, text: string) => {
    breaches.push(text);
  });
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) => {
    window.tellBreach(event.violatedDirective + ' ' + event.blockedURI + ' at ' + location.pathname);
  });`);
  const page = await context.newPage();
  const faults: Faults = { errors, breaches, outside };
  return {
    page,
    context,
    faults,
    close: async () => {
      await context.close();
      const all = [...errors, ...breaches, ...outside];
      if (all.length > 0) throw new Error(`the pages had faults:\n${all.join('\n')}`);
    },
  };
}
