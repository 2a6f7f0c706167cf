import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../base/clock.ts';
import type { Alert, NotificationTarget } from '../../store/alerts/types.ts';
import { openSettings } from '../settings/settings.ts';
import { type SetClock, setClock, type TestStore, testLists, testStore } from '../testing.ts';
import type { Notice } from './notice.ts';
import { isToBeTold, type Outbox, openOutbox, retryTime } from './outbox.ts';
import { notSent, type SendResult } from './send-result.ts';

const minute = 60_000;
let clock: SetClock;
let opened: TestStore;
let outbox: Outbox;
let sent: { readonly target: string; readonly notice: Notice }[];
let result: (target: NotificationTarget) => SendResult;
let told: string[];

beforeEach(async () => {
  clock = setClock();
  opened = await testStore(clock);
  sent = [];
  told = [];
  result = () => ({ isSent: true, reply: '250 ok' });
  const { store } = opened;
  outbox = openOutbox({
    store,
    clock,
    settings: openSettings({ store, clock, lists: testLists }),
    send: (target, notice) => {
      sent.push({ target: target.name, notice });
      return Promise.resolve(result(target));
    },
    sayProblem: ({ message }) => Promise.resolve({ lastProblem: message }),
    origin: () => 'https://waypost.example.org',
    failing: (target) => {
      told.push(`${target.name} fails`);
      return Promise.resolve();
    },
    works: (target) => {
      told.push(`${target.name} works`);
      return Promise.resolve();
    },
  });
});
afterEach(() => opened.end());

const addTarget = (name: string, more: Partial<NotificationTarget> = {}) =>
  opened.store.targets.add({
    kind: 'webhook',
    name,
    settings: {},
    leastSeverity: 'error',
    isEnabled: true,
    createdAt: instantOf(clock.nowMs()),
    ...more,
  });

const raise = async (key: string, severity: Alert['severity'] = 'critical'): Promise<Alert> => {
  const { alert } = await opened.store.alerts.raise(
    { key, about: 'example.org', severity, title: key, finding: {}, turn: '' },
    instantOf(clock.nowMs()),
  );
  await outbox.add('opened', alert);
  return alert;
};

/** Rounds every two seconds, as in the house. */
const pass = async (milliseconds: number): Promise<void> => {
  for (let left = milliseconds; left > 0; left -= 2000) {
    clock.pass(2000);
    await outbox.tick();
  }
};

describe('who is told', () => {
  const at = (hour: number): string => instantOf(Date.UTC(2026, 10, 1, hour));
  const target: NotificationTarget = {
    id: 't',
    kind: 'webhook',
    name: 'hook',
    settings: {},
    leastSeverity: 'error',
    isEnabled: true,
    createdAt: at(0),
    version: 1,
  };
  const alert: Alert = {
    id: 'a',
    key: 's|spf/x',
    about: 'example.org',
    severity: 'error',
    state: 'open',
    title: 'x',
    finding: {},
    turn: '',
    openedAt: at(1),
    lastSeenAt: at(1),
    version: 1,
  };
  test.each<readonly [string, Partial<NotificationTarget>, 'opened' | 'closed', Partial<Alert>, boolean]>([
    ['as heavy as asked for', {}, 'opened', {}, true],
    ['heavier', {}, 'opened', { severity: 'critical' }, true],
    ['lighter', {}, 'opened', { severity: 'warning' }, false],
    ['turned off', { isEnabled: false }, 'opened', {}, false],
    ['muted', {}, 'opened', { mutedUntil: at(3) }, false],
    ['muted in the past', {}, 'opened', { mutedUntil: at(1) }, true],
    ['acknowledged: its end is told all the same', {}, 'closed', { acknowledgedAt: at(1) }, true],
    ['the end of what it was not told of', { createdAt: at(2) }, 'closed', {}, false],
    ['of its own failing', {}, 'opened', { key: 'notifications|t' }, false],
    ['of another’s failing', {}, 'opened', { key: 'notifications|u' }, true],
  ])('%s: %s %s', (_, more, event, its, isTold) => {
    expect(isToBeTold({ ...target, ...more }, event, { ...alert, ...its }, at(2))).toBe(isTold);
  });
});

test('a message goes out once, a moment after the alert', async () => {
  await addTarget('hook');
  const alert = await raise('a');
  expect(await outbox.tick()).toBe(0);
  await pass(10_000);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.notice).toMatchObject({ event: 'opened', entries: [{ alert: { id: alert.id } }] });
  expect(
    await opened.store.deliveries.listOf((await opened.store.targets.list())[0]?.id ?? '', 10),
  ).toMatchObject([{ state: 'sent', attempts: 1 }]);
});

