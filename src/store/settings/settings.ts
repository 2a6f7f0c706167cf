/** Settings as rows. */
import type { Access } from '../access.ts';
import { changedOr, readObject } from '../rows.ts';
import type { SettingRow } from '../tables.ts';
import type { Setting, SettingRepository } from './types.ts';

function settingOf(row: SettingRow): Setting {
  return { key: row.key, value: readObject(row.value), changedAt: row.changed_at, version: row.version };
}

export function createSettings({ read, always }: Access): SettingRepository {
  return {
    get: async (key) => {
      const row = await read.selectFrom('settings').selectAll().where('key', '=', key).executeTakeFirst();
      return row && settingOf(row);
    },
    list: async () => (await read.selectFrom('settings').selectAll().orderBy('key').execute()).map(settingOf),
    put: (key, version, value, at) =>
      always(async (db) => {
        const row: SettingRow = { key, value: JSON.stringify(value), changed_at: at, version: version + 1 };
        const put =
          version === 0
            ? db
                .insertInto('settings')
                .values(row)
                .onConflict((conflict) => conflict.column('key').doNothing())
                .returningAll()
            : db
                .updateTable('settings')
                .set(row)
                .where('key', '=', key)
                .where('version', '=', version)
                .returningAll();
        const now = await put.executeTakeFirst();
        return changedOr(now && settingOf(now), () =>
          db.selectFrom('settings').select('version').where('key', '=', key).executeTakeFirst(),
        );
      }),
  };
}
