import { expect, test } from 'vitest';
import { limitAsk } from './ask-limit.ts';
import { endOf } from './outcome.ts';

test('an ask ends when its time is over', async () => {
  const { signal } = limitAsk(5, []);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(endOf(signal).code).toBe('time-out');
});

test('an ask ends when one of the signals does, also before it began', () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const limit = limitAsk(60_000, [first.signal, second.signal]);
  second.abort();
  expect([limit.signal.aborted, endOf(limit.signal).code]).toEqual([true, 'cancelled']);
  limit.release();
  expect(limitAsk(60_000, [first.signal, second.signal]).signal.aborted).toBe(true);
});

test('what was released does not end any more', async () => {
  const other = new AbortController();
  const limit = limitAsk(5, [other.signal]);
  limit.release();
  other.abort();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(limit.signal.aborted).toBe(false);
});
