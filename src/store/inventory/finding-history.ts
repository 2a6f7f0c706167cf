/** Findings as they stand and as they changed, as rows. */
import type { Access } from '../access.ts';
import { inParts, pageOf, readObject, readSpoken, rowsOf, spokenRow, withoutNulls } from '../rows.ts';
import type { FindingChangeRow, FindingStateRow } from '../tables.ts';
import type { FindingChange, FindingHistory, FindingState } from './types.ts';

/** Rows of one insert. */
const rowsAtOnce = 200;

function stateOf(row: FindingStateRow): FindingState {
  return withoutNulls({
    ...readSpoken<{ readonly title: string }>(row),
    subjectId: row.subject_id,
    key: row.key,
    check: row.check_id,
    message: row.message,
    about: row.about,
    outcome: row.outcome,
    severity: row.severity,
    title: row.title,
    data: readObject(row.data),
    since: row.since,
    seenTimes: row.seen_times,
    missedTimes: row.missed_times,
    unknownSince: row.unknown_since,
    lastSeenAt: row.last_seen_at,
    reportId: row.report_id,
  });
}

function stateRowOf(subjectId: string, state: FindingState): FindingStateRow {
  return {
    subject_id: subjectId,
    key: state.key,
    check_id: state.check,
    message: state.message,
    about: state.about,
    outcome: state.outcome,
    severity: state.severity ?? null,
    title: state.title,
    ...spokenRow(state),
    data: JSON.stringify(state.data),
    since: state.since,
    seen_times: state.seenTimes,
    missed_times: state.missedTimes,
    unknown_since: state.unknownSince ?? null,
    last_seen_at: state.lastSeenAt,
    report_id: state.reportId,
  };
}

function changeOf(row: FindingChangeRow): FindingChange {
  return withoutNulls({
    ...readSpoken<{ readonly title: string }>(row),
    id: row.id,
    subjectId: row.subject_id,
    at: row.at,
    key: row.key,
    title: row.title,
    from: row.from_outcome,
    to: row.to_outcome,
    severity: row.severity,
    reportId: row.report_id,
  });
}

function changeRowOf(id: string, subjectId: string, change: Omit<FindingChange, 'id'>): FindingChangeRow {
  return {
    id,
    subject_id: subjectId,
    at: change.at,
    key: change.key,
    title: change.title,
    ...spokenRow(change),
    from_outcome: change.from ?? null,
    to_outcome: change.to ?? null,
    severity: change.severity ?? null,
    report_id: change.reportId,
  };
}

export function createFindingHistory({ read, write, newId }: Access): FindingHistory {
  return {
    statesOf: async (subjectId) => {
      const rows = await read
        .selectFrom('finding_states')
        .selectAll()
        .where('subject_id', '=', subjectId)
        .orderBy('key')
        .execute();
      return rows.map(stateOf);
    },
    failures: async () => {
      const rows = await read
        .selectFrom('finding_states')
        .selectAll()
        .where('outcome', '=', 'fail')
        .orderBy('subject_id')
        .orderBy('key')
        .execute();
      return rows.map(stateOf);
    },
    aboutsOf: async (family) => {
      const rows = await read
        .selectFrom('finding_states')
        .select(['subject_id', 'about'])
        .distinct()
        .where('check_id', 'like', `${family}/%`)
        .orderBy('subject_id')
        .orderBy('about')
        .execute();
      return rows.map(({ subject_id: subjectId, about }) => ({ subjectId, about }));
    },
    record: (subjectId, states, changes) =>
      write(async (db) => {
        const subject = await db
          .selectFrom('subjects')
          .select('id')
          .where('id', '=', subjectId)
          .executeTakeFirst();
        // Removed while its audit ran: there is nothing to remember.
        if (subject === undefined) return;
        await db.deleteFrom('finding_states').where('subject_id', '=', subjectId).execute();
        for (const part of inParts(states, rowsAtOnce))
          await db
            .insertInto('finding_states')
            .values(part.map((state) => stateRowOf(subjectId, state)))
            .execute();
        for (const part of inParts(changes, rowsAtOnce))
          await db
            .insertInto('finding_changes')
            .values(part.map((change) => changeRowOf(newId(), subjectId, change)))
            .execute();
      }),
    changesOf: async (subjectId, request) => {
      const { after } = request;
      const rows = await read
        .selectFrom('finding_changes')
        .selectAll()
        .where('subject_id', '=', subjectId)
        .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
        .orderBy('id', 'desc')
        .limit(rowsOf(request))
        .execute();
      return pageOf(rows, request, changeOf);
    },
    changesSince: async (since, limit) => {
      const rows = await read
        .selectFrom('finding_changes')
        .selectAll()
        .where('at', '>=', since)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(changeOf);
    },
  };
}
