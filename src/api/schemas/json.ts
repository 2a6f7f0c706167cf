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
