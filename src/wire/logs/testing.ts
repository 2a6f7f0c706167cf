/** Checks lines of logs as the tests of each format do. Test support. */
import { expect, test } from 'vitest';
import { readLog, recogniseLog } from './recognise.ts';
import type { LogEvent, LogFormat } from './types.ts';

type Case = readonly [title: string, log: string, expected: Partial<LogEvent>];

/** Every event of a log. */
export const events = (text: string): readonly LogEvent[] => [...readLog(text)];
/** The last event of a log. */
export const last = (text: string): LogEvent | undefined => events(text).at(-1);

/** What Postfix writes before `dsn=`. */
export const PF =
  'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0/1';
/** Time and queue id of a line of Exim. */
export const EX = '2024-05-01 10:00:00 1qabcd-0001Ab-2C';

/** A test for each case: the format is recognised, and the last event says what is expected. */
export function check(format: LogFormat, cases: readonly Case[]): void {
  test.each(cases)('%s', (_, log, expected) => {
    expect(recogniseLog(log)).toBe(format);
    expect(last(log)).toMatchObject({ format, ...expected });
  });
}
