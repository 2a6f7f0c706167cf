/** Paths, patterns, and where a sign-in may lead. */
import { describe, expect, test } from 'vitest';
import { matchPath, safeReturn, signInTo } from './match.ts';

describe('matchPath', () => {
  test.each([
    ['/', '/', {}],
    ['/reports', '/reports/', {}],
    ['/reports/:id', '/reports/0198', { id: '0198' }],
    ['/lists/:about/:zone', '/lists/192.0.2.7/zen.example', { about: '192.0.2.7', zone: 'zen.example' }],
    ['/domains/:name', '/domains/b%C3%BCcher.example', { name: 'bücher.example' }],
    ['/reports/:id', '/reports', undefined],
    ['/reports/:id', '/reports/1/2', undefined],
    ['/reports/compare', '/reports/0198', undefined],
    ['/reports/:id', '/reports/%zz', undefined],
  ])('%s and %s', (pattern, path, expected) => {
    expect(matchPath(pattern, path)).toEqual(expected);
  });

  test('a path of very many segments matches nothing', () => {
    const path = '/a'.repeat(100_000);
    expect(matchPath(path.replaceAll('a', ':b'), path)).toBeUndefined();
  });
});

describe('safeReturn leads to this server alone', () => {
  test.each([
    ['/reports?kind=audit', '/reports?kind=audit'],
    [null, '/'],
    ['', '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/a\\..\\b', '/'],
    ['/\t/evil.example', '/'],
    ['javascript:alert(1)', '/'],
  ])('%j', (given, expected) => {
    expect(safeReturn(given)).toBe(expected);
  });
});

test.each(['/', '/reports?kind=audit&words=a%20b'])('after the sign-in one is at %s again', (path) => {
  const { pathname, searchParams } = new URL(signInTo(path), 'http://waypost.example');
  expect([pathname, safeReturn(searchParams.get('to'))]).toEqual(['/sign-in', path]);
});
