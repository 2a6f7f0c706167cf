/** Who comes late is told what was told; who comes back is told the rest. */
import { expect, test } from 'vitest';
import { JobEvents } from './job-events.ts';
import type { NumberedJobEvent } from './types.ts';

function events(): JobEvents {
  return new JobEvents(
    () => 0,
    (error) => {
      throw error;
    },
  );
}
const running = { kind: 'state', state: 'running' } as const;
const end = { kind: 'end', state: 'done', reportId: '1' } as const;

/** The numbers that a listener hears that comes after `after`. */
function heard(of: JobEvents, after: number): number[] {
  const ids: number[] = [];
  of.follow('a', after, ({ id }: NumberedJobEvent) => ids.push(id));
  return ids;
}

test.each([
  ['from the start', 0, [1, 2, 3]],
  ['behind the first', 1, [2, 3]],
  ['the end again, where a restart made the numbers mean something else', 3, [3]],
  ['all, where the number is of another process', 40, [1, 2, 3]],
])('%s', (_, after, ids) => {
  const told = events();
  told.tell('a', running);
  told.tell('a', { kind: 'progress', done: 1, total: 2 });
  told.tell('a', end);
  expect(heard(told, after)).toEqual(ids);
});

test('a job that nobody spoke of is not known', () => {
  expect(events().follow('a', 0, () => undefined)).toBeUndefined();
});
