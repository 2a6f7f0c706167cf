import { describe, expect, test } from 'vitest';
import type { ApiToken, Person } from '../store/people/types.ts';
import type { PeopleStore } from './parts.ts';
import { rememberRows } from './remembered-rows.ts';

/** A store that counts its reads, and whose reads can be held back. */
function counted() {
  let nowMs = 0;
  let reads = 0;
  let held: Promise<void> = Promise.resolve();
  const row = async <T>(value: T): Promise<T> => {
    reads += 1;
    await held;
    return value;
  };
  const write = async (): Promise<unknown> => true;
  const store = {
    tokens: {
      byHash: (hash: string) => row(hash === 'none' ? undefined : ({ id: hash } as ApiToken)),
      add: write,
      used: write,
      remove: write,
    },
    people: {
      get: (id: string) => row({ id } as Person),
      add: write,
      addFirst: write,
      change: write,
      remove: write,
    },
  } as unknown as PeopleStore;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  return {
    ...rememberRows(store, clock),
    reads: () => reads,
    pass: (ms: number) => {
      nowMs += ms;
    },
    hold: (until: Promise<void>) => {
      held = until;
    },
  };
}

describe('rows of tokens and people', () => {
  test('are read once a second', async () => {
    const { rows, reads, pass } = counted();
    await rows.tokenByHash('a');
    await rows.tokenByHash('a');
    await rows.personById('a');
    expect(reads()).toBe(2);
    pass(1000);
    await rows.tokenByHash('a');
    expect(reads()).toBe(3);
  });

  test.each([
    ['a token is taken away', (store: PeopleStore) => store.tokens.remove('a')],
    ['a person is changed', (store: PeopleStore) => store.people.change('a', 1, {})],
    ['a person is removed', (store: PeopleStore) => store.people.remove('a')],
  ])('are forgotten at once when %s', async (_, write) => {
    const { store, rows, reads } = counted();
    await rows.tokenByHash('a');
    await write(store);
    await rows.tokenByHash('a');
    expect(reads()).toBe(2);
  });

  test('that were read while something was written are not remembered', async () => {
    const { store, rows, reads, hold } = counted();
    const gate = Promise.withResolvers<void>();
    hold(gate.promise);
    const reading = rows.tokenByHash('a');
    await store.tokens.remove('a');
    gate.resolve();
    await reading;
    await rows.tokenByHash('a');
    expect(reads()).toBe(2);
  });

  test('that are not there are asked for again', async () => {
    const { rows, reads } = counted();
    await rows.tokenByHash('none');
    await rows.tokenByHash('none');
    expect(reads()).toBe(2);
  });
});
