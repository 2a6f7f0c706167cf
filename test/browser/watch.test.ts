/**
 * A domain is watched; its record is broken in the zone; the alert appears while one looks, arrives as mail and at a webhook with the
 * right signature, is acknowledged and muted; and ends when the record is mended.
 */
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MailSink, startMailSink } from '../../src/watch/notify/testing.ts';
import { type DnsLab, startDnsLab } from '../lab/dns-lab.ts';
import { expectGoodLooks } from './good-looks.ts';
import { type HookReceiver, isSigned, startHookReceiver } from './hook-receiver.ts';
import { tabTo } from './keyboard.ts';
import { brokenZones, zones } from './lab-zones.ts';
import { settle } from './pages.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { t } from './words.ts';

const spf = 'spf/single-record';

describe.skipIf(cannotRun({ lab: true }))('watching', () => {
  let whole: DnsLab;
  let broken: DnsLab;
  let mail: MailSink;
  let hook: HookReceiver;
  let stage: Stage;
  let window: Watched;
  let viewer: Watched;
  let secret = '';
  let alertPath = '';
  beforeAll(async () => {
    [whole, broken] = [await startDnsLab(zones), await startDnsLab(brokenZones)];
    [mail, hook, stage] = await Promise.all([
      startMailSink(),
      startHookReceiver(),
      startStage({ WAYPOST_RESOLVER: `127.0.0.1:${whole.recursive.port}` }),
    ]);
    window = await stage.open('administrator');
    viewer = await stage.open('viewer');
  });
  afterAll(async () => {
    await stage?.close();
    await Promise.all([whole?.close(), broken?.close(), mail?.close(), hook?.close()]);
    expect(stage.chromium.strangers()).toEqual([]);
  });

  const askAt = (lab: DnsLab): Promise<void> =>
    stage.set('resolver', { server: `127.0.0.1:${lab.recursive.port}` });
  const auditAgain = async (): Promise<void> => {
    const { page } = window;
    const before = await page.locator('main time').first().getAttribute('datetime');
    await page.getByRole('button', { name: t('domains.auditNow') }).click();
    await expect
      .poll(() => page.locator('main time').first().getAttribute('datetime'), { timeout: 30_000 })
      .not.toBe(before);
  };
  /** What is wrong now; what is in order is folded below. */
  const wrong = () => partOf(t('answer.wrong')).locator('ul.findings > li');
  const partOf = (title: string) =>
    window.page.locator('.column > section', { has: window.page.getByRole('heading', { name: title }) });
  const waiting = async (): Promise<number> =>
    Number(await viewer.page.locator('header nav .chip [aria-hidden]').textContent());
  const alert = (of: Watched) => of.page.locator('li.alert').filter({ hasText: spf });

  test('a webhook: its key is shown once, a closed address is refused until it is allowed, a test arrives signed', async () => {
    const { page } = window;
    await page.goto('/alerts/targets');
    await page.getByRole('button', { name: t('alerts.add.webhook') }).click();
    const dialog = page.locator('dialog');
    await dialog.getByLabel(t('alerts.targetName')).fill('on call');
    await dialog.getByLabel(t('alerts.url'), { exact: true }).fill(hook.url);
    await dialog.getByRole('button', { name: t('alerts.addTarget') }).click();
    await page.getByText(t('alerts.keyOnce')).waitFor();
    secret = (await page.locator('dialog .rec code').textContent()) ?? '';
    expect(secret.length).toBeGreaterThan(30);
    await page.getByRole('button', { name: t('alerts.keyKept') }).click();
    await page.getByRole('button', { name: `${t('alerts.test')} on call` }).click();
    await page.getByText(t('alerts.testNotSent')).waitFor();
    expect(hook.received).toEqual([]);
    await stage.set('alerts', { allowPrivateTargets: true, messagesPerMinute: 100 });
    await page.getByRole('button', { name: `${t('alerts.test')} on call` }).click();
    await page.getByText(t('alerts.testSent')).waitFor();
    expect(hook.received.map((one) => [isSigned(one, secret), isSigned(one, `${secret}x`)])).toEqual([
      [true, false],
    ]);
    await page.reload();
    await page.locator('li.target').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(secret);
  });

  test('a mailbox: a test arrives', async () => {
    const { page } = window;
    await page.getByRole('button', { name: t('alerts.add.email') }).click();
    const dialog = page.locator('dialog');
    await dialog.getByLabel(t('alerts.targetName')).fill('operations');
    await dialog.getByLabel(t('alerts.host'), { exact: true }).fill('127.0.0.1');
    await dialog.getByLabel(t('alerts.port'), { exact: true }).fill(String(mail.port));
    await dialog.getByLabel(t('alerts.security')).selectOption('none');
    await dialog.getByLabel(t('alerts.from'), { exact: true }).fill('waypost@example.org');
    await dialog.getByLabel(t('alerts.to'), { exact: true }).fill('op@example.org');
    await dialog.getByRole('button', { name: t('alerts.addTarget') }).click();
    await page.getByRole('button', { name: `${t('alerts.test')} operations` }).click();
    await page.getByText(t('alerts.testSent')).waitFor();
    await expect.poll(() => mail.messages.length).toBe(1);
  });

  test('a domain is added and audited', async () => {
    const { page } = window;
    await page.goto('/domains');
    await page.getByText(t('domains.none')).waitFor();
    await page.getByLabel(t('domains.names')).fill('shop.test, no_name');
    await page.getByRole('button', { name: t('domains.addThem') }).click();
    // What was refused stays in the box, with its reason; what was not is watched.
    await page.getByRole('alert').getByText(t('domains.why.single-label')).waitFor();
    expect(await page.getByLabel(t('domains.names')).inputValue()).toBe('no_name');
    await page.getByRole('link', { name: 'shop.test' }).click();
    await page.getByRole('heading', { level: 1, name: 'shop.test' }).waitFor();
    // It would come by itself within seconds.
    await page.getByRole('button', { name: t('domains.auditNow') }).click();
    await page.getByText('dmarc/record-found').first().waitFor({ timeout: 40_000 });
    expect(await wrong().filter({ hasText: spf }).count()).toBe(0);
  });

  test('where nothing is wrong and there is advice, it stands apart and nothing looks broken', async () => {
    const { page } = window;
    await page.goto('/domains');
    await page.getByRole('button', { name: t('domains.add') }).click();
    await page.getByLabel(t('domains.names')).fill('quiet.test');
    await page.getByRole('button', { name: t('domains.addThem') }).click();
    await page.getByRole('link', { name: 'quiet.test' }).click();
    await page.getByRole('heading', { level: 1, name: 'quiet.test' }).waitFor();
    await page.getByRole('button', { name: t('domains.auditNow') }).click();
    await partOf(t('answer.advice'))
      .locator('li')
      .filter({ hasText: 'dmarc/reports-requested' })
      .waitFor({ timeout: 40_000 });
    expect(await wrong().count()).toBe(0);
    expect(await page.locator('.verdict.good').count()).toBe(1);
    await page.locator('.chip.good').getByText(t('domains.nothingWrong')).waitFor();
    await page.goto('/domains');
    const row = page.getByRole('row').filter({ hasText: 'quiet.test' });
    await row.getByText(t('domains.nothingWrong')).waitFor();
    await page.getByText(t('domains.wrongCount', { count: 1 })).waitFor();
    await page.getByRole('link', { name: 'shop.test' }).click();
    await page.getByRole('heading', { level: 1, name: 'shop.test' }).waitFor();
  });

  test('its record is broken: the next audit says so, and the alert appears to whoever looks', async () => {
    await viewer.page.goto('/alerts');
    await viewer.page.locator('li.alert').first().waitFor();
    expect(await alert(viewer).count()).toBe(0);
    await askAt(broken);
    await auditAgain();
    await wrong().filter({ hasText: spf }).waitFor();
    // Nobody loads this page again.
    await alert(viewer).waitFor();
    await expect.poll(waiting).toBe(await viewer.page.locator('li.alert').count());
    expect(await alert(viewer).textContent()).toContain('shop.test');
    alertPath = (await alert(viewer).locator('h2 a').getAttribute('href')) ?? '';
  });

  test('it arrives as mail with a link to it, and at the webhook with the right signature', async () => {
    const link = `${stage.origin}${alertPath}`;
    const mails = async () => {
      const all = await Promise.all(mail.messages.map((raw) => simpleParser(raw)));
      return all.filter(({ text }) => text?.includes(link));
    };
    await expect.poll(async () => (await mails()).length, { timeout: 20_000 }).toBe(1);
    const [message] = await mails();
    expect(message?.to).toMatchObject({ text: 'op@example.org' });
    expect(message?.subject).toContain('shop.test');
    const calls = () => hook.received.filter(({ body }) => body.includes(link));
    await expect.poll(() => calls().length, { timeout: 20_000 }).toBe(1);
    expect(calls().map((one) => [isSigned(one, secret), one.body.includes(spf)])).toEqual([[true, true]]);
    await viewer.page.goto(link);
    await alert(viewer).waitFor();
  });

  test('what changed, and since when, stands with the domain; the plan gives the record', async () => {
    const { page } = window;
    await page.getByRole('link', { name: t('domains.part.changes') }).click();
    await page.locator('ol.changes li.bad').filter({ hasText: 'SPF' }).first().waitFor();
    await page.getByRole('link', { name: t('domains.part.plan') }).click();
    await page.locator('.rec').filter({ hasText: 'v=spf1' }).first().waitFor();
  });

  test('without a mouse an alert is opened, acknowledged and muted, and the focus is seen all the way', async () => {
    const { page } = window;
    await page.goto('/');
    await page.getByLabel(t('ask.hint')).waitFor();
    expect(await tabTo(page, 'header nav a[href="/alerts"]')).toEqual([]);
    await page.keyboard.press('Enter');
    await alert(window).waitFor();
    expect(await tabTo(page, `li.alert h2 a[href="${alertPath}"]`)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/alerts\/[\w-]+$/);
    await alert(window).waitFor();
    expect(await tabTo(page, 'li.alert .row button')).toEqual([]);
    const before = await waiting();
    await page.keyboard.press('Enter');
    await page.getByText(t('alerts.acknowledgedBy', { who: 'Ann' })).waitFor();
    // It waits for nobody any more.
    await expect.poll(waiting).toBe(before - 1);
    expect(await tabTo(page, `li.alert .row button:has-text("${t('alerts.mute')}")`)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor();
    expect(await tabTo(page, 'dialog button[type=submit]')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(t('alerts.mutedUntil')).waitFor();
    // The other window hears of it.
    await viewer.page.getByText(t('alerts.mutedUntil')).waitFor();
  });

  test('a viewer reads the alert and is offered nothing to do', async () => {
    expect(await viewer.page.locator('li.alert button').count()).toBe(0);
    await viewer.page.goto('/domains');
    await viewer.page.getByRole('link', { name: 'shop.test' }).waitFor();
    expect(await viewer.page.getByRole('button', { name: t('domains.add') }).count()).toBe(0);
    await viewer.page.goto('/alerts/targets');
    await viewer.page.getByText(t('shell.notAllowed')).waitFor();
    await viewer.page.goto('/alerts');
  });

  test('the pages look right with all of this on them', { timeout: 120_000 }, async () => {
    const { page } = window;
    await page.goto('/domains');
    const domain = (await page.getByRole('link', { name: 'shop.test' }).getAttribute('href')) ?? '';
    const views = ['', '?view=changes', '?view=plan', '?view=watching'].map((view) => `${domain}${view}`);
    for (const path of ['/domains', ...views, '/alerts', alertPath, '/alerts/targets', '/lists']) {
      await page.goto(path);
      await settle(page);
      await expectGoodLooks(page);
    }
  });

  test('the record is mended: the alert closes by itself, for all who look', async () => {
    const { page } = window;
    await page.goto('/domains');
    await page.getByRole('link', { name: 'shop.test' }).click();
    await wrong().filter({ hasText: spf }).waitFor();
    await askAt(whole);
    await auditAgain();
    await alert(viewer).waitFor({ state: 'detached' });
    await viewer.page.getByRole('link', { name: t('alerts.closedOnes') }).click();
    await alert(viewer).waitFor();
  });

  test('lists that were asked stand in their table', async () => {
    const { page } = window;
    await page.goto('/lists');
    await page.getByRole('heading', { level: 1, name: t('lists.title') }).waitFor();
    await page.locator('main table').first().waitFor();
    expect(await page.locator('main').textContent()).toContain('192.0.2.10');
  });

  test('an address on a list leads to every watched name that it belongs to, itself too', async () => {
    const { page } = window;
    const { id } = await stage.api<{ readonly id: string }>('POST', '/subjects', {
      name: '192.0.2.10',
      everyHours: 0,
      options: { connect: false },
    });
    await stage.api('POST', `/subjects/${id}/audit`, {});
    const row = page.getByRole('row').filter({ hasText: '192.0.2.10' });
    await row.getByRole('link', { name: '192.0.2.10', exact: true }).waitFor({ timeout: 40_000 });
    await row.getByRole('link', { name: 'shop.test', exact: true }).waitFor();
    await row.getByRole('button').first().click();
    const dialog = page.locator('dialog');
    for (const name of ['192.0.2.10', 'shop.test'])
      await dialog.getByRole('link', { name, exact: true }).waitFor();
    await dialog.getByRole('link', { name: 'shop.test', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'shop.test' }).waitFor();
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
    await viewer.close();
  });
});
