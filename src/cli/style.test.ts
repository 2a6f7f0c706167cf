import { expect, test } from 'vitest';
import { styleFor } from './style.ts';

test.each([
  [undefined, 100, 'no terminal'],
  [0, 100, 'a pseudo-terminal that was never sized'],
  [20, 40, 'too narrow to wrap at'],
  [80, 80, 'as the terminal is'],
  [300, 110, 'wider than a line is read'],
])('columns %j: wrapped at %i (%s)', (columns, width, _) => {
  expect(styleFor({ isTTY: true, columns }, {}).width).toBe(width);
});

test.each([
  [undefined, '60', 60, 'a pipe'],
  [80, '60', 80, 'a terminal knows better'],
  [undefined, 'wide', 100, 'no number'],
])('columns %j, COLUMNS=%s: wrapped at %i (%s)', (columns, COLUMNS, width, _) => {
  expect(styleFor({ columns }, { COLUMNS }).width).toBe(width);
});

test.each([
  [{ isTTY: true }, {}, undefined, true],
  [{ isTTY: false }, {}, undefined, false],
  [{ isTTY: true }, { NO_COLOR: '1' }, undefined, false],
  [{ isTTY: true }, { TERM: 'dumb' }, undefined, false],
  [{ isTTY: false }, {}, true, true],
] as const)('%j, %j, wanted %j: colours %j', (stream, environment, wants, isColoured) => {
  expect(styleFor(stream, environment, wants).bold('x') !== 'x').toBe(isColoured);
});
