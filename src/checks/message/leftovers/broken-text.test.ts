import { expect, test } from 'vitest';
import { mailOf, saidOf } from '../links/testing.ts';
import { brokenText } from './broken-text.ts';

test.each([
  ['plain', 'Sch\u00c3\u00b6ne Gr\u00c3\u00bc\u00c3\u0178e', 'fail misread'],
  ['plain', 'It\u00e2\u20ac\u2122s here \u00e2\u20ac\u201c now', 'fail misread'],
  ['html', '<p>\u00d0\u0178\u00d1\u20ac\u00d0\u00b8\u00d0\u00b2\u00d0\u00b5\u00d1\u201a</p>', 'fail misread'],
  ['plain', 'Sch\ufffdne Post', 'fail replaced'],
  ['plain', 'Tom &amp; Jerry &#39;s', 'fail reference'],
  ['html', '<p>Tom &amp; Jerry &#39;s</p>', 'pass none'],
  [
    'plain',
    'S\u00c3O PAULO, MA\u00c7\u00c3\u00a0 E P\u00c3O; AR\u00caNA; \u00abTH\u00c9\u00c2TRE\u00bb',
    'pass none',
  ],
  [
    'plain',
    'Gr\u00fc\u00dfe, \u00eele, na\u00efve, \u00d1and\u00fa, \u00d0a\u00f0, R&D; a && b; x&y',
    'pass none',
  ],
  ['plain', '\u041f\u0440\u0438\u0432\u0435\u0442', 'pass none'],
] as const)('%s %j: %s', (kind, body, said) => {
  expect(saidOf(brokenText, mailOf(body, kind))).toEqual([said]);
});
