import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLineWriter } from './line-writer.ts';

function target() {
  const writes: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      writes.push(chunk);
      done();
    },
  });
  return { writer: createLineWriter(stream), writes, stream };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('lines of one turn go out together, in their order', async () => {
  const { writer, writes } = target();
  writer.write('a', false);
  writer.write('b', false);
  expect(writes).toEqual([]);
  await turn();
  writer.write('c', false);
  await turn();
  expect(writes).toEqual(['a\nb\n', 'c\n']);
});

test('what is urgent goes out at once, after what waits', async () => {
  const { writer, writes } = target();
  writer.write('a', false);
  writer.write('an error', true);
  await turn();
  expect(writes).toEqual(['a\nan error\n']);
});

test('much does not wait, and the end waits for nothing', () => {
  const { writer, writes } = target();
  for (let at = 0; at < 70; at += 1) writer.write('x'.repeat(1000), false);
  expect(writes.length).toBe(1);
  writer.flush();
  writer.flush();
  expect(writes.join('').length).toBe(70 * 1001);
});

test('a stream that is gone is not written to', async () => {
  const { writer, writes, stream } = target();
  stream.destroy();
  writer.write('a', true);
  await turn();
  expect(writes).toEqual([]);
});
