/** The server goes away: pages say so and offer to try again; what was under way goes on when it is back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DnsLab, startDnsLab } from '../lab/dns-lab.ts';
import { type HeldDns, startHeldDns } from './held-dns.ts';
import { zones } from './lab-zones.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { t } from './words.ts';

describe.skipIf(cannotRun({ lab: true }))('a server that is gone', () => {
  let lab: DnsLab;
  let dns: HeldDns;
  let stage: Stage;
  let window: Watched;
  beforeAll(async () => {
    lab = await startDnsLab(zones);
    dns = await startHeldDns(lab.recursive);
    stage = await startStage({ WAYPOST_RESOLVER: dns.server });
    window = await stage.open('operator');
  });
  afterAll(async () => {
    await stage?.close();
    dns?.close();
    await lab?.close();
    expect(stage.chromium.strangers()).toEqual([]);
  });
  beforeEach(async () => {
    dns.release();
    if (stage.run().child.exitCode !== null) await stage.startServer();
  });

  const unreachable = () => window.page.getByText(t('problem.unreachable'));

  test('a job under way when the server is restarted: the page says that it waits, then shows the answer', async () => {
    const { page } = window;
    await page.goto('/');
    await page.getByLabel(t('ask.hint')).fill('shop.test');
    dns.hold('shop.test');
    await page.getByRole('button', { name: t('ask.do.audit') }).click();
    await page.getByRole('button', { name: t('common.cancel') }).waitFor();
    await expect.poll(() => dns.waiting()).toBeGreaterThan(0);
    await stage.stopServer();
    await page.getByText(t('shell.away')).waitFor();
    await stage.startServer();
    dns.release();
    await page.locator('.verdict h2').waitFor({ timeout: 40_000 });
    expect(await page.locator('.verdict h2').textContent()).toContain('shop.test');
    await page.getByText(t('shell.away')).waitFor({ state: 'detached' });
  });

  test('each page says that nobody answers and offers to try again; nothing that was typed is lost', async () => {
    const { page } = window;
    await page.goto('/');
    await page.getByLabel(t('ask.hint')).fill('550 5.1.1 no such user');
    // The pages are loaded when they are first opened: those are what a visitor has seen before.
    for (const section of ['reports', 'domains', 'messages', 'ask'])
      await page
        .getByRole('link', { name: t(`shell.nav.${section}`) })
        .click()
        .then(() => page.locator('h1').waitFor());
    await stage.stopServer();
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await unreachable().waitFor();
    expect(await page.getByLabel(t('ask.hint')).inputValue()).toBe('550 5.1.1 no such user');
    for (const section of ['reports', 'messages', 'domains']) {
      await page.getByRole('link', { name: t(`shell.nav.${section}`) }).click();
      await unreachable().first().waitFor();
      await page
        .getByRole('button', { name: t('common.again') })
        .first()
        .waitFor();
    }
    await stage.startServer();
    await page
      .getByRole('button', { name: t('common.again') })
      .first()
      .click();
    await unreachable().first().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: t('shell.nav.ask') }).click();
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await page.locator('.verdict h2').waitFor();
  });

  test('a page that was never opened before says so too, and comes when the server is back', async () => {
    const fresh = await stage.open('operator');
    const { page } = fresh;
    await page.goto('/');
    await page.getByLabel(t('ask.hint')).waitFor();
    await stage.stopServer();
    await page.getByRole('link', { name: t('shell.nav.messages') }).click();
    await page.getByRole('main').getByText(t('problem.unreachable')).waitFor();
    await stage.startServer();
    await page.getByRole('button', { name: t('common.again') }).click();
    await page.getByRole('heading', { level: 1, name: t('messages.title') }).waitFor();
    await fresh.close();
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
  });
});
