/** What is asked of every page as it stands: no violation of accessibility in light, dark and at 360 px; nothing to scroll sideways. Test support. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeViolations } from './axe.ts';

const paper = (page: Page): Promise<string> =>
  page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

/** What reaches beyond the right edge and is in nothing that scrolls by itself. */
const tooWide = `[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.tagName + '.' + one.className).slice(0, 5)`;

/** Fails the test with what is wrong; leaves the page wide and light. */
export async function expectGoodLooks(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await paper(page);
  expect({ light: await axeViolations(page) }).toEqual({ light: [] });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper(page)).not.toBe(light);
  expect({ dark: await axeViolations(page) }).toEqual({ dark: [] });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 740 });
  expect({ narrow: await axeViolations(page) }).toEqual({ narrow: [] });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const wide = width > 360 ? await page.evaluate<readonly string[]>(tooWide) : [];
  expect({ width, wide }).toEqual({ width: 360, wide: [] });
  await page.setViewportSize({ width: 1280, height: 900 });
}
