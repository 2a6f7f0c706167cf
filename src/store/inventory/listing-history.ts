/** What DNS lists said over time, as rows: one for each span in which the answer stayed the same. */
import type { Access } from '../access.ts';
import { inParts, readStrings } from '../rows.ts';
import type { ListingRow } from '../tables.ts';
import type { ListingHistory, ListingSpan } from './types.ts';

const maxHistory = 500;
const rowsAtOnce = 200;

type Seen = Omit<ListingSpan, 'from'>;

function spanOf(row: ListingRow): ListingSpan {
  return {
    subjectId: row.subject_id,
    about: row.about,
    zone: row.zone,
    state: row.state,
    codes: readStrings(row.codes),
    reason: row.reason,
    from: row.from_at,
    until: row.until_at,
  };
}

function rowOf(id: string, seen: Seen): ListingRow {
  return {
    id,
    subject_id: seen.subjectId,
    about: seen.about,
    zone: seen.zone,
    state: seen.state,
    codes: JSON.stringify(seen.codes),
    reason: seen.reason,
    from_at: seen.until,
    until_at: seen.until,
    is_last: 1,
  };
}

const placeOf = (span: { readonly about: string; readonly zone: string }): string =>
  `${span.about} ${span.zone}`;

export function createListingHistory({ read, write, newId }: Access): ListingHistory {
  return {
    record: (seen) =>
      write(async (db) => {
        const subjectIds = [...new Set(seen.map(({ subjectId }) => subjectId))];
        const abouts = [...new Set(seen.map(({ about }) => about))];
        const subjects = new Set<string>();
        for (const part of inParts(subjectIds, rowsAtOnce))
          for (const { id } of await db.selectFrom('subjects').select('id').where('id', 'in', part).execute())
            subjects.add(id);
        const last = new Map<string, ListingRow>();
        for (const part of inParts(abouts, rowsAtOnce)) {
          const rows = await db
            .selectFrom('listings')
            .selectAll()
            .where('is_last', '=', 1)
            .where('about', 'in', part)
            .execute();
          for (const row of rows) last.set(placeOf(row), row);
        }
        for (const one of seen) {
          // Removed while its audit ran: there is nothing to remember.
          if (!subjects.has(one.subjectId)) continue;
          const place = placeOf(one);
          const row = rowOf(newId(), one);
          const before = last.get(place);
          const isSame = before?.state === row.state && before.codes === row.codes;
          if (before !== undefined && isSame) {
            const change = { until_at: row.until_at, reason: row.reason };
            await db.updateTable('listings').set(change).where('id', '=', before.id).execute();
            continue;
          }
          if (before !== undefined)
            await db.updateTable('listings').set({ is_last: 0 }).where('id', '=', before.id).execute();
          await db.insertInto('listings').values(row).execute();
          last.set(place, row);
        }
      }),
    current: async () => {
      const rows = await read
        .selectFrom('listings')
        .selectAll()
        .where('is_last', '=', 1)
        .orderBy('about')
        .orderBy('zone')
        .execute();
      return rows.map(spanOf);
    },
    historyOf: async (about, zone) => {
      const rows = await read
        .selectFrom('listings')
        .selectAll()
        .where('about', '=', about)
        .where('zone', '=', zone)
        .orderBy('id', 'desc')
        .limit(maxHistory)
        .execute();
      return rows.map(spanOf);
    },
  };
}
