/** What the repositories of settings and secrets do. Test support. */
import { expect, test } from 'vitest';
import { at } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';

export function testSettings(storeOf: StoreOf): void {
  test('a setting is put with the version that was read, 0 at first', async () => {
    const { settings } = storeOf();
    expect(await settings.get('retention')).toBeUndefined();
    const [first, second] = await Promise.all([
      settings.put('retention', 0, { reportDays: 30 }, at(8)),
      settings.put('retention', 0, { reportDays: 60 }, at(8)),
    ]);
    const value = { key: 'retention', value: { reportDays: 30 }, changedAt: at(8), version: 1 };
    expect(first).toEqual({ ok: true, value });
    expect(second).toEqual({ ok: false, problem: { code: 'changed-elsewhere', version: 1 } });
    expect(await settings.put('retention', 1, { reportDays: 90 }, at(9))).toMatchObject({
      ok: true,
      value: { version: 2 },
    });
    expect(await settings.get('retention')).toMatchObject({ value: { reportDays: 90 }, changedAt: at(9) });
    expect(await settings.put('schedule', 3, {}, at(9))).toEqual({
      ok: false,
      problem: { code: 'not-found' },
    });
    await settings.put('resolver', 0, {}, at(9));
    expect((await settings.list()).map(({ key }) => key)).toEqual(['resolver', 'retention']);
  });

  test('a secret is opened as it was put, replaced, listed by name and removed', async () => {
    const { secrets } = storeOf();
    await secrets.put('list-key zen.example', 'kéy ✓');
    await secrets.put('list-key zen.example', 'second');
    await secrets.put('list-key a.example', 'third');
    await secrets.put('webhook 1', 'fourth');
    expect(await secrets.open('list-key zen.example')).toBe('second');
    expect(await secrets.open('none')).toBeUndefined();
    expect(await secrets.names('list-key ')).toEqual(['list-key a.example', 'list-key zen.example']);
    expect(await secrets.names('LIST-KEY ')).toEqual([]);
    expect(await secrets.names('%')).toEqual([]);
    expect(await secrets.remove('webhook 1')).toBe(true);
    expect(await secrets.remove('webhook 1')).toBe(false);
  });
}
