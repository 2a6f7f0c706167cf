/**
 * `npm run figures:browser`: the dashboard in Debian's Chromium over loopback: how long until the first page can be used in a browser
 * that has never seen it, how much JavaScript each page takes, and violations of accessibility, of the policy, requests to other hosts.
 *
 * usage: node tools/browser-figures.ts
 */
import type { Response } from 'playwright-core';
import { axeViolations } from '../test/browser/axe.ts';
import { noChromium } from '../test/browser/chromium.ts';
import { fillPages, pages, settle } from '../test/browser/pages.ts';
import { type Stage, startStage } from '../test/browser/stage.ts';
import { atMost, type FigureRow } from './figures/figure-row.ts';
import { printFigures } from './figures/print-figures.ts';

const COLD_STARTS = 5;
const FIRST_PAGE_MS = 1000;
const ASK_OCTETS = 60_000;
const PAGE_OCTETS = 120_000;

/** Notes when the box of the Ask page was painted and could be written in, in ms after the navigation began. */
const noteUsable = `new MutationObserver((_, observer) => {
  const box = document.querySelector('main textarea');
  if (box === null || box.disabled) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

/** Slowest of some first visits, each in a profile of its own; that the box really takes what is typed is tried, too. */
async function firstPage(stage: Stage): Promise<number> {
  const times: number[] = [];
  for (let visit = 0; visit < COLD_STARTS; visit += 1) {
    const { page, context } = await stage.open('administrator');
    await context.addInitScript(noteUsable);
    await page.goto(stage.origin);
    await page.locator('main textarea').first().fill('550 5.1.1 no such user');
    await page.locator('button[type=submit]:enabled').waitFor();
    times.push(await page.evaluate<number>('window.usableAt'));
    await context.close();
  }
  return Math.ceil(Math.max(...times));
}

const isScript = (response: Response): boolean => response.request().resourceType() === 'script';

/** Octets of JavaScript that a visit to one page takes in a fresh profile, as they went over the wire, gzip asked for. */
async function scriptOctets(stage: Stage, path: string): Promise<number> {
  const { page, context } = await stage.open('administrator', {
    extraHTTPHeaders: { 'accept-encoding': 'gzip' },
  });
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (isScript(response)) scripts.push(response);
  });
  await page.goto(path);
  await settle(page);
  const sizes = await Promise.all(
    scripts.map(async (response) => (await response.request().sizes()).responseBodySize),
  );
  await context.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Axe over every page in light, dark and at 360 px, and what a watched window noticed meanwhile. */
async function faults(stage: Stage, paths: Readonly<Record<string, string>>): Promise<readonly FigureRow[]> {
  const { page, context, faults: noticed } = await stage.open('administrator');
  const axe: string[] = [];
  for (const name of pages) {
    await page.goto(paths[name] ?? '');
    await settle(page);
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 1280],
      ['light', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      axe.push(
        ...(await axeViolations(page)).map(
          (violation) => `${name}, ${colorScheme}, ${width} px: ${violation}`,
        ),
      );
    }
  }
  await context.close();
  const { errors, breaches, outside } = noticed;
  for (const line of [...axe, ...errors, ...breaches, ...outside]) console.log(`  ${line}`);
  return [
    atMost(`axe violations, ${pages.length} pages, light, dark, 360 px`, axe.length, 0),
    atMost('requests to other hosts', outside.length + stage.chromium.strangers().length, 0),
    atMost('violations of the content security policy', breaches.length, 0),
    atMost('errors of pages', errors.length, 0),
  ];
}

async function browserFigures(): Promise<readonly FigureRow[]> {
  const reason = noChromium();
  if (reason !== undefined) throw new Error(reason);
  const stage = await startStage({ WAYPOST_RESOLVER: '127.0.0.1:9' });
  try {
    const paths = await fillPages(stage);
    const rows = [
      atMost(
        'ms to a first page that can be used, cold, slowest of 5',
        await firstPage(stage),
        FIRST_PAGE_MS,
      ),
    ];
    for (const name of pages) {
      const octets = await scriptOctets(stage, paths[name] ?? '');
      rows.push(
        atMost(`octets of JavaScript (gzip), ${name}`, octets, name === 'ask' ? ASK_OCTETS : PAGE_OCTETS),
      );
    }
    rows.push(...(await faults(stage, paths)));
    return rows;
  } finally {
    await stage.close();
  }
}

await printFigures({ browser: browserFigures });
