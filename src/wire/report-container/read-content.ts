/** Reads whatever bytes turn out to be: a report, or a container that is opened in turn. */
import { failed } from '../../base/result.ts';
import { AggregateReader } from '../dmarc-report/index.ts';
import { MAX_TLS_REPORT_BYTES, parseTlsReport } from '../tls-report/index.ts';
import { ByteSource, type Pieces, wholePieces } from './byte-source.ts';
import { contentKindOf } from './content-kind.ts';
import {
  emptyProblem,
  notAReport,
  tooManyEntries,
  unreadable,
  verdictOn,
  within,
  withoutBystanders,
} from './found.ts';
import { gunzipPieces, inflatePieces } from './inflate.ts';
import type { Position } from './position.ts';
import { readMail } from './read-mail.ts';
import type { ReportFound } from './types.ts';
import { readZip } from './zip.ts';

const NEVER_TAKEN = new Set(['inflated-too-large', 'checksum-differs']);

/** What is found inside; at least one thing. */
export function* readContent(from: Pieces, position: Position): Generator<ReportFound> {
  const { place, budget } = position;
  const source = new ByteSource(from);
  const kind = contentKindOf(source.head);
  if (kind === 'xml') yield* readXml(source, place);
  else if (kind === 'empty') yield unreadable(place, source.problem ?? emptyProblem());
  else if (kind === 'other') yield otherContent(source, position);
  else if (kind === 'json') yield* readJson(source, place);
  else if (position.depth >= budget.limits.depth)
    yield unreadable(
      place,
      failed('too-deep', `More than ${budget.limits.depth} containers lie inside each other.`).problem,
    );
  else if (kind === 'gzip')
    yield* readContent(gunzipPieces(source.pieces(), budget, source.bytes), {
      ...position,
      depth: position.depth + 1,
    });
  else {
    const bytes = source.whole(position.depth === 0 ? Number.POSITIVE_INFINITY : budget.limits.heldBytes);
    if (!bytes.ok) yield unreadable(place, bytes.problem);
    else if (kind === 'zip') yield* readArchive(bytes.value, position);
    else yield* readMail(bytes.value, position, readContent);
  }
}

/** Not inflated to its end, so its own word must do for its size. */
function otherContent(source: ByteSource, { place, budget }: Position): ReportFound {
  const isTooLarge = source.declaredBytes > budget.limits.inflatedBytes;
  const problem = isTooLarge ? budget.tooLarge : source.problem;
  return problem === undefined
    ? notAReport(place, 'It is neither mail, archive, XML nor JSON.')
    : unreadable(place, problem);
}

function* readXml(source: ByteSource, place: string): Generator<ReportFound> {
  const reader = new AggregateReader();
  for (const piece of source.pieces()) if (!reader.push(piece)) break;
  const read = reader.end();
  const { problem } = source;
  // A complete report is taken even where what follows it is damaged, but nothing that was changed or is over the limits.
  if (problem !== undefined && (NEVER_TAKEN.has(problem.code) || !read.ok)) yield unreadable(place, problem);
  else if (!read.ok) yield verdictOn(place, read.problem);
  else for (const report of read.value) yield { kind: 'report', place, value: { kind: 'aggregate', report } };
}

function* readJson(source: ByteSource, place: string): Generator<ReportFound> {
  const bytes = source.whole(MAX_TLS_REPORT_BYTES);
  const read = bytes.ok ? parseTlsReport(bytes.value) : bytes;
  yield read.ok
    ? { kind: 'report', place, value: { kind: 'tls', report: read.value } }
    : verdictOn(place, read.problem);
}

function* readArchive(bytes: Uint8Array, position: Position): Generator<ReportFound> {
  const { place, budget } = position;
  const archive = readZip(bytes);
  if (!archive.ok) {
    yield unreadable(place, archive.problem);
    return;
  }
  const found: ReportFound[] = [];
  for (const { name, entry } of archive.value) {
    if (!budget.takeEntry()) {
      found.push(unreadable(place, tooManyEntries(budget)));
      break;
    }
    const inner = within(place, name);
    if (entry.ok) {
      const { method, compressed, declared } = entry.value;
      const pieces = method === 8 ? inflatePieces([compressed], budget, declared) : wholePieces(compressed);
      found.push(...readContent(pieces, { ...position, place: inner, depth: position.depth + 1 }));
    } else found.push(unreadable(inner, entry.problem));
    if (found.at(-1)?.kind === 'unreadable' && isOverLimit(found.at(-1))) break;
  }
  yield* found.length === 0 ? [unreadable(place, emptyProblem())] : withoutBystanders(found);
}

/** Once a limit of the whole is reached nothing after it can be read. */
function isOverLimit(found: ReportFound | undefined): boolean {
  return found?.kind === 'unreadable' && found.problem.code === 'inflated-too-large';
}
