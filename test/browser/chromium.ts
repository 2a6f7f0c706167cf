/**
 * Debian's Chromium, started once for a file of tests. Whatever it would fetch from another host goes to a proxy of ours, which keeps
 * the name and fetches nothing: no test depends on the page telling the truth about itself. Test support.
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { type Browser, chromium } from 'playwright-core';

export interface Chromium {
  readonly browser: Browser;
  /** Hosts other than this machine that anything in the browser wanted, without those the browser itself calls. */
  readonly strangers: () => readonly string[];
  /** The same, and they are forgotten. */
  readonly forget: () => readonly string[];
  readonly close: () => Promise<void>;
}

function find(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
}

/** Why there can be no browser here; undefined where there can. */
export function noChromium(): string | undefined {
  return find() === undefined
    ? 'chromium is not installed (Debian: chromium), so the dashboard is not opened in a browser'
    : undefined;
}

/** Chromium asks its maker for updates and accounts whatever it is told; no page of ours may name these as its own (see watched-page.ts). */
const ownCalls =
  /^(update|optimizationguide-pa|content-autofill|safebrowsing|clients\d?|redirector|android)\.(googleapis|google|gvt1)\.com$|^accounts\.google\.com$|^(www|edgedl\.me)\.(google|gvt1)\.com$/;

export async function startChromium(): Promise<Chromium> {
  const asked = new Set<string>();
  const note = (url: string): void => {
    // A whole address, or 'host:port' of a CONNECT.
    const name = url.includes('://') ? new URL(url).hostname : (url.split(':', 1)[0] ?? url);
    if (!ownCalls.test(name)) asked.add(name);
  };
  const proxy = createServer((request, response) => {
    note(request.url ?? '');
    response.writeHead(502).end();
  });
  proxy.on('connect', (request: IncomingMessage, socket: Duplex) => {
    note(request.url ?? '');
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: find() ?? 'chromium',
    // Its sandbox cannot be had by root, nor in most containers; what is opened here is ours and on loopback.
    args: ['--no-sandbox'],
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '127.0.0.1' },
  });
  return {
    browser,
    strangers: () => [...asked],
    forget: () => {
      const all = [...asked];
      asked.clear();
      return all;
    },
    close: async () => {
      await browser.close();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
