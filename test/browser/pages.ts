/** Every page of the dashboard with something on it. Test support, and of `npm run figures:browser`. */
import type { Page } from 'playwright-core';
import { bounce, newsletter } from './mails.ts';
import type { Stage } from './stage.ts';

/** Those that need somebody who is signed in. */
export const pages = [
  'ask',
  'reports',
  'explained',
  'audited',
  'compare',
  'messages',
  'message',
  'variants',
  'domains',
  'domain',
  'changes',
  'plan',
  'watching',
  'lists',
  'alerts',
  'closedAlerts',
  'targets',
  'account',
  'tokens',
  'people',
  'server',
  'listKeys',
  'log',
  'missing',
] as const;

interface Asked {
  readonly reportId: string;
}
interface Made {
  readonly id: string;
}

/** Puts something on every page; answers where each is. Those without a sign-in are 'signIn', 'public', 'shared'. */
export async function fillPages({ api }: Stage): Promise<Readonly<Record<string, string>>> {
  const options = {};
  const first = await api<Asked>('POST', '/explain', { input: bounce, options });
  const second = await api<Asked>('POST', '/explain', {
    input: `${bounce}\r\n550 5.1.1 no such user`,
    options,
  });
  const message = await api<Asked>('POST', '/check', { input: newsletter, options });
  const audit = await api<Asked>('POST', '/audit', {
    input: 'example.org',
    options: { connect: false, lists: false },
  });
  const subject = await api<Made>('POST', '/subjects', {
    name: 'example.org',
    everyHours: 0,
    options: { connect: false },
  });
  await api('POST', '/targets', {
    kind: 'email',
    name: 'operations',
    settings: { host: '127.0.0.1', port: 25, security: 'none', from: 'a@example.org', to: ['b@example.org'] },
  });
  await api('POST', '/tokens', { name: 'a script', scopes: ['read'], days: 30 });
  const { url } = await api<{ readonly url: string }>('POST', `/reports/${first.reportId}/shares`, {
    days: 1,
  });
  return {
    ask: '/',
    reports: '/reports',
    explained: `/reports/${first.reportId}`,
    audited: `/reports/${audit.reportId}`,
    compare: `/reports/compare?a=${first.reportId}&b=${second.reportId}`,
    messages: '/messages',
    message: `/messages/${message.reportId}`,
    variants: `/messages/variants?ids=${message.reportId},${message.reportId}`,
    domains: '/domains',
    domain: `/domains/${subject.id}`,
    changes: `/domains/${subject.id}?view=changes`,
    plan: `/domains/${subject.id}?view=plan`,
    watching: `/domains/${subject.id}?view=watching`,
    lists: '/lists',
    alerts: '/alerts',
    closedAlerts: '/alerts?state=closed',
    targets: '/alerts/targets',
    account: '/settings',
    tokens: '/settings/tokens',
    people: '/settings/people',
    server: '/settings/server',
    listKeys: '/settings/lists',
    log: '/settings/log',
    missing: '/no/such/page',
    signIn: '/sign-in',
    public: '/public',
    shared: new URL(url, 'http://127.0.0.1').pathname,
  };
}

/** Until what the page asked for is there. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.locator('main .busy').first().waitFor({ state: 'detached' });
}
