/** Settings and the keys of lists, on a real store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStage, type WatchStage } from '../schedule/testing.ts';

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

test('hold defaults until they are set, and say which version they are', async () => {
  expect(await stage.watch.settings.get('retention')).toMatchObject({
    version: 0,
    value: { reportDays: 365 },
  });
  const put = await stage.watch.settings.put('retention', 0, { reportDays: 30 });
  expect(put).toMatchObject({
    value: { ok: true, value: { version: 1, value: { reportDays: 30, historyDays: 730 } } },
  });
  expect(await stage.watch.settings.put('retention', 0, { reportDays: 10 })).toMatchObject({
    value: { ok: false, problem: { code: 'changed-elsewhere', version: 1 } },
  });
});

test.each([
  ['retention', { reportDays: -1 }, 'reportDays'],
  ['retention', { days: 1 }, ''],
  ['resolver', { server: '192.0.2.1:99999' }, 'server'],
  ['schedule', { maxAtOnce: 0 }, 'maxAtOnce'],
  ['schedule', { everyHours: 'often' }, 'everyHours'],
  ['public-page', { notice: 'x'.repeat(1001) }, 'notice'],
  ['alerts', { leastSeverity: 'bad' }, 'leastSeverity'],
  ['alerts', [], ''],
] as const)('%s %j is refused at %j', async (key, value, path) => {
  expect(await stage.watch.settings.put(key, 0, value)).toMatchObject({
    ok: false,
    problem: { code: 'invalid', data: { errors: [{ path }] } },
  });
});

test('what a former version stored and no longer fits is left out, the rest holds', async () => {
  await stage.store.settings.put(
    'schedule',
    0,
    { maxAtOnce: 99, everyHours: 12, gone: true },
    '2026-11-01T00:00:00.000Z',
  );
  expect((await stage.watch.settings.get('schedule')).value).toMatchObject({ maxAtOnce: 2, everyHours: 12 });
});

test('whoever depends on one is told', async () => {
  const told: string[] = [];
  stage.watch.settings.onChange((key) => told.push(key));
  await stage.watch.settings.put('resolver', 0, { server: '192.0.2.53' });
  await stage.watch.settings.putListKey('zen.spamhaus.org', 'abcdefghijklmnop');
  expect(told).toEqual(['resolver', 'list-keys']);
});

test('lists that need a key take one, sealed and never told again', async () => {
  expect(await stage.watch.settings.putListKey('zen.spamhaus.org', 'abcdefghijklmnop')).toMatchObject({
    ok: true,
  });
  expect(await stage.watch.settings.openListKeys()).toEqual({ 'zen.spamhaus.org': 'abcdefghijklmnop' });
  const keys = await stage.watch.settings.listKeys();
  expect(keys.filter(({ hasKey }) => hasKey).map((one) => one.zone)).toEqual(['zen.spamhaus.org']);
  expect(JSON.stringify(keys)).not.toContain('abcdefghijklmnop');
  expect(await stage.watch.settings.removeListKey('zen.spamhaus.org')).toBe(true);
  expect(await stage.watch.settings.openListKeys()).toEqual({});
});

test.each([
  ['nowhere.example', 'abcdefgh', 'unknown-zone'],
  ['bl.spamcop.net', 'abcdefgh', 'no-key'],
  ['zen.spamhaus.org', 'a.b', 'bad-key'],
  ['zen.spamhaus.org', '', 'bad-key'],
])('a key of %s %j is refused: %s', async (zone, key, code) => {
  expect(await stage.watch.settings.putListKey(zone, key)).toMatchObject({ ok: false, problem: { code } });
});
