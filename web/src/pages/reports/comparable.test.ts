/** Which two reports compare. */
import { expect, test } from 'vitest';
import { whyNotCompared } from './comparable.ts';

const audit = { kind: 'audit', about: 'example.org' } as const;
const message = { kind: 'check', about: 'News' } as const;
const reply = { kind: 'explain', about: '550 5.1.1 no such user' } as const;

test.each([
  ['two audits of one name', audit, audit, undefined],
  ['audits of two names', audit, { ...audit, about: 'shop.test' }, 'subjects'],
  ['any two messages', message, { ...message, about: 'Other news' }, undefined],
  ['one refusal, asked twice', reply, reply, undefined],
  ['two refusals', reply, { ...reply, about: '421 later' }, 'subjects'],
  ['two kinds about one name', audit, { ...message, about: 'example.org' }, 'kinds'],
] as const)('%s', (_, a, b, why) => {
  expect(whyNotCompared(a, b)).toBe(why);
});
