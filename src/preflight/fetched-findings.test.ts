import { expect, test } from 'vitest';
import { mailOf, mailTables } from '../checks/message/links/testing.ts';
import type { Hop } from '../gather/links/index.ts';
import { readMailView } from '../wire/mail-view/index.ts';
import { fetchedFindings } from './fetched-findings.ts';

const asked: string[] = [];
const hop: Hop = async (url, { method }) => {
  asked.push(`${method} ${url.href}`);
  const status = url.pathname === '/gone' ? 404 : 200;
  return {
    state: 'answered',
    status,
    contentType: 'text/html',
    body: Buffer.from('You have been unsubscribed'),
  };
};
const view = readMailView(
  mailOf(
    '<a href="https://example.org/gone">a</a><img src="https://example.org/x.png"><a href="https://example.org/unsubscribe/1">Unsubscribe</a>',
    'html',
    ['List-Unsubscribe: <https://example.org/u/1>'],
  ),
);
const subject = { kind: 'message', name: 'x' } as const;
const said = async (probe?: 'get'): Promise<readonly string[]> => {
  const words = mailTables().unsubscribeWords;
  const found = await fetchedFindings(
    { view, subject },
    { hop, fetches: true, ...(probe !== undefined && { probe: { mode: probe, words } }) },
  );
  return found.map(({ check, outcome, message }) => `${check} ${outcome} ${message}`);
};

test('links are opened, what unsubscribes is not, pictures neither', async () => {
  expect(await said()).toEqual(['links/alive fail gone']);
  expect(asked).toEqual(['HEAD https://example.org/gone', 'GET https://example.org/gone']);
});

test('the unsubscribe address is asked only where it is asked for', async () => {
  asked.length = 0;
  expect(await said('get')).toEqual(['links/alive fail gone', 'unsubscribe/probe fail get-unsubscribes']);
  expect(asked.filter((line) => line.includes('/u/1'))).toEqual(['GET https://example.org/u/1']);
});

test('the unsubscribe address alone', async () => {
  asked.length = 0;
  const probe = { mode: 'get', words: mailTables().unsubscribeWords } as const;
  const found = await fetchedFindings({ view, subject }, { hop, fetches: false, probe });
  expect(found.map(({ message }) => message)).toEqual(['get-unsubscribes']);
  expect(asked).toEqual(['GET https://example.org/u/1']);
});
