/** What the form about watching sends. */
import { expect, test } from 'vitest';
import type { Subject } from '../../api/types.ts';
import { changeOf, readOptions } from './watching-values.ts';

const was = { everyHours: 24, note: 'old', options: {} } as unknown as Subject;

/** As a form gives it. */
const form = (texts: Readonly<Record<string, string>>, on: readonly string[] = ['lists', 'connect']) => ({
  text: (name: string) => texts[name] ?? '',
  list: (name: string) => (texts[name] ?? '').split(/[\s,]+/).filter((one) => one !== ''),
  number: (name: string) => (texts[name] === undefined ? undefined : Number(texts[name])),
  isOn: (name: string) => on.includes(name),
});

test('hours that stay are not sent: they would begin an audit', () => {
  expect(changeOf(form({ everyHours: '24', note: 'new' }), was)).toEqual({
    note: 'new',
    options: { sendingIps: [], selectors: [] },
  });
  expect(changeOf(form({ everyHours: '12' }), was)).toMatchObject({ everyHours: 12 });
  expect(changeOf(form({ everyHours: '0' }), was)).toMatchObject({ everyHours: 0 });
  expect(changeOf(form({ everyHours: '24' }), undefined)).toMatchObject({ everyHours: 24 });
});

test('options that are empty or usual are left out', () => {
  const given = { sendingIps: '192.0.2.1, 192.0.2.2', helo: 'mail.example.org', messagesPerDay: '5000' };
  expect(changeOf(form(given, ['lists']), was).options).toEqual({
    sendingIps: ['192.0.2.1', '192.0.2.2'],
    selectors: [],
    helo: 'mail.example.org',
    messagesPerDay: 5000,
    connect: false,
  });
});

test('stored options that are none of ours are read as the usual ones', () => {
  expect(readOptions({ sendingIps: ['192.0.2.1', 7], helo: 3, lists: 'no' })).toEqual({
    sendingIps: ['192.0.2.1'],
    selectors: [],
    helo: '',
    messagesPerDay: undefined,
    lists: true,
    connect: true,
  });
});
