/** The example of docs/webhooks.md is what receivers copy: it is run here as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setClock, testTexts } from '../testing.ts';
import { noticeJson, writeNotice } from './notice.ts';
import { newSecret, signBody } from './signature.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/webhooks.md'), 'utf8');
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

interface Example {
  readonly isFromWaypost: (key: string, header: string | undefined, body: string, now?: number) => boolean;
}
const { isFromWaypost } = (await import(
  `data:text/javascript;base64,${Buffer.from(example).toString('base64')}`
)) as Example;

describe('the example that verifies', () => {
  const key = newSecret();
  const body = '{"summary":"Größe"}';
  const now = 1_795_687_200;
  const header = signBody(key, now, body);
  test.each([
    ['ours', key, header, body, now, true],
    ['ours, four minutes later', key, header, body, now + 240, true],
    ['too old', key, header, body, now + 301, false],
    ['from the future', key, header, body, now - 301, false],
    ['another key', newSecret(), header, body, now, false],
    ['another body', key, header, `${body} `, now, false],
    ['another time', key, header.replace(/\d+/, String(now + 1)), body, now, false],
    ['no header', key, undefined, body, now, false],
    ['a strange header', key, 'v1=00', body, now, false],
    ['a short signature', key, `t=${now},v1=00`, body, now, false],
  ])('%s', (_, its, given, text, at, isOurs) => {
    expect(isFromWaypost(its, given, text, at)).toBe(isOurs);
  });
});

test('the body has the members that the page names, and no other', () => {
  const at = '2026-11-26T10:00:00.000Z';
  const alert = {
    id: 'a',
    key: 's|k',
    subjectId: 's',
    about: 'example.org',
    severity: 'critical',
    state: 'closed',
    title: 'x',
    finding: {},
    turn: 'your turn',
    reportId: 'r',
    openedAt: at,
    lastSeenAt: at,
    closedAt: at,
    version: 1,
  } as const;
  const notice = {
    id: 'd',
    event: 'closed',
    at: new Date(setClock().nowMs()).toISOString(),
    entries: [{ event: 'closed', alert }],
    target: { name: 'hook', leastSeverity: 'error' },
    origin: 'https://waypost.example.org',
  } as const;
  const json = noticeJson(notice, writeNotice(notice, testTexts('en'))) as { alerts: readonly object[] };
  const members = (text: string): readonly string[] =>
    [...text.matchAll(/"([a-zA-Z]+)":/g)].flatMap(([, name]) => name ?? []);
  const [, outer = '', inner = ''] = /```jsonc\n([\s\S]*?)"alerts": \[\{([\s\S]*?)```/.exec(page) ?? [];
  expect([...members(outer), 'alerts']).toEqual(Object.keys(json));
  const ofFinding = members(/"finding": \{(.*)\}/.exec(inner)?.[1] ?? '');
  expect(
    members(inner)
      .filter((name) => !ofFinding.includes(name))
      .toSorted(),
  ).toEqual(Object.keys(json.alerts[0] ?? {}).toSorted());
});
