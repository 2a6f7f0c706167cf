import { expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { catalogueOf, languagesOf } from '../main/services.ts';
import { type InputProblem, type Source, SourceProblems } from './input-problems.ts';

const data = readDataFolder('data');
const english = catalogueOf(data, 'en');

const file = (name: string, folder?: string): Source => ({
  name,
  kind: 'file',
  ...(folder !== undefined && { folder }),
});
const text: Source = { name: 'text', kind: 'text' };
const binary: InputProblem = { code: 'binary' };

type Step = readonly [source: Source, problem?: InputProblem];

function linesOf(steps: readonly Step[], texts = english): readonly string[] {
  const problems = new SourceProblems();
  for (const [source, problem] of steps)
    if (problem === undefined) problems.explained(source);
    else problems.add(source, problem);
  return problems.lines(texts);
}

test.each<readonly [why: string, steps: readonly Step[], says: readonly RegExp[]]>([
  ['a source that gave something', [[file('a')], [file('a'), binary]], []],
  [
    'a source that gives something later',
    [[file('a'), { code: 'nothing-refused', data: { format: 'exim' } }], [file('a')]],
    [],
  ],
  [
    'a log is called by the name of its program',
    [[file('a'), { code: 'nothing-refused', data: { format: 'postfix' } }]],
    [/^a holds Postfix log lines/],
  ],
  [
    'a source of which no piece gives anything',
    [
      [file('a'), binary],
      [file('a'), binary],
    ],
    [/^a is binary/],
  ],
  [
    'two files',
    [
      [file('a'), binary],
      [file('b'), { code: 'empty' }],
    ],
    [/^a is binary/, /^b is empty/],
  ],
  [
    'two files with the same fault',
    [
      [file('a'), binary],
      [file('b'), binary],
    ],
    [/^2 files are binary.*: a, b\./],
  ],
  [
    'files of a folder',
    [[file('box/a', 'box'), binary], [file('box/b', 'box')], [file('box/c/d', 'box'), binary]],
    [/^2 files of box are binary.*: a, c\/d\./],
  ],
  ['words on the command line', [[text, { code: 'no-reply-in-text' }]], [/^This text holds no SMTP reply/]],
  [
    'what broke while it was read',
    [[file('a')], [file('a'), { code: 'unreadable', data: { why: 'EIO' } }]],
    [/^a cannot be read: EIO/],
  ],
  [
    'a message among others that breaks off',
    [[file('m')], [file('m'), { code: 'cut' }]],
    [/^m: one of its messages/],
  ],
  [
    'two of them',
    [
      [file('m'), { code: 'cut' }],
      [file('m'), { code: 'cut' }],
    ],
    [/^m: 2 of its messages/],
  ],
  ['a message that is the whole file', [[file('m'), { code: 'cut' }]], [/^m breaks off/]],
])('%s', (_, steps, says) => {
  const lines = linesOf(steps);
  expect(lines.length, lines.join('\n')).toBe(says.length);
  for (const [i, line] of lines.entries()) expect(line).toMatch(says[i] ?? /./);
});

test('of many files ten are named and the rest is counted', () => {
  const steps = Array.from({ length: 25 }, (_, i): Step => [file(`f${i}`, 'box'), binary]);
  expect(linesOf(steps)).toEqual([expect.stringMatching(/^25 files of box .* f9, and 15 more\.$/)]);
});

test.each(languagesOf(data))('%s: every problem is said whole of one source and of many', (language) => {
  const texts = catalogueOf(data, language);
  const codes = Object.keys(data[`texts/${language}/ui.toml`] ?? {})
    .filter((key) => key.startsWith('problem.') && key !== 'problem.more')
    .map((key) => key.slice('problem.'.length));
  expect(codes.length).toBeGreaterThan(10);
  const said = { format: 'exim', seconds: 30, why: 'EIO' };
  for (const code of codes)
    for (const names of [['a'], ['a', 'b']]) {
      const lines = linesOf(
        names.map((name): Step => [file(name), { code, data: said }]),
        texts,
      );
      for (const line of lines) expect(line, code).toMatch(/\b[ab]\b.*[.O]$/);
    }
});
