/** Ask, and what becomes of an answer: evidence as it arrives, copying, permanent link, search, comparison, share links. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DnsLab, startDnsLab } from '../lab/dns-lab.ts';
import { axeViolations } from './axe.ts';
import { dropFile } from './drop-file.ts';
import { type HeldDns, startHeldDns } from './held-dns.ts';
import { focused, tabTo } from './keyboard.ts';
import { zones } from './lab-zones.ts';
import { bounce } from './mails.ts';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { t } from './words.ts';

describe.skipIf(cannotRun({ lab: true }))('asking', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-browser-'));
  let lab: DnsLab;
  let dns: HeldDns;
  let stage: Stage;
  let window: Watched;
  let reportPath = '';
  beforeAll(async () => {
    lab = await startDnsLab(zones);
    dns = await startHeldDns(lab.recursive);
    stage = await startStage({ WAYPOST_RESOLVER: dns.server });
    window = await stage.open('operator');
    await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterAll(async () => {
    await stage?.close();
    dns?.close();
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
    expect(stage.chromium.strangers()).toEqual([]);
  });

  const box = () => window.page.getByLabel(t('ask.hint'));
  const verdict = () => window.page.locator('.verdict h2');
  const evidence = () => window.page.locator('table tbody tr');

  test('a bounce that is pasted is recognised; evidence arrives line by line, then the verdict', async () => {
    const { page } = window;
    await page.goto('/');
    await box().fill(bounce);
    await page.getByText(t('ask.what.bounce')).waitFor();
    await page.getByText(t('ask.options')).click();
    await page.getByLabel(t('ask.option.senderIp')).fill('192.0.2.99');
    dns.hold('spamhaus.org');
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await page.getByText('v=spf1 ip4:192.0.2.10 -all').first().waitFor();
    // The lists have not answered: some lines are there, no verdict is.
    expect(await verdict().count()).toBe(0);
    expect(await evidence().filter({ hasText: 'spamhaus' }).count()).toBe(0);
    await page.getByRole('button', { name: t('common.cancel') }).waitFor();
    dns.release();
    await verdict().waitFor();
    expect(await verdict().textContent()).toContain('192.0.2.99');
    expect(await evidence().filter({ hasText: 'spamhaus' }).count()).toBeGreaterThan(0);
    await page.getByText('auth.spf', { exact: true }).first().waitFor();
  });

  test('the button beside a record copies it as it is to be published', async () => {
    const { page } = window;
    const record = page.locator('.rec').filter({ hasText: 'ip4:192.0.2.99' }).first();
    await record.getByRole('button').click();
    await page.getByText(t('common.copied')).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(await record.locator('code').textContent());
    expect(copied).toContain('v=spf1 ip4:192.0.2.10 ip4:192.0.2.99 -all');
  });

  test('the permanent link shows the same; the report stands in the list, and search finds it', async () => {
    const { page } = window;
    const said = await verdict().textContent();
    await page.getByRole('link', { name: t('report.permanent') }).click();
    await page.waitForURL(/\/reports\/[\w-]+$/);
    await verdict().waitFor();
    expect(await verdict().textContent()).toBe(said);
    reportPath = new URL(page.url()).pathname;
    await page.reload();
    await verdict().waitFor();
    await page.getByRole('link', { name: t('shell.nav.reports') }).click();
    const row = page.locator(`a[href="${reportPath}"]`);
    await row.waitFor();
    const search = page.getByLabel(t('reports.search'));
    await search.fill('nobody-wrote-this');
    await page.getByText(t('reports.noneFound')).waitFor();
    await search.fill('receiver.example');
    await row.waitFor();
    expect(new URL(page.url()).searchParams.get('words')).toBe('receiver.example');
  });

  test('a file that is dropped anywhere is asked about', async () => {
    const { page } = window;
    await page.goto('/');
    await box().waitFor();
    await dropFile(page, 'returned.eml', bounce);
    await page.getByText('returned.eml').waitFor();
    await page.getByText(t('ask.what.bounce')).waitFor();
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await verdict().waitFor();
    expect(await verdict().textContent()).toContain('192.0.2.99');
    await page.getByRole('button', { name: t('ask.otherwise') }).click();
  });

  test('a domain is audited: what is wrong, the record to publish, the change plan', async () => {
    const { page } = window;
    await page.goto('/');
    await box().fill('shop.test');
    await page.getByText(t('ask.what.domainNamed', { name: 'shop.test' })).waitFor();
    await page.getByRole('button', { name: t('ask.do.audit') }).click();
    await verdict().waitFor({ timeout: 40_000 });
    expect(await verdict().textContent()).toContain('shop.test');
    await page.getByText('dmarc/record-found').first().waitFor();
    await page.getByRole('heading', { name: t('answer.plan') }).waitFor();
    await page.locator('.rec').filter({ hasText: '_dmarc.shop.test' }).first().waitFor();
  });

  test('two reports about the same are compared, of two kinds it is said why not', async () => {
    const { page } = window;
    const compare = page.getByRole('button', { name: t('reports.compare') });
    const choose = (kind: string, place: number): Promise<void> =>
      page
        .getByRole('row')
        .filter({ hasText: t(`words.kind.${kind}`) })
        .getByRole('checkbox')
        .nth(place)
        .check();
    await page.goto('/reports');
    await choose('audit', 0);
    await page.getByText(t('reports.chooseSecond.audit', { about: 'shop.test' })).waitFor();
    await choose('explain', 0);
    const kinds = { first: t('words.kind.explain'), second: t('words.kind.audit') };
    await page.getByText(t('reports.twoKinds', kinds)).waitFor();
    expect(await compare.count()).toBe(0);
    await choose('explain', 1);
    await compare.click();
    await page.getByRole('heading', { level: 1, name: t('compare.title') }).waitFor();
    await page.locator(`section.card a[href="${reportPath}"]`).waitFor();
    expect(await page.locator('section.card').count()).toBe(2);
  });

  test('a share link shows the report without sign-in and without other people; when it has ended it shows nothing', async () => {
    const { page } = window;
    await page.goto(reportPath);
    await verdict().waitFor();
    expect(await page.locator('main').textContent()).toContain('person@receiver.example');
    await page.getByRole('button', { name: t('report.share') }).click();
    await page.getByRole('button', { name: t('report.makeLink') }).click();
    const link = (await page.locator('dialog .rec code').textContent()) ?? '';
    expect(new URL(link).origin).toBe(stage.origin);

    const guest = await stage.open();
    await guest.page.goto(link);
    await guest.page.locator('.verdict h2').waitFor();
    await guest.page.getByText(t('report.isRedacted')).waitFor();
    const shown = await guest.page.locator('body').textContent();
    expect(shown).toContain('192.0.2.99');
    expect(shown).not.toContain('person@receiver.example');
    // What is behind the page does not hold it either.
    const api = link.replace('/shared/', '/api/v1/shared/');
    expect(await (await fetch(api)).text()).not.toContain('person@');
    await guest.page.goto(reportPath);
    await guest.page.getByRole('heading', { level: 1, name: t('people.signIn') }).waitFor();

    await page.getByRole('button', { name: t('report.endShare') }).click();
    await page.getByText(t('report.shareEnded')).waitFor();
    await page.keyboard.press('Escape');
    await guest.page.goto(link);
    await guest.page.getByText(t('report.shareOver')).waitFor();
    await guest.close();
  });

  test('a share link whose days are over shows nothing', async () => {
    const { url } = await stage.api<{ readonly url: string }>('POST', `${reportPath}/shares`, { days: 1 });
    const guest = await stage.open();
    await guest.page.goto(new URL(url, stage.origin).href);
    await guest.page.locator('.verdict h2').waitFor();
    stage.inStore("update shares set expires_at = '2026-01-01T00:00:00.000Z'");
    await guest.page.reload();
    await guest.page.getByText(t('report.shareOver')).waitFor();
    await guest.close();
  });

  test('a file that is too large is refused with a sentence, before it is sent', async () => {
    const { page } = window;
    const file = join(folder, 'large.eml');
    writeFileSync(file, 'Subject: large\r\n\r\n');
    truncateSync(file, 60_000_000);
    await page.goto('/');
    await box().waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await page.getByLabel(t('ask.chooseFile'), { exact: true }).setInputFiles(file);
    await page.getByText(t('ask.tooLarge', { limit: '50 MB' })).waitFor();
    expect(sent).not.toContain('POST');
    await box().waitFor();
  });

  test('what is larger than it may be is refused by the server, too, and it goes on', async () => {
    const answer =
      await window.page.evaluate<string>(`fetch('/api/v1/jobs', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: '{"kind":"explain","options":{},"input":"' + 'x'.repeat(70_000_000) + '"}' })
      .then(async (answer) => answer.status + ' ' + (await answer.json()).errors.map(({ path, message }) => path + ': ' + message), String)`);
    expect(answer).toMatch(/^422 input: \D+67108864\D+$/);
    expect((await fetch(`${stage.origin}/healthz`)).status).toBe(200);
  });

  test('markup in a reply is words', async () => {
    const { page } = window;
    await page.goto('/');
    await box().fill('550 5.7.1 <img src=x onerror="window.pwned=1"><script>window.pwned=1</script> refused');
    await page.getByRole('button', { name: t('ask.do.explain') }).click();
    await verdict().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.locator('main').textContent()).toContain('<script>window.pwned=1</script>');
  });

  describe('the message itself, beside what came back of it', () => {
    const reply = '550 5.7.26 This mail has been blocked because the sender is unauthenticated';
    const field = () => window.page.getByLabel(t('ask.option.message'), { exact: true });
    const chosen = () => window.page.getByLabel(t('ask.messageFile'), { exact: true });
    const missing = t('ask.option.message');
    const open = async (): Promise<void> => {
      const { page } = window;
      await page.goto('/');
      await box().fill(reply);
      await page.getByText(t('ask.what.reply'), { exact: false }).waitFor();
      await page.getByText(t('ask.options')).click();
    };
    const explain = async (): Promise<void> => {
      await window.page.getByRole('button', { name: t('ask.do.explain') }).click();
      await verdict().waitFor();
    };
    const answered = async (): Promise<string> => (await window.page.locator('main').textContent()) ?? '';

    test('without it the answer names the field that takes it, and no option of the command line', async () => {
      await open();
      await explain();
      const sentence = window.page.getByRole('listitem').filter({ hasText: `“${missing}”` });
      await sentence.waitFor();
      expect(await answered()).not.toMatch(/\s--[a-z]/);
    });

    test('pasted, its sender is known and looked at; nothing about it is missing', async () => {
      await open();
      await field().fill(
        'From: Shop <news@shop.test>\nSubject: News\nDate: Thu, 26 Nov 2026 10:00:00 +0000\n\nNews.\n',
      );
      await explain();
      expect(await answered()).toContain('shop.test');
      expect(
        await window.page
          .getByRole('listitem')
          .filter({ hasText: `“${missing}”` })
          .count(),
      ).toBe(0);
    });

    test('as a file, by keyboard, at 360 px; it can be taken away again', async () => {
      const { page } = window;
      await page.setViewportSize({ width: 360, height: 740 });
      await open();
      const file = join(folder, 'sent.eml');
      writeFileSync(file, 'From: Shop <news@shop.test>\r\nSubject: News\r\n\r\nNews.\r\n');
      const choosing = page.waitForEvent('filechooser');
      expect(await tabTo(page, 'textarea[aria-describedby$="-hint"]')).toEqual([]);
      await page.keyboard.press('Tab');
      expect((await focused(page)).name).toBe(`button: ${t('ask.messageFile')}`);
      await page.keyboard.press('Enter');
      await (await choosing).setFiles(file);
      await page.getByText('sent.eml').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await axeViolations(page)).toEqual([]);
      const sent = page.waitForRequest(
        (request) => request.method() === 'POST' && request.url().endsWith('/jobs'),
      );
      await explain();
      const { input, options } = (await sent).postDataJSON() as {
        input: string;
        options: { message: string };
      };
      expect(input).toBe(reply);
      expect(Buffer.from(options.message, 'base64').toString()).toContain('Shop <news@shop.test>');
      await page.getByRole('button', { name: t('ask.withoutMessage') }).click();
      expect((await focused(page)).name).toBe(`button: ${t('ask.messageFile')}`);
      expect(await field().inputValue()).toBe('');
      await page.setViewportSize({ width: 1280, height: 900 });
    });

    test('one that is too large is refused with a sentence', async () => {
      await open();
      const file = join(folder, 'large-sent.eml');
      writeFileSync(file, 'Subject: large\r\n\r\n');
      truncateSync(file, 17_000_000);
      await chosen().setInputFiles(file);
      await window.page.getByText(t('ask.tooLarge', { limit: '16 MB' })).waitFor();
      await field().waitFor();
    });
  });

  test('without a plan the answer offers the command that makes it, which asks this server', async () => {
    const { page } = window;
    await page.goto('/');
    await box().fill('shop.test');
    await page.getByRole('button', { name: t('ask.do.audit') }).waitFor();
    await page.getByText(t('ask.options')).click();
    await page.getByLabel(t('ask.option.plan')).uncheck();
    await page.getByRole('button', { name: t('ask.do.audit') }).click();
    await verdict().waitFor({ timeout: 40_000 });
    const commands = await page
      .locator('.rec code')
      .filter({ hasText: 'waypost audit shop.test' })
      .allTextContents();
    expect([...new Set(commands)]).toEqual([`waypost audit shop.test --plan --server ${stage.origin}`]);
  });

  test('all of it without an error, a breach of the policy or another host', async () => {
    await window.close();
  });
});
