import { describe, expect, test } from 'vitest';
import { createDesk } from './desk.ts';
import { createRoom } from './room.ts';
import type { DeskTools } from './tools.ts';

const limits = { maxBytes: 100, smallBytes: 10 };
const never = new AbortController().signal;

/** Whether it came in within the next turns. */
async function isIn(entering: Promise<unknown>): Promise<boolean> {
  const later = new Promise((resolve) => setImmediate(() => resolve('later')));
  return (await Promise.race([entering, later])) !== 'later';
}

describe('the room for input', () => {
  test('what is small passes however full it is', async () => {
    const room = createRoom(limits);
    await room.enter(100, never);
    expect(await isIn(room.enter(10, never))).toBe(true);
    expect(room.counts()).toEqual({ bytes: 100, waiting: 0 });
  });

  test('large ones come in as far as they fit, in their order, each when another leaves', async () => {
    const room = createRoom(limits);
    const first = await room.enter(60, never);
    const second = await room.enter(40, never);
    const third = room.enter(50, never);
    const fourth = room.enter(20, never);
    second?.();
    second?.();
    // 40 are free; the third came before the fourth, which would fit.
    expect([await isIn(third), await isIn(fourth)]).toEqual([false, false]);
    first?.();
    expect([await isIn(third), await isIn(fourth)]).toEqual([true, true]);
    expect(room.counts()).toEqual({ bytes: 70, waiting: 0 });
  });

  test('what is larger than the room comes in alone', async () => {
    const room = createRoom(limits);
    const leave = await room.enter(500, never);
    const next = room.enter(11, never);
    expect(await isIn(next)).toBe(false);
    leave?.();
    expect(await isIn(next)).toBe(true);
  });

  test('who stops waiting makes way for those behind', async () => {
    const room = createRoom(limits);
    const stop = new AbortController();
    await room.enter(60, never);
    const large = room.enter(90, stop.signal);
    const fitting = room.enter(30, never);
    stop.abort();
    expect([await large, await isIn(fitting)]).toEqual([undefined, true]);
    expect(await room.enter(20, stop.signal)).toBe(undefined);
    expect(room.counts()).toEqual({ bytes: 90, waiting: 0 });
  });
});

describe('a desk with a full room', () => {
  /** Nothing of it is used by an ask of too many files. */
  const tools = { languages: ['en'], textsIn: () => ({}) } as unknown as DeskTools;
  const ask = {
    kind: 'explain',
    input: new Uint8Array(30),
    files: Array.from({ length: 1001 }, () => ({ name: 'a', input: new Uint8Array(1) })),
    options: { message: 'x'.repeat(20) },
  } as const;

  test('lets an ask wait for all that it holds, and out again', async () => {
    const room = createRoom({ maxBytes: 2000, smallBytes: 0 });
    const desk = createDesk(tools, undefined, room);
    const leave = await room.enter(1000, never);
    const asked = desk.ask(ask);
    expect([await isIn(asked), room.counts()]).toEqual([false, { bytes: 1000, waiting: 1 }]);
    leave?.();
    expect(await asked).toMatchObject({ problem: { code: 'too-many-files' } });
    expect(room.counts()).toEqual({ bytes: 0, waiting: 0 });
  });

  test('ends the waiting of an ask that is called off', async () => {
    const room = createRoom({ maxBytes: 2000, smallBytes: 0 });
    const stop = new AbortController();
    await room.enter(2000, never);
    const asked = createDesk(tools, undefined, room).ask(ask, { signal: stop.signal });
    stop.abort();
    expect(await asked).toMatchObject({ problem: { code: 'cancelled' } });
    expect(room.counts()).toEqual({ bytes: 2000, waiting: 0 });
  });
});
