/** What the routes about people read and answer. */
import { z } from '../kit/index.ts';

/** Longer texts are no password, address or name; what fits is decided by the rules of accounts. */
const text = z.string().max(1024);

export const roleSchema = z.enum(['administrator', 'operator', 'viewer']).openapi({ example: 'operator' });
export const scopeSchema = z.enum(['ask', 'read', 'write', 'admin', 'metrics']).openapi({ example: 'read' });
export const languageSchema = z.enum(['en', 'de']).openapi({ example: 'en' });
export const emailText = text.openapi({ example: 'ann@example.org' });
export const nameText = text.openapi({ example: 'Ann Example' });
export const passwordText = text.openapi({
  description: '12 to 256 characters; no rule about which.',
  example: 'four words on paper',
});
const instant = z.string().openapi({ example: '2026-11-23T10:00:00.000Z' });

export const personSchema = z
  .object({
    id: z.string(),
    email: emailText,
    name: nameText,
    role: roleSchema,
    language: z.string().openapi({ example: 'en' }),
    isDisabled: z.boolean(),
    hasTotp: z.boolean(),
    createdAt: instant,
    version: z.int().openapi({ description: 'The number in the ETag.' }),
  })
  .openapi('Person');

export const signedInSchema = z
  .object({
    person: personSchema,
    scopes: z.array(scopeSchema),
    /** Absent where a session asks. */
    token: z
      .object({ id: z.string(), name: z.string() })
      .optional()
      .openapi({ description: 'The token that asks.' }),
  })
  .openapi('SignedIn');

export const deviceSchema = z
  .object({
    id: z.string(),
    isThis: z.boolean().openapi({ description: 'The browser that asks.' }),
    userAgent: z.string(),
    ip: z.string().openapi({ example: '192.0.2.25' }),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
  })
  .openapi('Device');

export const tokenSchema = z
  .object({
    id: z.string(),
    personId: z.string(),
    name: z.string().openapi({ example: 'monitoring' }),
    hint: z.string().openapi({ description: 'How the token begins.', example: 'wp_k3Vd9' }),
    scopes: z.array(scopeSchema),
    createdAt: instant,
    expiresAt: instant.optional(),
    lastUsedAt: instant.optional().openapi({ description: 'To the minute.' }),
  })
  .openapi('Token');

export const auditLogEntrySchema = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.object({
      kind: z.enum(['person', 'token', 'system', 'command']),
      id: z.string().optional(),
      name: z.string(),
    }),
    action: z.string().openapi({ example: 'person.changed' }),
    target: z.string().openapi({ example: 'setting retention' }),
    data: z.record(z.string(), z.unknown()),
    ip: z.string().optional().openapi({ example: '192.0.2.25' }),
  })
  .openapi('AuditLogEntry');

/** The id in a path. */
export const idParams = z.object({ id: z.string().min(1).max(100) });