test('what was queued before a stop goes out after it', async () => {
  await addTarget('hook');
  await raise('a');
  clock.pass(24 * 60 * minute);
  expect(await outbox.tick()).toBe(1);
});

describe('a storm', () => {
  test('of more than five alerts in a minute is one message', async () => {
    await addTarget('hook');
    for (let place = 0; place < 40; place += 1) await raise(`a${place}`);
    await pass(4 * minute);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.notice).toMatchObject({ event: 'bundle' });
    expect(sent[0]?.notice.entries).toHaveLength(40);
  });

  test('of alerts that trickle in: never more than five messages in any minute, nothing lost', async () => {
    await addTarget('hook');
    const times: number[] = [];
    const send = result;
    result = (target) => {
      times.push(clock.nowMs());
      return send(target);
    };
    for (let place = 0; place < 60; place += 1) {
      await raise(`a${place}`);
      await pass(2000);
    }
    await pass(3 * minute);
    for (const time of times)
      expect(times.filter((other) => other >= time && other < time + minute).length).toBeLessThanOrEqual(5);
    expect(sent.flatMap(({ notice }) => notice.entries)).toHaveLength(60);
    expect(sent.length).toBeLessThanOrEqual(15);
  });

  test('three at once are three messages', async () => {
    await addTarget('hook');
    for (const key of ['a', 'b', 'c']) await raise(key);
    await pass(minute);
    expect(sent.map(({ notice }) => notice.event)).toEqual(['opened', 'opened', 'opened']);
  });
});

describe('a target that fails', () => {
  test('is tried again for a day at growing distances, then given up', async () => {
    const { id } = await addTarget('hook');
    await raise('a');
    const times: number[] = [];
    result = () => {
      times.push(clock.nowMs());
      return notSent('status', 'The webhook answered 500.');
    };
    const began = clock.nowMs();
    for (let round = 0; round < 26 * 60; round += 1) {
      clock.pass(minute);
      await outbox.tick();
    }
    const minutes = times.map((time) => Math.round((time - began) / minute));
    expect(minutes.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
    expect(minutes.at(-1)).toBeGreaterThanOrEqual(24 * 60);
    expect(times.length).toBeLessThan(25);
    expect(await opened.store.deliveries.listOf(id, 1)).toMatchObject([
      { state: 'given-up', lastProblem: 'The webhook answered 500.' },
    ]);
  });

  test('the same id on every attempt', async () => {
    await addTarget('hook');
    await raise('a');
    result = () => notSent('status', '500');
    await pass(5 * minute);
    expect(sent.length).toBeGreaterThan(2);
    expect(new Set(sent.map(({ notice }) => notice.id)).size).toBe(1);
  });

  test('after five failures somebody is told, and again when it works', async () => {
    await addTarget('hook');
    await raise('a');
    result = () => notSent('status', '500');
    await pass(10 * minute);
    expect(told).toEqual([]);
    await pass(10 * minute);
    expect(told).toEqual(['hook fails']);
    result = () => ({ isSent: true, reply: 'ok' });
    await pass(20 * minute);
    expect(told.at(-1)).toBe('hook works');
  });

  test('is not asked once more for each message that waits', async () => {
    await addTarget('hook');
    for (const key of ['a', 'b', 'c', 'd']) await raise(key);
    result = () => notSent('refused', 'closed');
    clock.pass(5000);
    await outbox.tick();
    expect(sent).toHaveLength(1);
  });

  test('holds up no other target', async () => {
    await addTarget('broken');
    await addTarget('sound');
    await raise('a');
    result = ({ name }) => (name === 'broken' ? notSent('status', '500') : { isSent: true, reply: 'ok' });
    await pass(10_000);
    expect(sent.map(({ target }) => target).toSorted()).toEqual(['broken', 'sound']);
  });

  test('turned off or removed, what waits for it is given up', async () => {
    const { id } = await addTarget('hook');
    await raise('a');
    await opened.store.targets.change(id, 1, { isEnabled: false });
    await pass(10_000);
    expect(sent).toEqual([]);
    expect(await opened.store.deliveries.listOf(id, 1)).toMatchObject([{ state: 'given-up' }]);
  });
});

test('muted after it was queued: nothing is sent', async () => {
  await addTarget('hook');
  const { id } = await raise('a');
  await opened.store.alerts.change(id, 1, { mutedUntil: instantOf(clock.nowMs() + 60 * minute) });
  await pass(minute);
  expect(sent).toEqual([]);
});

test.each([
  [1, 1],
  [2, 2],
  [5, 16],
  [8, 120],
  [100, 120],
])('after %i attempts the next comes in %i minutes', (attempts, minutes) => {
  expect(Date.parse(retryTime(attempts, 0)) / minute).toBe(minutes);
});
