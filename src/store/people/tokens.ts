/** API tokens as rows: their hashes, never themselves. */
import type { Access } from '../access.ts';
import { readStrings, touched, withoutNulls } from '../rows.ts';
import type { TokenRow } from '../tables.ts';
import type { ApiToken, Scope, TokenRepository } from './types.ts';

function tokenOf(row: TokenRow): ApiToken {
  return withoutNulls({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    tokenHash: row.token_hash,
    hint: row.hint,
    scopes: readStrings<Scope>(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  });
}

export function createTokens({ read, write, always, newId }: Access): TokenRepository {
  return {
    add: (token) =>
      write(async (db) => {
        const row = await db
          .insertInto('tokens')
          .values({
            id: newId(),
            person_id: token.personId,
            name: token.name,
            token_hash: token.tokenHash,
            hint: token.hint,
            scopes: JSON.stringify(token.scopes),
            created_at: token.createdAt,
            expires_at: token.expiresAt ?? null,
            last_used_at: token.lastUsedAt ?? null,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return tokenOf(row);
      }),
    byHash: async (tokenHash) => {
      const row = await read
        .selectFrom('tokens')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row && tokenOf(row);
    },
    used: (id, at) =>
      write(async (db) => {
        await db.updateTable('tokens').set({ last_used_at: at }).where('id', '=', id).execute();
      }),
    list: async (personId) => {
      const rows = await read
        .selectFrom('tokens')
        .selectAll()
        .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
        .orderBy('id', 'desc')
        .execute();
      return rows.map(tokenOf);
    },
    get: async (id) => {
      const row = await read.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst();
      return row && tokenOf(row);
    },
    remove: (id) =>
      always(async (db) => touched(await db.deleteFrom('tokens').where('id', '=', id).executeTakeFirst())),
  };
}
