/** Roles, tokens, and two people at one thing. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { password } from '../system/server.ts';
import { cannotRun } from './skip.ts';
import { emailOf, type Stage, startStage, type Who } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { inGerman, t } from './words.ts';

describe.skipIf(cannotRun())('people', () => {
  let stage: Stage;
  let window: Watched;
  let reportId = '';
  beforeAll(async () => {
    stage = await startStage({ WAYPOST_RESOLVER: '127.0.0.1:9' });
    const asked = await stage.api<{ readonly reportId: string }>('POST', '/explain', {
      input: '550 5.1.1 no such user',
      options: {},
    });
    reportId = asked.reportId;
    window = await stage.open('administrator');
  });
  afterAll(async () => {
    await stage?.close();
    expect(stage.chromium.strangers()).toEqual([]);
  });

  /** What the server answers to a request that the page itself could make. */
  const answers = (page: Page, method: string, path: string, body?: object): Promise<number> =>
    page.evaluate<number>(
      `fetch('/api/v1${path}', { method: '${method}', headers: { 'content-type': 'application/json' }${
        body === undefined ? '' : `, body: ${JSON.stringify(JSON.stringify(body))}`
      } }).then(({ status }) => status)`,
    );

  test('an administrator adds somebody, who signs in with their own language', async () => {
    const { page } = window;
    await page.goto('/settings/people');
    await page.getByRole('button', { name: t('settings.addPerson') }).click();
    const dialog = page.locator('dialog');
    await dialog.getByLabel(t('settings.name'), { exact: true }).fill('Greta');
    await dialog.getByLabel(t('people.email')).fill(emailOf.administrator);
    await dialog.getByLabel(t('shell.language')).selectOption('de');
    await dialog.getByLabel(t('people.password')).fill(password);
    await dialog.getByRole('button', { name: t('settings.add'), exact: true }).click();
    // The address is taken: said beside its field, and nothing is lost.
    await dialog.locator('[aria-invalid=true]').waitFor();
    expect(await dialog.getByLabel(t('settings.name'), { exact: true }).inputValue()).toBe('Greta');
    await dialog.getByLabel(t('people.email')).fill('greta@example.org');
    await dialog.getByRole('button', { name: t('settings.add'), exact: true }).click();
    await page.getByText(t('settings.personAdded', { name: 'Greta' })).waitFor();
    const hers = await stage.open();
    await hers.page.goto('/sign-in');
    await hers.page.getByLabel(t('people.email')).fill('greta@example.org');
    await hers.page.getByLabel(t('people.password')).fill(password);
    await hers.page.getByRole('button', { name: t('shell.signIn') }).click();
    await hers.page.getByRole('heading', { level: 1, name: inGerman('ask.title') }).waitFor();
    await hers.close();
  });

  test.each<[who: Who, offered: readonly string[], refused: readonly (readonly [string, string, object?])[]]>(
    [
      [
        'viewer',
        ['account', 'tokens'],
        [
          ['POST', '/jobs', { kind: 'explain', input: '550 no', options: {} }],
          ['POST', '/explain', { input: '550 no', options: {} }],
          ['POST', '/subjects', { name: 'example.org' }],
          ['DELETE', '/reports/ID'],
          ['POST', '/reports/ID/shares', { days: 1 }],
          ['GET', '/people'],
          ['GET', '/audit-log'],
          ['PUT', '/settings/retention', {}],
          ['POST', '/targets', { kind: 'webhook', name: 'x', settings: { url: 'https://hook.example/' } }],
        ],
      ],
      [
        'operator',
        ['account', 'tokens'],
        [
          ['GET', '/people'],
          ['POST', '/people', { email: 'x@example.org', name: 'x', role: 'administrator', password }],
          ['GET', '/audit-log'],
          ['PUT', '/settings/retention', {}],
          ['PUT', '/list-keys/zen.spamhaus.org', { key: 'a-key-of-somebody' }],
          ['POST', '/targets', { kind: 'webhook', name: 'x', settings: { url: 'https://hook.example/' } }],
        ],
      ],
    ],
  )(
    '%s: what may not be done is not offered, and refused where it is tried',
    async (who, offered, refused) => {
      const theirs = await stage.open(who);
      const { page } = theirs;
      await page.goto('/settings');
      const tabs = page.getByRole('navigation', { name: t('settings.title') }).getByRole('link');
      await tabs.first().waitFor();
      expect(await tabs.allTextContents()).toEqual(offered.map((part) => t(`settings.part.${part}`)));
      for (const path of [
        '/settings/people',
        '/settings/server',
        '/settings/lists',
        '/settings/log',
        '/alerts/targets',
      ]) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1, name: t('shell.notAllowed') }).waitFor();
      }
      await page.goto('/');
      await page.getByRole('heading', { level: 1, name: t('ask.title') }).waitFor();
      expect(await page.getByLabel(t('ask.hint')).count()).toBe(who === 'viewer' ? 0 : 1);
      await page.goto('/messages');
      await page.getByText(t(who === 'viewer' ? 'messages.askForOne' : 'messages.chooseFirst')).waitFor();
      await page.goto(`/reports/${reportId}`);
      await page.locator('.verdict').first().waitFor();
      const destructive = [t('common.delete'), t('report.share'), t('report.again')];
      const counts = await Promise.all(
        destructive.map((name) => page.getByRole('button', { name, exact: true }).count()),
      );
      expect(counts).toEqual(who === 'viewer' ? [0, 0, 0] : [1, 1, 1]);
      for (const [method, path, body] of refused)
        expect([method, path, await answers(page, method, path.replace('ID', reportId), body)]).toEqual([
          method,
          path,
          403,
        ]);
      await theirs.close();
    },
  );

  test('a token is shown once, does what it may and no more, and ends', async () => {
    const { page } = window;
    await page.goto('/settings/tokens');
    await page.getByRole('button', { name: t('settings.addToken') }).click();
    await page.locator('dialog').getByLabel(t('settings.name'), { exact: true }).fill('monitoring');
    await page.getByRole('button', { name: t('settings.makeToken') }).click();
    await page.getByText(t('settings.tokenOnce')).waitFor();
    const token = (await page.locator('dialog .rec code').textContent()) ?? '';
    expect(token).toMatch(/^wp_/);
    await page.getByRole('button', { name: t('settings.tokenKept') }).click();
    await page.locator('table').waitFor();
    expect(await page.content()).not.toContain(token);
    const use = async (method: string, path: string, body?: object): Promise<number> =>
      (
        await fetch(`${stage.origin}/api/v1${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
      ).status;
    expect(await use('GET', `/reports/${reportId}`)).toBe(200);
    expect(await use('POST', '/explain', { input: '550 no', options: {} })).toBe(403);
    expect(await use('GET', '/people')).toBe(403);
    stage.inStore("update tokens set expires_at = '2026-01-01T00:00:00.000Z'");
    // What a token stands for is remembered for a second.
    await expect.poll(() => use('GET', `/reports/${reportId}`), { timeout: 5000 }).toBe(401);
    await page.reload();
    await page.getByText(t('settings.expired')).waitFor();
    await page.getByRole('button', { name: `${t('settings.remove')} monitoring` }).click();
    await page
      .locator('dialog')
      .getByRole('button', { name: t('settings.remove'), exact: true })
      .click();
    await page.getByText(t('settings.noTokens')).waitFor();
    expect(await use('GET', `/reports/${reportId}`)).toBe(401);
  });

  test('the page without a sign-in is closed until the server opens it, and so is what stands behind it', async () => {
    const guest = await stage.open();
    await guest.page.goto('/public');
    await guest.page.getByRole('heading', { level: 1, name: t('public.closed') }).waitFor();
    expect(await answers(guest.page, 'POST', '/public/ask', { input: '550 no' })).toBe(404);
    await guest.page.goto('/');
    await guest.page.getByRole('heading', { level: 1, name: t('people.signIn') }).waitFor();
    await guest.close();
  });

  test('two browsers change one thing: the second is shown what the first did, and chooses', async () => {
    const other = await stage.open('administrator');
    const days = (of: Watched) => of.page.getByLabel(t('settings.member.reportDays'));
    const section = (of: Watched) => of.page.locator('form').filter({ has: days(of) });
    const save = (of: Watched, name: string) => section(of).getByRole('button', { name }).click();
    const kept = async (): Promise<unknown> =>
      (await stage.api<{ readonly value: { readonly reportDays: number } }>('GET', '/settings/retention'))
        .value.reportDays;
    for (const one of [window, other]) {
      await one.page.goto('/settings/server');
      await days(one).waitFor();
    }
    await days(window).fill('111');
    await save(window, t('common.save'));
    await window.page.getByText(t('common.saved')).waitFor();
    await days(other).fill('222');
    await save(other, t('common.save'));
    await other.page.getByText(t('conflict.said')).waitFor();
    expect(await section(other).locator('.theirs').textContent()).toContain('111');
    expect(await days(other).inputValue()).toBe('222');
    expect(await kept()).toBe(111);
    await save(other, t('conflict.saveMine'));
    await other.page.getByText(t('common.saved')).waitFor();
    expect(await kept()).toBe(222);
    // Now the first one is late, and takes what is there.
    await days(window).fill('333');
    await save(window, t('common.save'));
    await save(window, t('conflict.takeTheirs'));
    await expect.poll(() => days(window).inputValue()).toBe('222');
    expect(await kept()).toBe(222);
    await other.close();
  });

  test('who changed what stands in the log', async () => {
    const { page } = window;
    await page.goto('/settings/log');
    await page.locator('table tbody tr').first().waitFor();
    const said = await page.locator('table').first().textContent();
    for (const did of ['token-added', 'token-removed', 'person-added', 'settings-changed'])
      expect(said).toContain(t(`settings.did.${did}`));
    expect(said).not.toContain(password);
  });

  describe('names that were typed when the session ended', () => {
    const typed = 'one.example\ntwo.example';
    const names = (of: Page) => of.getByLabel(t('domains.names'));
    const signIn = async (of: Page, who: Who): Promise<void> => {
      await of.getByLabel(t('people.email')).fill(emailOf[who]);
      await of.getByLabel(t('people.password')).fill(password);
      await of.getByRole('button', { name: t('shell.signIn') }).click();
      await names(of).waitFor();
    };
    /** Somebody types names, and is signed out everywhere before they are sent. */
    const typeAndLose = async (of: Page): Promise<void> => {
      await names(of).fill(typed);
      stage.inStore(`delete from sessions where person_id in
        (select id from people where email = '${emailOf.operator}')`);
      await expect.poll(() => answers(of, 'GET', '/session'), { timeout: 5000 }).toBe(401);
      await of.getByRole('button', { name: t('domains.addThem') }).click();
      await of.getByText(t('people.ended')).waitFor();
    };

    test('come back to whoever signs in again, and to nobody else', async () => {
      const theirs = await stage.open();
      const { page } = theirs;
      await page.goto('/sign-in?to=%2Fdomains');
      await signIn(page, 'operator');
      await typeAndLose(page);
      await signIn(page, 'operator');
      expect(new URL(page.url()).pathname).toBe('/domains');
      expect(await names(page).inputValue()).toBe(typed);
      await typeAndLose(page);
      await signIn(page, 'administrator');
      await expect.poll(() => names(page).inputValue()).toBe('');
      await theirs.close();
    });
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
  });
});
