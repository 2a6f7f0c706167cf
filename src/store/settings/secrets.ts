/** Sealed secrets as rows. */
import { sql } from 'kysely';
import type { Access } from '../access.ts';
import { touched } from '../rows.ts';
import { StoreError } from '../types.ts';
import { seal, unseal } from './seal.ts';
import type { SecretRepository } from './types.ts';

/** `key`: 32 bytes. */
export function createSecrets({ read, write, always }: Access, key: Uint8Array): SecretRepository {
  return {
    names: async (prefix) => {
      const rows = await read
        .selectFrom('secrets')
        .select('name')
        .where(sql<boolean>`substr(name, 1, ${[...prefix].length}) = ${prefix}`)
        .orderBy('name')
        .execute();
      return rows.map(({ name }) => name);
    },
    open: async (name) => {
      const row = await read
        .selectFrom('secrets')
        .select('sealed')
        .where('name', '=', name)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const text = unseal(key, name, row.sealed);
      if (text !== undefined) return text;
      throw new StoreError({
        code: 'broken',
        message: `The secret '${name}' was sealed under another key than secret.key, or was changed; put the right key file back, or enter the secret again.`,
        data: { name },
      });
    },
    put: async (name, value) => {
      const sealed = seal(key, name, value);
      await write(async (db) => {
        await db
          .insertInto('secrets')
          .values({ name, sealed })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed }))
          .execute();
      });
    },
    remove: (name) =>
      always(async (db) =>
        touched(await db.deleteFrom('secrets').where('name', '=', name).executeTakeFirst()),
      ),
  };
}
