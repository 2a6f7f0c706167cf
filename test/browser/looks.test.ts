/**
 * Every page, as it looks: without violations of accessibility in light, dark and 360 px; nothing to scroll sideways; what the watch
 * over pages would notice.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { expectGoodLooks } from './good-looks.ts';
import { focused, tabTo } from './keyboard.ts';
import { fillPages, pages, settle } from './pages.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import { openWindow, type Watched } from './watched-page.ts';
import { t } from './words.ts';

describe.skipIf(cannotRun())('every page', () => {
  let stage: Stage;
  let window: Watched;
  let paths: Readonly<Record<string, string>>;
  beforeAll(async () => {
    stage = await startStage({ WAYPOST_RESOLVER: '127.0.0.1:9', WAYPOST_PUBLIC_ASK: 'true' });
    paths = await fillPages(stage);
    window = await stage.open('administrator');
  });
  afterAll(async () => {
    await stage?.close();
    expect(stage.chromium.strangers()).toEqual([]);
  });

  const goTo = async (page: Page, name: string): Promise<void> => {
    await page.goto(paths[name] ?? '');
    await settle(page);
  };

  test.each(pages)('%s', async (name) => {
    const { page } = window;
    await goTo(page, name);
    expect(await page.locator('main h1').allTextContents()).toEqual(
      name === 'missing' ? [t('shell.notFound')] : [expect.not.stringMatching(t('shell.notFound'))],
    );
    expect(await page.locator('main .failure').allTextContents()).toEqual([]);
    await expectGoodLooks(page);
  });

  test.each([
    ['explained', 'report.share'],
    ['explained', 'common.delete'],
    ['tokens', 'settings.addToken'],
    ['people', 'settings.addPerson'],
    ['targets', 'alerts.add.webhook'],
    ['targets', 'alerts.add.email'],
    ['account', 'settings.factorBegin'],
    ['domains', 'domains.add'],
  ])('%s, with %s pressed', async (name, key) => {
    const { page } = window;
    await goTo(page, name);
    await page.getByRole('button', { name: t(key), exact: true }).click();
    await page.locator('dialog, main form').last().waitFor();
    await expectGoodLooks(page);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  test.each(['signIn', 'public', 'shared'])('%s, to whoever is not signed in', async (name) => {
    const guest = await stage.open();
    await goTo(guest.page, name);
    await expectGoodLooks(guest.page);
    await guest.close();
  });

  test('the menu holds light and dark, whatever the system says', async () => {
    const { page } = window;
    await goTo(page, 'ask');
    const paper = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.locator('header summary').click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel(t('shell.theme')).selectOption('dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    await settle(page);
    expect(await paper()).toBe(dark);
    await page.locator('header summary').click();
    await page.getByLabel(t('shell.theme')).selectOption('auto');
  });

  test('by keyboard alone: the skip link, the whole of Ask, the record copied; the focus is seen all the way', async () => {
    const { page } = window;
    await goTo(page, 'ask');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toEqual({ name: `a: ${t('shell.skip')}`, isSeen: true, isInView: true });
    await page.keyboard.press('Enter');
    expect(await tabTo(page, 'textarea', 2)).toEqual([]);
    await page.keyboard.type('550 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org');
    await page
      .getByText(t('ask.recognised', { what: '' }).slice(0, 10))
      .first()
      .waitFor();
    expect(await tabTo(page, 'button[type=submit]', 3)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('.verdict h2').waitFor();
    expect(await tabTo(page, '.rec button')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(t('common.copied')).waitFor();
    expect(await tabTo(page, '.foot a.button')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reports\/[\w-]+$/);
    // The heading of the new page has the focus: what is read aloud begins there.
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
  });

  test('a breach, an error, another host and a missing name would have been noticed', async () => {
    const { page, faults, context } = await openWindow(stage.chromium.browser, stage.origin);
    await page.goto('/sign-in');
    await settle(page);
    await page.evaluate(
      `document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="color:red">x</p><img src="http://stranger.example/a.png"><button></button>')`,
    );
    await page.evaluate(`setTimeout(() => { throw new Error('on purpose') })`);
    await page.evaluate(`console.error('printed')`);
    await expect.poll(() => faults.breaches.length).toBeGreaterThan(1);
    await expect.poll(() => faults.errors.length).toBe(2);
    expect(faults.breaches.join()).toMatch(/style-src/);
    expect(faults.breaches.join()).toMatch(/stranger\.example/);
    expect((await axeViolations(page)).join()).toMatch(/button-name/);
    await context.close();
    // Without the policy the picture would be asked for: the proxy in between hears of it.
    const free = await stage.chromium.browser.newContext({ bypassCSP: true });
    const bare = await free.newPage();
    await bare.goto(`${stage.origin}/sign-in`);
    const seen = bare.waitForEvent('requestfinished', (request) =>
      request.url().includes('stranger.example'),
    );
    await bare.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src="http://stranger.example/b.png">')`,
    );
    await seen;
    await free.close();
    expect(stage.chromium.forget()).toEqual(['stranger.example']);
  });
});
