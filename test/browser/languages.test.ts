/**
 * Two people read the same server, one in English, one in German: what was asked, found and alerted in English is there in German. What an
 * older version kept has one language alone; then every sentence says so to whoever has the page read aloud.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DnsLab, startDnsLab } from '../lab/dns-lab.ts';
import { expectGoodLooks } from './good-looks.ts';
import { brokenZones } from './lab-zones.ts';
import { bounce, newsletter } from './mails.ts';
import { settle } from './pages.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { inGerman, t } from './words.ts';

interface Asked {
  readonly reportId: string;
  readonly summary: { readonly headline: string };
}
interface Listed {
  readonly items: readonly { readonly id: string }[];
}

const name = 'shop.test';

describe.skipIf(cannotRun({ lab: true }))('a server that is read in two languages', () => {
  let lab: DnsLab;
  let stage: Stage;
  let german: Watched;
  /** Where each page is. */
  let pages: Readonly<Record<string, string>>;
  let explained: Asked;
  beforeAll(async () => {
    lab = await startDnsLab(brokenZones);
    stage = await startStage({ WAYPOST_RESOLVER: `127.0.0.1:${lab.recursive.port}` });
    const { api } = stage;
    const listed = async (path: string) => (await api<Listed>('GET', path)).items;
    german = await stage.open('operator');
    await german.page.goto('/reports');
    await choose(german.page, 'de', t('shell.language'));
    explained = await api<Asked>('POST', '/explain', { input: bounce, options: { language: 'en' } });
    const other = await api<Asked>('POST', '/explain', {
      input: '550 5.1.1 no such user',
      options: { language: 'en', offline: true },
    });
    const checked = await api<Asked>('POST', '/check', { input: newsletter, options: { language: 'en' } });
    const { url } = await api<{ readonly url: string }>('POST', `/reports/${explained.reportId}/shares`, {
      days: 1,
    });
    const { id } = await api<{ readonly id: string }>('POST', '/subjects', {
      name,
      everyHours: 0,
      options: { sendingIps: ['192.0.2.10'] },
    });
    for (const sights of [1, 2]) {
      await api('POST', `/subjects/${id}/audit`);
      await vi.waitFor(
        async () => expect((await listed(`/reports?kind=audit&subject=${id}`)).length).toBe(sights),
        { timeout: 60_000, interval: 200 },
      );
    }
    await vi.waitFor(async () => expect((await listed('/alerts')).length).toBeGreaterThan(0), {
      timeout: 20_000,
    });
    const [alert] = await listed('/alerts');
    pages = {
      reports: '/reports',
      messages: '/messages',
      explained: `/reports/${explained.reportId}`,
      compare: `/reports/compare?a=${explained.reportId}&b=${other.reportId}`,
      message: `/messages/${checked.reportId}`,
      variants: `/messages/variants?ids=${checked.reportId},${checked.reportId}`,
      shared: new URL(url, 'http://127.0.0.1').pathname,
      inventory: '/domains',
      wrong: `/domains/${id}`,
      plan: `/domains/${id}?view=plan`,
      alerts: '/alerts',
      alert: `/alerts/${alert?.id}`,
    };
  });
  afterAll(async () => {
    await stage?.close();
    await lab?.close();
    expect(stage.chromium.strangers()).toEqual([]);
  });

  /** In the menu. */
  const choose = async (page: Watched['page'], language: 'de' | 'en', label: string): Promise<void> => {
    await page.locator('header details summary').click();
    await page.getByLabel(label).selectOption(language);
    await page.locator(`html[lang=${language}]`).waitFor();
    await page.keyboard.press('Escape');
  };
  const show = async (page: Watched['page'], path: string): Promise<void> => {
    await page.goto(path);
    await settle(page);
  };
  /** Texts on the page in another language than it, each once. What is for others is English everywhere: replies of receivers, letters. */
  const foreign = (page: Watched['page']): Promise<readonly string[]> =>
    page.evaluate<readonly string[]>(
      `[...new Set([...document.querySelectorAll('main [lang]:not(.said, .letter)')].map((one) => one.lang + ' ' + one.textContent.trim()))]`,
    );

  test('what was asked in English is German on every page of whoever reads German', async () => {
    const { page } = german;
    for (const [which, path] of Object.entries(pages)) {
      await show(page, path);
      expect({ which, foreign: await foreign(page) }).toEqual({ which, foreign: [] });
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
    }
    await show(page, pages['reports'] ?? '');
    expect(await page.locator('main').textContent()).not.toContain(explained.summary.headline);
    // Found by its words in either language.
    for (const words of ['Postfach', 'refused']) {
      await show(page, `/reports?words=${words}&kind=explain`);
      expect(await page.locator('main tbody tr').count()).toBeGreaterThan(0);
    }
  });

  test('who changes the language of the page reads the same answer in it', async () => {
    const english = await stage.open('administrator');
    const { page } = english;
    await page.goto('/');
    await page.getByLabel(t('ask.hint')).fill(bounce);
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    const verdict = page.locator('.verdict h2').first();
    await verdict.waitFor();
    const said = await verdict.textContent();
    await choose(page, 'de', t('shell.language'));
    await expect.poll(() => verdict.textContent()).not.toBe(said);
    expect(await foreign(page)).toEqual([]);
    await choose(page, 'en', inGerman('shell.language'));
    await expect.poll(() => verdict.textContent()).toBe(said);
    await english.close();
  });

  test('what an older version kept is given in its own language, and every sentence of it says which', async () => {
    stage.inStore(`update report_documents set form = 0;
      ${['reports', 'finding_states', 'finding_changes', 'alerts', 'subjects'].map((table) => `update ${table} set said = '{}';`).join('\n')}`);
    // What links show is remembered; a link that goes has it made anew.
    const shares = `/reports/${explained.reportId}/shares`;
    const { id } = await stage.api<{ readonly id: string }>('POST', shares, { days: 1 });
    await stage.api('DELETE', `/shares/${id}`);
    const { page } = german;
    const only = inGerman('answer.onlyLanguage', { language: 'Englisch' });
    for (const [which, path] of Object.entries(pages)) {
      await show(page, path);
      const told = await foreign(page);
      expect({
        which,
        isTold: told.length > 0,
        others: told.filter((one) => !one.startsWith('en ')),
      }).toEqual({
        ...{ which, isTold: true, others: [] },
      });
      const isAnswer = ['explained', 'message', 'shared', 'wrong', 'plan'].includes(which);
      expect({ which, remarks: await page.getByText(only).count() }).toEqual({
        which,
        remarks: isAnswer ? 1 : 0,
      });
    }
    await show(page, pages['reports'] ?? '');
    await page.locator('main [lang=en]', { hasText: explained.summary.headline }).first().waitFor();
    for (const which of ['explained', 'alerts', 'inventory', 'reports']) {
      await show(page, pages[which] ?? '');
      await expectGoodLooks(page);
    }
    await german.close();
  });
});
