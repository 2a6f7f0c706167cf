/** Reports as rows: what lists show in one table, the long document in another. */
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Access, Packing } from '../access.ts';
import { foldWords, likePattern, queryWords } from '../fold-words.ts';
import { endJob } from '../jobs/end-job.ts';
import {
  pageOf,
  readObject,
  readSpoken,
  readStrings,
  rowsOf,
  spokenRow,
  touched,
  withoutNulls,
} from '../rows.ts';
import type { ReportDocumentRow, ReportRow, Tables } from '../tables.ts';
import type { Report, ReportFilter, ReportRepository, ReportSummary, ReportWords } from './types.ts';

/** Larger input is not kept. */
const maxInput = 1024 * 1024;
/** A longer document is kept as it is. */
const maxPackedDocument = 64 * 1024 * 1024;
const maxAbout = 200;
const maxTags = 50;

function summaryOf(row: ReportRow): ReportSummary {
  return withoutNulls({
    ...readSpoken<ReportWords>(row),
    id: row.id,
    kind: row.kind,
    at: row.at,
    askedBy: row.asked_by,
    personId: row.person_id,
    subjectId: row.subject_id,
    about: row.about,
    headline: row.headline,
    standing: row.standing,
    tags: readStrings(row.tags),
    turn: row.turn,
  });
}

type LongParts = Pick<ReportDocumentRow, 'document' | 'input'>;

function reportOf(row: ReportRow & ReportDocumentRow, { document, input }: LongParts): Report {
  return {
    ...summaryOf(row),
    options: readObject(row.options),
    document: readObject(document),
    ...(row.form > 0 && { form: row.form }),
    ...(input !== null && { input }),
  };
}

/** The columns of the long parts. */
async function packed({ document, input }: LongParts, { pack }: Packing) {
  const packedDocument = await pack(Buffer.from(document), maxPackedDocument);
  const packedInput = input === null ? undefined : await pack(input, maxInput);
  return {
    document: packedDocument === undefined ? document : '',
    input: packedInput === undefined ? input : null,
    packed_document: packedDocument ?? null,
    packed_input: packedInput ?? null,
  };
}

async function unpacked(row: ReportDocumentRow, { unpack }: Packing): Promise<LongParts> {
  const { document, input, packed_document: packedDocument, packed_input: packedInput } = row;
  return {
    document:
      packedDocument === null
        ? document
        : Buffer.from(await unpack(packedDocument, maxPackedDocument)).toString('utf8'),
    input: packedInput === null ? input : await unpack(packedInput, maxInput),
  };
}

function rowOf(id: string, report: Omit<Report, 'id'>): ReportRow {
  const about = report.about.slice(0, maxAbout);
  const tags = report.tags.slice(0, maxTags);
  return {
    id,
    kind: report.kind,
    at: report.at,
    asked_by: report.askedBy,
    person_id: report.personId ?? null,
    subject_id: report.subjectId ?? null,
    about,
    headline: report.headline,
    standing: report.standing,
    tags: JSON.stringify(tags),
    turn: report.turn,
    ...spokenRow(report),
    words: foldWords([about, report.headline, ...tags, ...otherWords(report)].join(' ')),
  };
}

/** In every language: whoever searches does not know which one it was asked in. */
const otherWords = ({ said = {} }: Pick<ReportSummary, 'said'>): readonly string[] =>
  Object.values(said).flatMap(({ about, headline }) => [about, headline]);

/** Text of a column that holds `pattern`, in the form that every database reads alike. */
function holds(column: 'words' | 'tags', pattern: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`;
}

function conditions(
  { and, eb }: ExpressionBuilder<Tables, 'reports'>,
  filter: ReportFilter,
  after: string | undefined,
): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [];
  if (after !== undefined) all.push(eb('id', '<', after));
  if (filter.kind !== undefined) all.push(eb('kind', '=', filter.kind));
  if (filter.standing !== undefined) all.push(eb('standing', '=', filter.standing));
  if (filter.subjectId !== undefined) all.push(eb('subject_id', '=', filter.subjectId));
  if (filter.personId !== undefined) all.push(eb('person_id', '=', filter.personId));
  if (filter.isByPerson !== undefined) all.push(eb('person_id', filter.isByPerson ? 'is not' : 'is', null));
  if (filter.from !== undefined) all.push(eb('at', '>=', filter.from));
  if (filter.to !== undefined) all.push(eb('at', '<', filter.to));
  // A tag stands in the list between its quotes.
  if (filter.tag !== undefined) all.push(holds('tags', likePattern(JSON.stringify(filter.tag))));
  for (const word of queryWords(filter.words ?? '')) all.push(holds('words', likePattern(word)));
  return and(all);
}

export function createReports({ read, write, always, newId, packing }: Access): ReportRepository {
  /** Packs it, and answers how to add it within a write. */
  async function adding(report: Omit<Report, 'id'>) {
    const isKept = report.input !== undefined && report.input.length <= maxInput;
    const long: LongParts = {
      document: JSON.stringify(report.document),
      input: isKept ? (report.input ?? null) : null,
    };
    const columns = await packed(long, packing);
    return async (db: Kysely<Tables>, id: string): Promise<Report> => {
      const row = rowOf(id, report);
      const document: ReportDocumentRow = {
        report_id: id,
        options: JSON.stringify(report.options),
        ...columns,
        form: report.form ?? 0,
      };
      await db.insertInto('reports').values(row).execute();
      await db.insertInto('report_documents').values(document).execute();
      return reportOf({ ...row, ...document }, long);
    };
  }

  return {
    add: async (report) => {
      const addTo = await adding(report);
      return write((db) => addTo(db, newId()));
    },
    addOfJob: async (jobId, at, report) => {
      const addTo = await adding(report);
      return write(async (db) => {
        const id = newId();
        const isItsEnd = await endJob(db, jobId, at, { state: 'done', reportId: id });
        return isItsEnd ? addTo(db, id) : undefined;
      });
    },
    get: async (id) => {
      const row = await read
        .selectFrom('reports')
        .innerJoin('report_documents', 'report_documents.report_id', 'reports.id')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && reportOf(row, await unpacked(row, packing));
    },
    look: async (id) => {
      const row = await read.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
      return row && summaryOf(row);
    },
    list: async (filter, request) => {
      const rows = await read
        .selectFrom('reports')
        .selectAll()
        .where((builder) => conditions(builder, filter, request.after))
        .orderBy('id', 'desc')
        .limit(rowsOf(request))
        .execute();
      return pageOf(rows, request, summaryOf);
    },
    weightOf: async (askedBy) => {
      const row = await read
        .selectFrom('reports')
        .innerJoin('report_documents', 'report_documents.report_id', 'reports.id')
        .select(({ fn }) => [
          fn.countAll<number>().as('count'),
          sql<
            number | null
          >`sum(octet_length(document) + octet_length(options) + coalesce(octet_length(input), 0) + coalesce(octet_length(packed_document), 0) + coalesce(octet_length(packed_input), 0))`.as(
            'bytes',
          ),
        ])
        .where('asked_by', '=', askedBy)
        .where('person_id', 'is', null)
        .executeTakeFirst();
      return { count: Number(row?.count ?? 0), bytes: Number(row?.bytes ?? 0) };
    },
    remove: (id) =>
      always(async (db) => touched(await db.deleteFrom('reports').where('id', '=', id).executeTakeFirst())),
  };
}
