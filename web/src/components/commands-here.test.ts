/** Commands of ours and of others, for who has the server and for strangers. */
import { expect, test } from 'vitest';
import { commandsHere } from './commands-here.ts';

const audit = 'waypost audit example.org --plan';
const dig = 'dig +short MX example.org';

test.each([
  [
    'who may ask the server',
    'https://waypost.example.org',
    [`${audit} --server https://waypost.example.org`, dig],
  ],
  ['a stranger', undefined, [dig]],
])('%s', (_, server, expected) => {
  expect(commandsHere([audit, dig], server)).toEqual(expected);
});
