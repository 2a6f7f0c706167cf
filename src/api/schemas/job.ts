/** Jobs as the API shows them: without their input. */
import { z } from '../kit/index.ts';
import { instant } from './json.ts';
import { askKind } from './report.ts';

export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

/** Why something could not be answered. */
export const problemValue = z.object({
  code: z.string(),
  message: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});

export const job = z
  .object({
    id: z.string(),
    kind: askKind,
    state: jobState,
    about: z.string(),
    askedBy: z.string(),
    personId: z.string().optional(),
    subjectId: z.string().optional(),
    options: z.record(z.string(), z.unknown()),
    done: z.number().int(),
    total: z.number().int().openapi({ description: '0: not known.' }),
    attempts: z.number().int(),
    reportId: z.string().optional(),
    problem: problemValue.optional(),
    createdAt: instant,
    startedAt: instant.optional(),
    endedAt: instant.optional(),
  })
  .openapi('Job');
