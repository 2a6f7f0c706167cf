/** Reports and the links to them, as the API shows them. */
import { z } from '../kit/index.ts';
import { documentSchema, instant, spokenLanguage } from './json.ts';

export const askKind = z.enum(['explain', 'audit', 'check']);

/** Bad, good, not known. */
export const standing = z.enum(['bad', 'good', 'unknown']);

/** What is said of an answer at its head, and wherever it is listed. */
export const saidMembers = {
  about: z.string(),
  headline: z.string(),
  standing,
  tags: z.array(z.string()),
  turn: z.string(),
  language: spokenLanguage,
};

const summaryMembers = {
  id: z.string(),
  kind: askKind,
  at: instant,
  askedBy: z.string(),
  personId: z.string().optional(),
  subjectId: z.string().optional(),
  ...saidMembers,
};

/** What a list shows. */
export const reportSummary = z.object(summaryMembers).openapi('ReportSummary');

/** Those that a report can be given in. */
export const reportLanguages = z.array(z.string()).openapi({
  description: 'The languages that it can be given in; one that an older version kept has its own alone.',
  example: ['en', 'de'],
});

export const report = z
  .object({
    ...summaryMembers,
    options: z.record(z.string(), z.unknown()),
    document: documentSchema,
    languages: reportLanguages,
    hasInput: z.boolean().openapi({ description: 'Whether GET /reports/{id}/input has it.' }),
  })
  .openapi('Report');

/** A link without its secret. */
export const share = z
  .object({
    id: z.string(),
    reportId: z.string(),
    createdAt: instant,
    expiresAt: instant,
    isRedacted: z.boolean(),
    createdBy: z.string(),
  })
  .openapi('Share');
