/** The page for one's own customers: open only where it was opened, limited, and nothing is kept that nobody asked to keep. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bounce } from './mails.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import { t } from './words.ts';

describe.skipIf(cannotRun())('the page without a sign-in', () => {
  let open: Stage;
  beforeAll(async () => {
    open = await startStage({ WAYPOST_RESOLVER: '127.0.0.1:9', WAYPOST_PUBLIC_ASK: 'true' });
  });
  afterAll(async () => {
    await open?.close();
    expect(open.chromium.strangers()).toEqual([]);
  });

  test('a customer asks and reads the answer; nothing is kept', async () => {
    const guest = await open.open();
    const { page } = guest;
    await page.goto('/');
    await page.waitForURL(/\/public$/);
    await page.getByLabel(t('ask.hint')).fill(bounce);
    await page.getByText(t('ask.what.bounce')).waitFor();
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await page.locator('.verdict h2').waitFor();
    await page.getByText(t('public.notStored')).waitFor();
    const { items } = await open.api<{ readonly items: readonly unknown[] }>('GET', '/reports');
    expect(items).toEqual([]);
    // Nothing else is offered, nothing else opens.
    expect(await page.locator('header nav').count()).toBe(0);
    await page.goto('/reports');
    await page.getByRole('heading', { level: 1, name: t('people.signIn') }).waitFor();
    await guest.close();
  });

  test('who wants it kept gets a link that works', async () => {
    const guest = await open.open();
    const { page } = guest;
    await page.goto('/public');
    await page.getByLabel(t('ask.hint')).fill(bounce);
    await page.getByLabel(t('public.keep')).check();
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await page.getByText(t('public.stored')).waitFor();
    const link = (await page.locator('.foot .rec code').textContent()) ?? '';
    const other = await open.open();
    await other.page.goto(link);
    await other.page.locator('.verdict h2').waitFor();
    await other.close();
    await guest.close();
  });

  test('the message itself may stand beside the reply', async () => {
    const guest = await open.open();
    const { page } = guest;
    await page.goto('/public');
    await page.getByLabel(t('ask.hint')).fill('550 5.7.26 unauthenticated');
    await page.getByText(t('ask.options')).click();
    await page.getByLabel(t('ask.option.message'), { exact: true }).fill('Subject: News\n\nNews.\n');
    const sent = page.waitForRequest('**/public/ask');
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await page.locator('.verdict h2').waitFor();
    const { message } = (await sent).postDataJSON() as { readonly message: string };
    expect(Buffer.from(message, 'base64').toString()).toContain('Subject: News');
    // What a sentence asks for beyond that, a stranger has no field for.
    await page.getByText(t('answer.fieldsOfAsk')).first().waitFor();
    await guest.close();
  });

  test('the message beside one question does not go with the next', async () => {
    const guest = await open.open();
    const { page } = guest;
    await page.goto('/public');
    const box = page.getByLabel(t('ask.hint'));
    const goes = page
      .getByRole('status')
      .filter({ hasText: t('ask.messageGoes', { size: '' }).split('(')[0] ?? '' });
    await box.fill('550 5.7.26 frist reply: unauthenticated');
    await page.getByText(t('ask.options')).click();
    await page.getByLabel(t('ask.option.message'), { exact: true }).fill('Subject: News\n\nNews.\n');
    await page.getByText(t('ask.options')).click();
    // A mended typo is the same question; also where it is folded away one sees that the message goes along.
    await box.fill('550 5.7.26 first reply: unauthenticated');
    await goes.waitFor();
    await box.fill('452 4.2.2 the mailbox of somebody else is full');
    await page.getByText(t('ask.messageStays')).waitFor();
    expect(await goes.count()).toBe(0);
    const sent = page.waitForRequest('**/public/ask');
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    expect((await sent).postDataJSON()).not.toHaveProperty('message');
    await page.getByText(t('ask.options')).click();
    await page.getByLabel(t('ask.option.message'), { exact: true }).fill('Subject: News\n\nNews.\n');
    await page.getByRole('button', { name: t('ask.leaveMessage') }).click();
    await goes.waitFor({ state: 'detached' });
    expect(await page.getByLabel(t('ask.option.message'), { exact: true }).inputValue()).toBe('');
    await guest.close();
  });

  test('who asks too often is told, and when it goes on', async () => {
    await open.set('public-page', { perHour: 2 });
    const guest = await open.open();
    const { page } = guest;
    await page.goto('/public');
    await page.getByLabel(t('ask.hint')).fill('550 5.1.1 no such user');
    const button = page.getByRole('button', { name: t('ask.do.explain') });
    const limited = page.getByRole('alert').getByText(t('problem.too-many-requests'));
    for (let asked = 0; asked < 3 && (await limited.count()) === 0; asked += 1) {
      const answer = page.waitForResponse('**/public/ask');
      await button.click();
      await answer;
      await button.and(page.locator(':enabled')).waitFor();
    }
    await limited.waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/\d/);
    expect(await page.getByLabel(t('ask.hint')).inputValue()).toBe('550 5.1.1 no such user');
    await guest.close();
  });
});
