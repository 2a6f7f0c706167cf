/** Many refusals at once, and a name of which nothing can be looked up: one number of causes, and no praise without a look. */
import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cannotRun } from './skip.ts';
import { type Stage, startStage } from './stage.ts';
import type { Watched } from './watched-page.ts';
import { t } from './words.ts';

/** A DNS server that answers everything with SERVFAIL. */
async function startFailingDns(): Promise<{ readonly socket: Socket; readonly server: string }> {
  const socket = createSocket('udp4');
  socket.on('message', (asked, from) => {
    let end = 12;
    while (end < asked.length && asked[end] !== 0) end += (asked[end] ?? 0) + 1;
    const answer = Buffer.from(asked.subarray(0, end + 5));
    answer.writeUInt16BE(0x8182, 2);
    answer.fill(0, 6, 12);
    socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { socket, server: `127.0.0.1:${socket.address().port}` };
}

const line = (place: number, said: string): string =>
  `Nov 26 10:00:00 mx postfix/smtp[1]: A${place}00000: to=<user${place}@dest${place}.example>, relay=mx.dest${place}.example[192.0.2.${place}]:25, delay=1, delays=0/0/0/1, dsn=5.0.0, status=bounced (host mx.dest${place}.example[192.0.2.${place}] said: ${said} (in reply to RCPT TO command))`;
const log = [
  ...Array.from({ length: 12 }, (_, place) => line(place, '550 5.1.1 User unknown')),
  ...Array.from({ length: 4 }, (_, place) => line(20 + place, '552 5.2.2 Mailbox full')),
].join('\n');

describe.skipIf(cannotRun({ lab: false }))('many, and nothing known', () => {
  let dns: Awaited<ReturnType<typeof startFailingDns>>;
  let stage: Stage;
  let window: Watched;
  beforeAll(async () => {
    dns = await startFailingDns();
    stage = await startStage({ WAYPOST_RESOLVER: dns.server });
    window = await stage.open('operator');
  });
  afterAll(async () => {
    await stage?.close();
    dns?.socket.close();
    expect(stage.chromium.strangers()).toEqual([]);
  });
  const ask = async (text: string, button: string) => {
    const { page } = window;
    await page.goto('/');
    await page.getByLabel(t('ask.hint')).fill(text);
    await page.getByRole('button', { name: t(button) }).click();
    await page.locator('.verdict h2').first().waitFor();
    return page.locator('.verdict h2').first();
  };

  test('the page and the list of reports tell the same number of causes, and all refusals', async () => {
    const { page } = window;
    const verdict = await ask(log, 'ask.do.explain');
    const said = (await verdict.textContent()) ?? '';
    expect(said).toMatch(/^16 .* 2 /);
    for (const share of ['12 of 16', '4 of 16']) await page.getByText(share).first().waitFor();
    await page.goto('/reports');
    await page.getByText(said).first().waitFor();
  });

  test('where DNS answers nothing, the answer is not green, and says how much could not be checked', async () => {
    const { page } = window;
    const verdict = await ask('example.org', 'ask.do.audit');
    expect(await verdict.textContent()).toMatch(/\d+ checks could not be made/);
    expect(await page.locator('.verdict.unknown').count()).toBe(1);
    expect(await page.locator('.verdict.good').count()).toBe(0);
  });
});
