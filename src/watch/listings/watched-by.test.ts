/** To whom an address on a list belongs. */
import { expect, test } from 'vitest';
import { watchedBy } from './watched-by.ts';

const subjects = [
  { id: 's1', name: 'b.example' },
  { id: 's2', name: 'a.example' },
  { id: 's3', name: '192.0.2.7' },
];
const abouts = [
  { subjectId: 's1', about: '192.0.2.7' },
  { subjectId: 's2', about: '192.0.2.7' },
  { subjectId: 's2', about: 'a.example' },
  { subjectId: 'gone', about: '192.0.2.7' },
];

test.each([
  ['all that ask about it, by name', 's1', '192.0.2.7', ['a.example', 'b.example']],
  ['the one that is called so first', 's3', '192.0.2.7', ['192.0.2.7', 'a.example', 'b.example']],
  ['itself alone', 's2', 'a.example', ['a.example']],
  ['whoever began, where no finding is about it', 's1', '192.0.2.8', ['b.example']],
  ['nobody any more', 'gone', '192.0.2.9', []],
])('%s', (_, subjectId, about, names) => {
  expect(watchedBy(subjects, abouts)({ subjectId, about }).map(({ name }) => name)).toEqual(names);
});
