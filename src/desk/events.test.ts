import { expect, test } from 'vitest';
import { AskEvents } from './events.ts';
import type { AskEvent } from './types.ts';

const line = (label: string) => ({ mark: 'fail', word: 'fail', label, detail: 'd' }) as const;

test('a line is told once, notes never, and nothing after the end', () => {
  const told: AskEvent[] = [];
  const events = new AskEvents((event) => told.push(event));
  events.line({ ...line('a'), elapsedMs: 3 });
  events.line(line('a'));
  events.line({ ...line('b'), mark: 'note' });
  events.line({ ...line('c'), mark: 'pass' });
  events.end();
  events.line(line('d'));
  events.more(1);
  expect(told).toEqual([
    { kind: 'evidence', state: 'bad', result: 'fail', question: 'a', answer: 'd', ms: 3 },
    { kind: 'evidence', state: 'good', result: 'fail', question: 'c', answer: 'd' },
  ]);
});

test('no more than 500 lines, and a progress that never runs past its total', () => {
  const told: AskEvent[] = [];
  const events = new AskEvents((event) => told.push(event));
  for (let n = 0; n < 600; n++) events.line(line(String(n)));
  expect(told).toHaveLength(500);
  events.more(2);
  events.did(5);
  expect(told.at(-1)).toEqual({ kind: 'progress', done: 2, total: 2 });
});

test('a check that stumbles over a part is told of and ends nothing; unwatched, no line is made', () => {
  const faults: unknown[] = [];
  const told: AskEvent[] = [];
  const events = new AskEvents(
    (event) => told.push(event),
    (fault) => faults.push(fault),
  );
  const broken = (): never => {
    throw new Error('a bug');
  };
  events.lines(broken);
  events.lines(() => [line('a')]);
  expect([faults.length, told.length]).toEqual([1, 1]);
  new AskEvents(undefined, (fault) => faults.push(fault)).lines(broken);
  expect(faults).toHaveLength(1);
});
