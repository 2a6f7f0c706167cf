/** What the forms of the server's settings send. */
import { expect, test } from 'vitest';
import { settingSchemas } from '../../../../src/watch/settings/schemas.ts';
import { members, settingKeys, settingOf } from './setting-values.ts';

const form = (texts: Readonly<Record<string, string>>, on: readonly string[] = []) => ({
  text: (name: string) => texts[name] ?? '',
  number: (name: string) => (texts[name] === undefined ? undefined : Number(texts[name])),
  isOn: (name: string) => on.includes(name),
});

test('the server takes every setting that the page shows, and the page shows every one', () => {
  expect([...settingKeys].sort()).toEqual(Object.keys(settingSchemas).sort());
  for (const key of settingKeys) {
    const { shape } = settingSchemas[key];
    expect(members[key].map(({ name }) => name).sort()).toEqual(Object.keys(shape).sort());
  }
});

test('the limits of the page are those of the server', () => {
  for (const key of settingKeys)
    for (const member of members[key]) {
      if (member.kind !== 'number') continue;
      const isTaken = (value: number): boolean =>
        settingSchemas[key].safeParse({ [member.name]: value }).success;
      expect([member.min - 1, member.min, member.max, member.max + 1].map(isTaken)).toEqual([
        false,
        true,
        true,
        false,
      ]);
    }
});

test('flags are always said, empty numbers and the empty resolver are not', () => {
  expect(settingOf('resolver', form({ server: '' }))).toEqual({});
  expect(settingOf('resolver', form({ server: '192.0.2.53:53' }))).toEqual({ server: '192.0.2.53:53' });
  expect(settingOf('public-page', form({ perHour: '10', contact: 'c' }, ['lookups']))).toEqual({
    perHour: 10,
    lookups: true,
    notice: '',
    contact: 'c',
  });
  expect(settingOf('schedule', form({ everyHours: '12' }))).toEqual({ isEnabled: false, everyHours: 12 });
});
