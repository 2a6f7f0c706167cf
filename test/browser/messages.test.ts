/** Checked messages: findings at their place, variants, and that nothing in a message ever acts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { betterNewsletter, hostile, newsletter } from './mails.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { t } from './words.ts';

describe.skipIf(cannotRun())('messages', () => {
  let stage: Stage;
  let window: Watched;
  beforeAll(async () => {
    // Nobody answers there: what is looked up is not known, and it is not known at once.
    stage = await startStage({ WAYPOST_RESOLVER: '127.0.0.1:9' });
    window = await stage.open('operator');
  });
  afterAll(async () => {
    await stage?.close();
    expect(stage.chromium.strangers()).toEqual([]);
  });

  const file = (name: string, text: string) => ({
    name,
    mimeType: 'message/rfc822',
    buffer: Buffer.from(text),
  });
  const choose = (...files: readonly ReturnType<typeof file>[]): Promise<void> =>
    window.page.locator('input[type=file]').setInputFiles([...files]);
  const frame = () => window.page.frameLocator('iframe.message');

  test('a message is checked and shown in a frame that may do nothing, beside its findings', async () => {
    const { page } = window;
    await page.goto('/messages');
    await page.getByText(t('messages.none')).waitFor();
    await choose(file('news.eml', newsletter));
    await page.waitForURL(/\/messages\/[\w-]+$/, { timeout: 40_000 });
    await page.locator('ul.findings > li').first().waitFor();
    const checks = await page.locator('ul.findings .mono').allTextContents();
    expect(checks).toContain('links/ip-address');
    await frame().getByText('Dear reader').waitFor();
    expect(await page.locator('iframe.message').getAttribute('sandbox')).toBe('');
    expect(await frame().locator('[data-finding]').count()).toBeGreaterThan(0);
  });

  test('pointing at a finding marks its place in the source and brings it into view in the frame; so does the focus', async () => {
    const { page } = window;
    const item = page.locator('ul.findings > li').filter({ hasText: 'links/ip-address' });
    await item.hover();
    await page.locator('.source mark.at').waitFor();
    expect(await page.locator('.source mark.at').textContent()).toContain('192.0.2.4');
    expect(await page.locator('iframe.message').getAttribute('src')).toMatch(/\/frame#waypost-\d+$/);
    await frame().locator(':target').first().waitFor({ state: 'attached' });
    const other = page.locator('ul.findings > li').filter({ hasText: 'html/alt-text' });
    await other.getByRole('button').first().focus();
    await expect
      .poll(() => page.locator('.source mark.at').first().textContent())
      .toContain('pictures.example');
  });

  test('variants stand side by side, with what one has and the other has not', async () => {
    const { page } = window;
    await page.goto('/messages');
    await page.locator('table').waitFor();
    await choose(file('a.eml', newsletter), file('b.eml', betterNewsletter));
    await page.waitForURL(/\/messages\/variants\?ids=/, { timeout: 40_000 });
    await page.getByRole('heading', { name: t('messages.differences') }).waitFor();
    const row = page.locator('table tbody tr').filter({ hasText: 'other.example' });
    expect(await row.getByText(t('messages.has'), { exact: true }).count()).toBe(1);
    expect(await row.getByText(t('messages.hasNot'), { exact: true }).count()).toBe(1);
  });

  test('a message full of traps shows its words, runs nothing, loads nothing, leads nowhere', async () => {
    const { page } = window;
    await page.goto('/messages');
    await page.locator('table').waitFor();
    await choose(file('"><img src=x onerror=window.pwned=1>.eml', hostile));
    await page.waitForURL(/\/messages\/[\w-]+$/, { timeout: 40_000 });
    await frame().locator('body').waitFor();
    await frame().getByText('Hello').waitFor();
    // Everything it can be made to do is done: what is open is pressed, every finding pointed at.
    for (const item of await page.locator('ul.findings > li').all()) await item.hover();
    await page.waitForTimeout(500);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(page.frames().map((one) => new URL(one.url()).pathname.replace(/[\w-]{30,}/, 'ID'))).toEqual([
      '/messages/ID',
      '/api/v1/reports/ID/frame',
    ]);
    const inFrame = frame().locator(
      'script, iframe, object, embed, form, link, base, meta[http-equiv], video, audio, svg, math, [onload], [onerror], [onfocus], [href^="javascript:"], [src^="http"], [background]',
    );
    expect(await inFrame.count()).toBe(0);
    // The same in a window of its own, as somebody would open it by its address.
    const alone = await stage.open('operator');
    await alone.page.goto(new URL(page.frames()[1]?.url() ?? '').pathname);
    await alone.page.getByText('Hello').waitFor();
    expect(await alone.page.evaluate('window.pwned').catch(() => undefined)).toBeUndefined();
    expect(await alone.page.evaluate('window.origin').catch(() => 'null')).toBe('null');
    await alone.close();
  });

  test('its list and its report show the trap as words', async () => {
    const { page } = window;
    for (const path of ['/messages', '/reports']) {
      await page.goto(path);
      await page.locator('table a.row-link').first().waitFor();
      expect(await page.evaluate('window.pwned')).toBeUndefined();
    }
    await page.locator('table a.row-link').first().click();
    await page.locator('.verdict').first().waitFor();
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
  });
});
