import { expect, test } from 'vitest';
import type { EngineReading } from './types.ts';
import { whileItAnswers } from './while-it-answers.ts';

const failed = (code: string): EngineReading => ({
  state: 'failed',
  engine: 'rspamd',
  server: '127.0.0.1:11333',
  code,
  why: 'x',
});

test.each([
  ['time-out', ['time-out', 'gave-up', 'gave-up'], 1],
  ['refused', ['refused', 'gave-up', 'gave-up'], 1],
  ['message-too-large', ['message-too-large', 'message-too-large', 'message-too-large'], 3],
  ['engine-error', ['engine-error', 'engine-error', 'engine-error'], 3],
])('%s: three messages are answered with %j', async (code, expected, asked) => {
  let count = 0;
  const ask = whileItAnswers(async () => {
    count += 1;
    return failed(code);
  });
  const readings = [];
  for (let i = 0; i < 3; i += 1) readings.push(await ask(new Uint8Array(), {}));
  expect(readings.map((reading) => (reading.state === 'failed' ? reading.code : ''))).toEqual(expected);
  expect(count).toBe(asked);
  const last = readings.at(-1);
  if (asked === 1) expect(last).toMatchObject({ engine: 'rspamd', server: '127.0.0.1:11333', why: code });
});
