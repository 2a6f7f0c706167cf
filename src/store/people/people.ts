/** People as rows. */
import type { Access } from '../access.ts';
import { changedOr, touched, withoutNulls } from '../rows.ts';
import type { PersonRow } from '../tables.ts';
import type { Person, PersonRepository } from './types.ts';

function personOf(row: PersonRow): Person {
  return withoutNulls({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    totpStep: row.totp_step,
    isDisabled: row.is_disabled === 1,
    language: row.language,
    createdAt: row.created_at,
    version: row.version,
  });
}

function rowOf(id: string, person: Omit<Person, 'id' | 'version'>): PersonRow {
  return {
    id,
    email: person.email,
    name: person.name,
    role: person.role,
    password_hash: person.passwordHash,
    totp_secret: person.totpSecret ?? null,
    totp_step: person.totpStep ?? null,
    is_disabled: person.isDisabled ? 1 : 0,
    language: person.language,
    created_at: person.createdAt,
    version: 1,
  };
}

export function createPeople({ read, write, always, newId }: Access): PersonRepository {
  return {
    count: async () => {
      const row = await read
        .selectFrom('people')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    list: async () => (await read.selectFrom('people').selectAll().orderBy('id').execute()).map(personOf),
    get: async (id) => {
      const row = await read.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
      return row && personOf(row);
    },
    byEmail: async (email) => {
      const row = await read.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
      return row && personOf(row);
    },
    add: (person) =>
      write(async (db) => {
        const row = await db
          .insertInto('people')
          .values(rowOf(newId(), person))
          .onConflict((conflict) => conflict.column('email').doNothing())
          .returningAll()
          .executeTakeFirst();
        return row && personOf(row);
      }),
    addFirst: (person) =>
      write(async (db) => {
        const anybody = await db.selectFrom('people').select('id').limit(1).executeTakeFirst();
        if (anybody !== undefined) return undefined;
        const row = await db
          .insertInto('people')
          .values(rowOf(newId(), person))
          .returningAll()
          .executeTakeFirstOrThrow();
        return personOf(row);
      }),
    change: (id, version, change) =>
      always(async (db) => {
        const row = await db
          .updateTable('people')
          .set({
            version: version + 1,
            ...(change.email !== undefined && { email: change.email }),
            ...(change.name !== undefined && { name: change.name }),
            ...(change.role !== undefined && { role: change.role }),
            ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
            ...(change.isDisabled !== undefined && { is_disabled: change.isDisabled ? 1 : 0 }),
            ...(change.language !== undefined && { language: change.language }),
            ...(change.totpSecret !== undefined && { totp_secret: change.totpSecret }),
            ...(change.totpStep !== undefined && { totp_step: change.totpStep }),
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst();
        return changedOr(row && personOf(row), () =>
          db.selectFrom('people').select('version').where('id', '=', id).executeTakeFirst(),
        );
      }),
    remove: (id) =>
      always(async (db) => touched(await db.deleteFrom('people').where('id', '=', id).executeTakeFirst())),
  };
}
