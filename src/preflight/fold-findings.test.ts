import { describe, expect, test } from 'vitest';
import { messageChecks } from '../checks/index.ts';
import { mailGiven, mailOf } from '../checks/message/links/testing.ts';
import { filePart, multipart, textPartOf } from '../checks/message/testing.ts';
import type { MessageFinding } from '../findings/message-check.ts';
import { byConsequence, checkMessage } from './check-message.ts';
import { folded } from './fold-findings.ts';
import { scoreOf } from './score.ts';

const findingsOf = (html: string): readonly MessageFinding[] =>
  checkMessage(mailOf(html), mailGiven(), messageChecks).findings;

const rows = (findings: readonly MessageFinding[]): readonly string[] =>
  findings.map(({ check, message, also = [] }) =>
    [`${check} ${message}`, ...also.map((one) => `+ ${one.check} ${one.message}`)].join(' '),
  );

const linkRows = (html: string): readonly string[] =>
  rows(findingsOf(html).filter(({ outcome, check }) => outcome === 'fail' && check.startsWith('links/')));

const page = (...hrefs: readonly string[]): string =>
  hrefs.map((href) => `<p>Hello <a href="${href}">Read more</a></p>`).join('\n');

describe('one bad link is one row for each consequence that is more than a note, with the worst', () => {
  test.each([
    // Another consequence stays by itself: points of filters, and a page that nobody can open.
    [
      page('http://10.0.0.5:8080/x'),
      ['links/ip-address plain + links/port odd + links/insecure link', 'links/private-host private-address'],
    ],
    [page('http://localhost:3000/x'), ['links/private-host local + links/port odd + links/insecure link']],
    [page('javascript:x()'), ['links/target script + html/active-content script-link']],
    [page('http://example.net/x'), ['links/insecure link']],
    // What more links share is no note of one of them.
    [page('http://example.net:8080/x', 'http://example.net/y'), ['links/port odd', 'links/insecure link']],
    [page('https://example.net/x'), []],
  ])('%s', (html, expected) => {
    expect(linkRows(html)).toEqual(expected);
  });
});

test('what is folded keeps its points, its data and its class', () => {
  const { tables } = mailGiven();
  const given = findingsOf(page('http://localhost:3000/x'));
  const plain = given.flatMap(({ also = [], ...one }): readonly MessageFinding[] => [
    one,
    ...also.map((said) => ({ ...one, ...said })),
  ]);
  expect(scoreOf(given, tables?.weights ?? new Map())).toEqual(scoreOf(plain, tables?.weights ?? new Map()));
  const also = given.flatMap((one) => one.also ?? []);
  expect(also.map(({ consequence }) => consequence)).toEqual(['information', 'information']);
  expect(also[0]).toMatchObject({ data: { port: 3000 }, engineRules: [{ rule: 'WEIRD_PORT' }] });
});

test('folding again changes nothing, and what comes later is folded in', () => {
  const given = findingsOf(page('http://localhost:3000/x'));
  expect(folded(given)).toEqual(given);
  const lead = given.find(({ check }) => check === 'links/private-host');
  if (lead === undefined) throw new Error('no finding');
  const { also: _, ...bare } = lead;
  const fetched: MessageFinding = { ...bare, check: 'links/alive', message: 'not-public' };
  const [row] = rows(
    byConsequence([...given, fetched]).filter(({ check }) => check === 'links/private-host'),
  );
  expect(row).toBe(
    'links/private-host local + links/port odd + links/insecure link + links/alive not-public',
  );
});

test('of an address that is private for two checks both are one row, whatever filters give for it', () => {
  const given = findingsOf(page('http://10.0.0.5:8080/x'));
  const own = given.find(({ check }) => check === 'links/private-host');
  if (own === undefined) throw new Error('no finding');
  const fetched: MessageFinding = { ...own, check: 'links/alive', message: 'not-public' };
  expect(
    rows(
      byConsequence([...given, fetched]).filter(
        ({ outcome, check }) => outcome === 'fail' && check.startsWith('links/'),
      ),
    ),
  ).toEqual([
    'links/ip-address plain + links/port odd + links/insecure link',
    'links/private-host private-address + links/alive not-public',
  ]);
});

test('a file that was not looked into is said once, where both checks mean the same files', () => {
  const { findings } = checkMessage(
    multipart('mixed', [textPartOf('See the files.'), filePart('a.rar'), filePart('b.doc')]),
    mailGiven(),
    messageChecks,
  );
  const unseen = findings.filter(({ message }) => message === 'not-looked-into');
  expect(unseen.map(({ check, data }) => [check, data.names])).toEqual([
    ['mime/blocked-type', 'a.rar'],
    ['mime/risky-file', 'a.rar, b.doc'],
  ]);
  const one = checkMessage(
    multipart('mixed', [textPartOf('See the file.'), filePart('a.rar')]),
    mailGiven(),
    messageChecks,
  ).findings.filter(({ message }) => message === 'not-looked-into');
  expect(one.map(({ check, also = [] }) => [check, ...also.map((said) => said.check)])).toEqual([
    ['mime/blocked-type', 'mime/risky-file'],
  ]);
});

test('a header that was not read to its end is said once', () => {
  const raw = Buffer.concat([Buffer.from(`X-A: ${'x'.repeat(1_100_000)}\r\n`), mailOf('<p>x</p>')]);
  const { findings } = checkMessage(raw, mailGiven(), messageChecks);
  const cut = findings.filter(({ message }) => message === 'header-cut');
  expect(cut.map(({ check, also = [] }) => [check, also.length])).toEqual([['headers/from-present', 1]]);
});

test('HTML that could not be read whole is said once', () => {
  const unknown = findingsOf(`<p>${'<b>'.repeat(600)}x`).filter(({ outcome }) => outcome === 'unknown');
  const [first, ...others] = unknown.filter(({ message }) => message === 'nested-too-deep');
  expect(others).toEqual([]);
  expect(first?.check).toBe('html/complete');
  expect(first?.also?.length).toBeGreaterThan(5);
  expect(new Set(first?.also?.map(({ check }) => check)).size).toBe(first?.also?.length);
});
