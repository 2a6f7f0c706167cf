/** What can be set in the dashboard, with its limits and what holds where nothing was set. */
import { z } from 'zod';
import { isOneLine, isReadable, NOT_ONE_LINE } from '../../base/one-line.ts';
import { severities } from '../../findings/profile.ts';

const days = z.int().min(0).max(3650);

/** Older than so many days is thrown away; 0 keeps it for ever. */
const retention = z.strictObject({
  reportDays: days.default(365),
  historyDays: days.default(730),
  auditLogDays: days.default(730),
});

/** 'host:port'; absent: the system's own. */
const resolver = z.strictObject({
  server: z.string().max(300).refine(isOneLine, NOT_ONE_LINE).optional(),
});

const schedule = z.strictObject({
  /** False: nothing is audited but on demand. */
  isEnabled: z.boolean().default(true),
  /** Of new subjects; 0: only when asked. */
  everyHours: z.int().min(0).max(744).default(24),
  /** Scheduled audits at the same time. */
  maxAtOnce: z.int().min(1).max(16).default(2),
  /** Questions that scheduled audits may put to one DNS list. */
  listQuestionsPerMinute: z.int().min(1).max(10_000).default(60),
  /** A new finding is looked at again after so many minutes; 0: with the next audit. */
  confirmMinutes: z.int().min(0).max(1440).default(30),
});

/** What the page without login allows, where waypost.toml opens it at all. */
const publicPage = z.strictObject({
  /** Asks an hour of one address. */
  perHour: z.int().min(1).max(10_000).default(30),
  /** Live look-ups are made; else everything is answered from what was pasted alone. */
  lookups: z.boolean().default(true),
  /** Shown above the box, plain text. */
  notice: z
    .string()
    .max(1000)
    .refine(isReadable, 'control characters or marks of the direction of writing stand in it')
    .default(''),
  contact: z.string().max(300).refine(isOneLine, NOT_ONE_LINE).default(''),
});

const alerts = z.strictObject({
  /** Findings that weigh less raise no alert. */
  leastSeverity: z.enum(severities).default('error'),
  /** So many messages a minute go to one target; more alerts become one message. */
  messagesPerMinute: z.int().min(1).max(100).default(5),
  /** Webhooks and mail servers may stand at private addresses. */
  allowPrivateTargets: z.boolean().default(false),
  /** Language of messages. */
  language: z.enum(['en', 'de']).default('en'),
});

export const settingSchemas = { retention, resolver, schedule, 'public-page': publicPage, alerts } as const;

export type SettingKey = keyof typeof settingSchemas;
export type SettingsByKey = { readonly [K in SettingKey]: Readonly<z.infer<(typeof settingSchemas)[K]>> };

export const settingKeys = Object.keys(settingSchemas) as readonly SettingKey[];
