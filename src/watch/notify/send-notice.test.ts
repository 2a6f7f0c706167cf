/** Who reads a notice has the dashboard: sentences name its fields, in mail and in webhooks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadData } from '../../main/load-data.ts';
import { catalogueOf } from '../../main/services.ts';
import type { Alert, NotificationTarget } from '../../store/alerts/types.ts';
import type { Notice } from './notice.ts';
import { sendNotice } from './send-notice.ts';
import { type MailSink, startMailSink } from './testing.ts';

const texts = catalogueOf(loadData(), 'en', 'every');
let sink: MailSink;
beforeAll(async () => {
  sink = await startMailSink();
});
afterAll(() => sink.close());

test('a sentence that carries every way comes as a page says it', async () => {
  const todo = `Publish it; the change plan${texts.ui('way.plan-aside')} holds it. Or name ${texts.ui('way.sending-ip')}.`;
  const at = '2026-11-26T10:00:00.000Z';
  const alert = {
    id: 'a1',
    key: 'k',
    about: 'example.org',
    severity: 'error',
    state: 'open',
    title: 'One fault',
    turn: '',
    openedAt: at,
    finding: { todo },
  } as unknown as Alert;
  const notice: Notice = {
    id: 'n1',
    event: 'opened',
    at,
    entries: [{ event: 'opened', alert }],
    target: { name: 'mail', leastSeverity: 'notice' },
    origin: 'https://waypost.example.org',
  };
  const target = {
    id: 't1',
    kind: 'email',
    settings: {
      host: '127.0.0.1',
      port: sink.port,
      security: 'none',
      from: 'w@example.org',
      to: ['a@example.org'],
    },
  } as unknown as NotificationTarget;
  const result = await sendNotice(target, notice, texts, true, {
    store: { secrets: { open: async () => undefined } } as never,
    lookupHost: (async () => ['127.0.0.1']) as never,
    nowMs: () => Date.parse(at),
  });
  expect(result).toMatchObject({ isSent: true });
  const [mail = ''] = sink.messages;
  const said = mail
    .replaceAll(/=\r?\n/g, '')
    .replaceAll('=E2=80=9C', '“')
    .replaceAll('=E2=80=9D', '”');
  expect(said).toContain('the change plan holds it');
  expect(said).toContain('“IP addresses that send”');
  expect(said).not.toMatch(/--plan|--sending-ip|=EF=B7/);
});
