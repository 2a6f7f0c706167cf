/** What is kept of something asked and its answer. */

import type { Instant } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import { withoutMarks } from '../base/marks.ts';
import type { Report, ReportWords } from '../store/reports/types.ts';
import { REPORT_FORM } from './say-again.ts';
import type { Answer, Ask, Desk } from './types.ts';

/** Larger inputs are not kept beside their report. */
const MAX_KEPT_BYTES = 1024 * 1024;

export interface AskedBy {
  readonly askedBy: string;
  readonly personId?: string;
  readonly subjectId?: string;
}

/** Without a mail that was given beside: it is not what the report is about. What lists show of it is kept in every language. */
export async function reportOf(
  { kind, input, files, options }: Ask,
  { summary, document }: Answer,
  { askedBy, personId, subjectId }: AskedBy,
  at: Instant,
  desk: Pick<Desk, 'languages' | 'sayAgain'>,
): Promise<Omit<Report, 'id'>> {
  const { message: _, ...kept } = options;
  return {
    ...summary,
    kind,
    at,
    askedBy,
    ...(personId !== undefined && { personId }),
    ...(subjectId !== undefined && { subjectId }),
    options: kept as JsonObject,
    document,
    form: REPORT_FORM,
    said: await saidOtherwise(document, summary.language, desk),
    ...(files === undefined && input.length <= MAX_KEPT_BYTES && { input }),
  };
}

async function saidOtherwise(
  document: JsonObject,
  language: string | undefined,
  { languages, sayAgain }: Pick<Desk, 'languages' | 'sayAgain'>,
): Promise<NonNullable<Report['said']>> {
  const said: Record<string, ReportWords> = {};
  for (const other of languages) {
    if (other === language) continue;
    const again = await sayAgain({ document, form: REPORT_FORM }, other);
    if (again === undefined) continue;
    const { about, headline, turn } = again.summary;
    said[other] = { about, headline, turn };
  }
  return said;
}

const MAX_ABOUT = 200;

/** What a list shows of something that has no answer yet: its first words, the names of files. */
export function aboutOf({ kind, input, name, files }: Ask): string {
  const named = files?.map((file) => file.name).join(', ') ?? name;
  const head = withoutMarks(Buffer.from(input.subarray(0, 2000)).toString('utf8'));
  const isText = !/[^\P{Cc}\s]|\ufffd/u.test(head.slice(0, -4));
  const words = isText ? head.replace(/\s+/g, ' ').trim() : '';
  const about = named ?? (words === '' ? kind : words);
  return about.length > MAX_ABOUT ? `${about.slice(0, MAX_ABOUT - 1)}…` : about;
}
