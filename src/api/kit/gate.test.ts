import { describe, expect, test } from 'vitest';
import { createGate } from './gate.ts';

const never = new AbortController().signal;

async function entered(result: Promise<(() => void) | string>): Promise<() => void> {
  const leave = await result;
  if (typeof leave === 'string') throw new Error(leave);
  return leave;
}

describe('a bound on work at the same time', () => {
  test('some run, some wait in order, the rest is sent away', async () => {
    const gate = createGate({ running: 1, waiting: 2, perCaller: 9 });
    const order: string[] = [];
    const first = await entered(gate.enter('a', never));
    const second = entered(gate.enter('b', never)).then((leave) => {
      order.push('b');
      return leave;
    });
    const third = entered(gate.enter('c', never)).then((leave) => {
      order.push('c');
      return leave;
    });
    expect(await gate.enter('d', never)).toBe('full');
    expect(gate.counts()).toEqual({ running: 1, waiting: 2 });
    first();
    first();
    (await second)();
    (await third)();
    expect(order).toEqual(['b', 'c']);
    expect(gate.counts()).toEqual({ running: 0, waiting: 0 });
  });

  test('one caller does not take all places', async () => {
    const gate = createGate({ running: 2, waiting: 2, perCaller: 1 });
    const leave = await entered(gate.enter('a', never));
    expect(await gate.enter('a', never)).toBe('yours');
    (await entered(gate.enter('b', never)))();
    leave();
    (await entered(gate.enter('a', never)))();
  });

  test('who goes away while waiting gives the place free', async () => {
    const gate = createGate({ running: 1, waiting: 1, perCaller: 1 });
    const leave = await entered(gate.enter('a', never));
    const gone = new AbortController();
    const waiting = gate.enter('b', gone.signal);
    gone.abort();
    expect(await waiting).toBe('gone');
    expect(gate.counts()).toEqual({ running: 1, waiting: 0 });
    const next = entered(gate.enter('b', never));
    leave();
    (await next)();
    expect(await gate.enter('c', gone.signal)).toBe('gone');
  });
});
