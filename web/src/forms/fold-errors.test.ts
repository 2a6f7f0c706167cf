/** Errors of the server find their field. */
import { expect, test } from 'vitest';
import type { FieldError, Problem } from '../api/problem.ts';
import { foldErrors } from './fold-errors.ts';

const problemWith = (...errors: readonly FieldError[]): Problem => ({
  code: 'invalid',
  status: 422,
  title: '',
  errors,
});
const error = (path: string, message: string): FieldError => ({ path, message });

test.each([
  ['a field of its own', [error('name', 'm')], {}, [error('name', 'm')]],
  ['below the part of the body', [error('options.helo', 'm')], { within: 'options' }, [error('helo', 'm')]],
  [
    'another part keeps its name',
    [error('optionsX.helo', 'm')],
    { within: 'options' },
    [error('optionsX', 'm')],
  ],
  [
    'an entry of a list is named as it was written',
    [error('options.sendingIps.1', 'no IP address')],
    { within: 'options', items: { sendingIps: ['192.0.2.1', '192.0.2'] } },
    [error('sendingIps', '192.0.2: no IP address')],
  ],
  [
    'two at one field',
    [error('to.0', 'a'), error('to.1', 'b'), error('port', 'c')],
    { items: { to: ['x', 'y'] } },
    [error('to', 'x: a; y: b'), error('port', 'c')],
  ],
  ['an entry that nobody wrote', [error('to.7', 'a')], { items: { to: ['x'] } }, [error('to', 'a')]],
  ['the whole body', [error('', 'a')], {}, [error('', 'a')]],
])('%s', (_, errors, folding, expected) => {
  expect(foldErrors(problemWith(...errors), folding).errors).toEqual(expected);
});

test('sentences are said in the reader’s language; a problem without errors stays as it is', () => {
  const say = (text: string): string => text.toUpperCase();
  expect(foldErrors(problemWith(error('a', 'm')), { say }).errors).toEqual([error('a', 'M')]);
  const plain: Problem = { code: 'busy', status: 409, title: '' };
  expect(foldErrors(plain, { say })).toBe(plain);
});
