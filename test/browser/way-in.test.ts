/** The way in, as the first person on the first day goes it: set-up link, sign-in, sign-out, second factor, language. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totpCode } from '../../src/people/totp.ts';
import { clear, password, type ServeRun, tempFolder } from '../system/server.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { cannotRun } from './skip.ts';
import { startBuilt } from './stage.ts';
import { openWindow, type Watched } from './watched-page.ts';
import { inGerman, t } from './words.ts';

describe.skipIf(cannotRun())('the way in', () => {
  const folder = tempFolder();
  let chromium: Chromium;
  let run: ServeRun;
  let window: Watched;
  beforeAll(async () => {
    [chromium, run] = await Promise.all([startChromium(), startBuilt(folder)]);
    window = await openWindow(chromium.browser, run.url());
  });
  afterAll(async () => {
    await chromium?.close();
    await run?.stop();
    clear(folder);
    expect(chromium.strangers()).toEqual([]);
  });

  const signIn = async (key: string, code?: string): Promise<void> => {
    const { page } = window;
    await page.getByLabel(t('people.email')).fill('ann@example.org');
    await page.getByLabel(t('people.password')).fill(key);
    if (code !== undefined) await page.getByLabel(t('people.code'), { exact: true }).fill(code);
    await page.getByRole('button', { name: t('shell.signIn') }).click();
  };
  const heading = (name: string) => window.page.getByRole('heading', { level: 1, name });
  const signOut = async (): Promise<void> => {
    await window.page.locator('header summary').click();
    await window.page.getByRole('button', { name: t('shell.signOut') }).click();
    await heading(t('people.signIn')).waitFor();
  };

  test('whoever comes before the set-up is led to it, and told that it needs the printed link', async () => {
    const { page } = window;
    await page.goto('/reports');
    await heading(t('people.setUp')).waitFor();
    expect(new URL(page.url()).pathname).toBe('/setup');
    await page.getByLabel(t('people.token')).waitFor();
  });

  test('the printed link makes the administrator, who is signed in at once', async () => {
    const { page } = window;
    const link = /http\S+\/setup#token=\S+/.exec(run.stdout())?.[0] ?? '';
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByLabel(t('people.name'), { exact: true }).fill('Ann');
    await page.getByLabel(t('people.email')).fill('ann@example.org');
    await page.getByLabel(t('people.password')).fill(password);
    await page.getByRole('button', { name: t('people.create') }).click();
    await heading(t('ask.title')).waitFor();
    await page.getByRole('link', { name: t('shell.nav.settings') }).waitFor();
    const cookies = await window.context.cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ['waypost_session', true, 'Lax'],
    ]);
  });

  test('the link does nothing a second time', async () => {
    const { page } = window;
    await page.goto(`/setup#token=${run.token() ?? ''}`);
    await page.getByText(t('people.alreadySetUp')).waitFor();
    expect(await page.getByRole('button', { name: t('people.create') }).count()).toBe(0);
  });

  test('after signing out nothing is shown; a wrong password says no more than that; the right one leads back', async () => {
    const { page } = window;
    await page.goto('/reports?words=receiver.example');
    await signOut();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/reports');
    await page.goto('/reports?kind=audit');
    await heading(t('people.signIn')).waitFor();
    await signIn('not-the-right-password');
    await page.getByRole('alert').getByText(t('problem.wrong-login')).waitFor();
    expect(await page.getByLabel(t('people.email')).inputValue()).toBe('ann@example.org');
    await signIn(password);
    await heading(t('reports.title')).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=audit');
  });

  test('with a second factor the password alone is not enough', async () => {
    const { page } = window;
    await page.goto('/settings');
    await page.getByRole('button', { name: t('settings.factorBegin') }).click();
    const secret = ((await page.locator('.rec code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel(t('people.code'), { exact: true }).fill('000000');
    await page.getByRole('button', { name: t('settings.factorConfirm') }).click();
    await page.getByText(t('settings.factorWrong')).waitFor();
    // The code of the step before: that of now is used below, and none is taken twice.
    await page.getByLabel(t('people.code'), { exact: true }).fill(totpCode(secret, Date.now() - 30_000));
    await page.getByRole('button', { name: t('settings.factorConfirm') }).click();
    await page.getByText(t('settings.codesOnce')).waitFor();
    await page.getByRole('button', { name: t('settings.codesKept') }).click();
    await page.goto('/reports');
    await signOut();
    await signIn(password);
    await page.getByText(t('problem.totp-needed')).waitFor();
    const field = page.getByLabel(t('people.code'), { exact: true });
    expect(await field.evaluate((element) => element.matches(':focus'))).toBe(true);
    await signIn(password, '000000');
    await page.getByRole('alert').getByText(t('problem.wrong-login')).waitFor();
    await signIn(password, totpCode(secret, Date.now()));
    await heading(t('reports.title')).waitFor();
  });

  test('somebody who changes the language finds it again on another machine', async () => {
    const { page } = window;
    await page.locator('header summary').click();
    await page.getByLabel(t('shell.language')).selectOption('de');
    await heading(inGerman('reports.title')).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    const other = await openWindow(chromium.browser, run.url());
    await other.context.addCookies(await window.context.cookies());
    await other.page.goto('/reports');
    await other.page.getByRole('heading', { level: 1, name: inGerman('reports.title') }).waitFor();
    await other.close();
  });

  test('whoever is not signed in reads the language of the browser', async () => {
    const german = await openWindow(chromium.browser, run.url(), { locale: 'de-AT' });
    await german.page.goto('/sign-in');
    await german.page.getByRole('heading', { level: 1, name: inGerman('people.signIn') }).waitFor();
    await german.close();
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
  });
});
