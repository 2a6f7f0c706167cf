/** A small program is run: which of its functions are named, and what is done when it fails. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { functionsThatRan } from './functions-that-ran.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'waypost-ran-')));
afterAll(() => rmSync(folder, { recursive: true }));

const program = join(folder, 'program.cjs');
const source =
  "function one(){return 1}function two(){return 2}const read=()=>require('node:fs').readFileSync(0,'utf8');" +
  "if(process.argv[2]==='fail')throw new Error('no');if(process.argv[2]==='two')two();if(read()==='one')one();";
writeFileSync(program, source);

const textsOf = (commands: Parameters<typeof functionsThatRan>[1]): readonly string[] =>
  (functionsThatRan(program, commands).get(program) ?? [])
    .map(({ start, end }) => source.slice(start, end))
    .filter((text) => text !== source);

test('what any of the commands ran is named, and nothing else', () => {
  const [one, two] = ['function one(){return 1}', 'function two(){return 2}'];
  const read = "()=>require('node:fs').readFileSync(0,'utf8')";
  expect(new Set(textsOf([{ args: [] }]))).toEqual(new Set([read]));
  expect(new Set(textsOf([{ args: [], input: 'one' }]))).toEqual(new Set([read, one]));
  expect(new Set(textsOf([{ args: ['two'] }, { args: [], input: 'one' }]))).toEqual(
    new Set([read, one, two]),
  );
});

test('a command that fails is told', () => {
  expect(() => functionsThatRan(program, [{ args: ['fail'] }])).toThrow(
    /waypost fail ended with 1: [\s\S]*no/,
  );
});
