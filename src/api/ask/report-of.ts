/** What is kept of an ask and its answer. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Answer, Ask } from '../../desk/types.ts';
import type { Report } from '../../store/reports/types.ts';
import type { Asker } from './asker.ts';

/** Larger inputs are not kept with the report. */
const maxKeptInput = 1 << 20;

/** The report of an answered ask. */
export function reportOf(ask: Ask, answer: Answer, asker: Asker, at: Instant): Omit<Report, 'id'> {
  const { message: _, ...options } = ask.options;
  return {
    ...answer.summary,
    kind: ask.kind,
    at,
    askedBy: asker.askedBy,
    ...(asker.personId !== undefined && { personId: asker.personId }),
    options: options as JsonObject,
    document: answer.document,
    ...(ask.files === undefined && ask.input.length <= maxKeptInput && { input: ask.input }),
  };
}
