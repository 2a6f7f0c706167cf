/** Schemas that several nouns share. */
import { z } from '../kit/index.ts';

/** An id of the store. What is no id finds nothing. */
export const idParams = z.object({
  id: z.string().min(1).max(100).openapi({ example: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10' }),
});

/** A moment in UTC. */
export const instant = z.string().openapi({ format: 'date-time', example: '2026-11-23T10:00:00.000Z' });

/** A day or a moment that is asked for. */
export const instantGiven = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .openapi({ type: 'string', format: 'date-time', example: '2026-11-23T10:00:00.000Z' });

/** The document that a command writes with `--json`: `schema` names its shape. */
export const documentSchema = z
  .record(z.string(), z.unknown())
  .openapi('Document', { description: 'What the command writes with `--json`; its form is named in it.' });

/** true or false in a query. */
export const queryFlag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .openapi({ type: 'string', enum: ['true', 'false'] });

/** A language that everything is said in. */
export const language = z.enum(['en', 'de']);

/** In which language the reader wants sentences. */
export const languageQuery = {
  language: language.optional().openapi({
    description:
      'The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said.',
  }),
};

/** The same where everything is said when it is asked for. */
export const askedLanguage = {
  language: language
    .optional()
    .openapi({ description: 'The language to answer in. Without it: that of the person, or of the server.' }),
};

/** Of sentences that are given: 'en', 'de'. */
export const spokenLanguage = z
  .string()
  .optional()
  .openapi({ description: 'Of the sentences. Absent: not known, kept by an older version.' });
