import { expect, test } from 'vitest';
import { compileCacheFolder } from './compile-cache.ts';

test.each([
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/var/cache/me', HOME: '/home/me' }, '/var/cache/me/waypost/node'],
  ['the home', { HOME: '/home/me' }, '/home/me/.cache/waypost/node'],
  [
    'the home where the other is relative, which XDG calls invalid',
    { XDG_CACHE_HOME: 'tmp', HOME: '/home/me' },
    '/home/me/.cache/waypost/node',
  ],
  ['nowhere for a service without a home', {}, undefined],
])('compiled code is kept below %s', (_, environment, folder) => {
  expect(compileCacheFolder(environment)).toBe(folder);
});
