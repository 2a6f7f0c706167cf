/** What is watched, as the API shows it: subjects, findings over time, lists, alerts, targets, settings. */
import { severities } from '../../findings/profile.ts';
import { z } from '../kit/index.ts';
import { instant, spokenLanguage } from './json.ts';

export const severity = z.enum(severities).openapi({ example: 'error' });
export const outcome = z.enum(['pass', 'fail', 'unknown', 'not-applicable']);
const version = z.int().openapi({ description: 'The number in the ETag.' });
const anything = z.record(z.string(), z.unknown());

const subjectMembers = {
  id: z.string(),
  kind: z.enum(['domain', 'host', 'ip']),
  name: z.string(),
  everyHours: z.int().openapi({ description: 'Hours between audits; 0: only when asked.' }),
  options: anything,
  note: z.string(),
  addedAt: instant,
  nextAuditAt: instant.optional(),
  lastAuditAt: instant.optional(),
  lastReportId: z.string().optional(),
  lastProblem: z.string().optional().openapi({ description: 'Why the last audit said nothing.' }),
  language: spokenLanguage,
  failedAudits: z.int().openapi({ description: 'Audits in a row that said nothing.' }),
  version,
};

/** As the inventory stores it. */
export const watchedSubject = z.object(subjectMembers).openapi('WatchedSubject');

const wrongThing = z
  .object({ title: z.string(), language: spokenLanguage, severity, since: instant })
  .openapi('WrongThing');

/** With what is wrong now. */
export const subject = z
  .object({
    ...subjectMembers,
    failures: z.object({ critical: z.int(), error: z.int(), warning: z.int(), notice: z.int() }),
    worst: wrongThing.optional(),
    top: z.array(wrongThing).openapi({ description: 'The three heaviest, the worst first.' }),
    unknown: z.int().openapi({ description: 'Failures that could not be asked about lately.' }),
  })
  .openapi('Subject');

export const findingState = z
  .object({
    subjectId: z.string(),
    key: z.string(),
    check: z.string(),
    message: z.string(),
    about: z.string(),
    outcome,
    severity: severity.optional(),
    title: z.string(),
    language: spokenLanguage,
    data: anything,
    since: instant,
    seenTimes: z.int().openapi({ description: 'Audits in a row that saw it so.' }),
    missedTimes: z.int().openapi({ description: 'Audits in a row that could have seen it and did not.' }),
    unknownSince: instant
      .optional()
      .openapi({ description: 'It could not be asked since then: the outcome is the last that was known.' }),
    lastSeenAt: instant,
    reportId: z.string(),
  })
  .openapi('FindingState');

export const findingChange = z
  .object({
    id: z.string(),
    subjectId: z.string(),
    at: instant,
    key: z.string(),
    title: z.string(),
    language: spokenLanguage,
    from: outcome.optional().openapi({ description: 'Absent: it was not there before.' }),
    to: outcome.optional().openapi({ description: 'Absent: it is gone.' }),
    severity: severity.optional(),
    reportId: z.string(),
  })
  .openapi('FindingChange');

const spanMembers = {
  subjectId: z.string(),
  about: z.string().openapi({ example: '192.0.2.25' }),
  zone: z.string().openapi({ example: 'zen.spamhaus.org' }),
  state: z.enum(['listed', 'not-listed', 'unknown']),
  codes: z.array(z.string()),
  reason: z.string(),
  from: instant,
  until: instant.openapi({ description: 'The last time it was seen so.' }),
};

export const listingSpan = z.object(spanMembers).openapi('ListingSpan');

export const listing = z
  .object({
    ...spanMembers,
    subjectName: z.string().openapi({ description: 'Of the subject whose audit asked first.' }),
    subjects: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .openapi({ description: 'The watched names whose audits ask about it, at most 50.' }),
    moreSubjects: z.int().optional().openapi({ description: 'How many more there are.' }),
    operator: z.string(),
    tier: z.int().openapi({ description: '1 weighs everywhere … 4 informs only.' }),
    meaning: z.string().optional().openapi({ description: 'What the codes stand for.', example: 'XBL' }),
    delisting: z
      .object({
        holds: z.string().optional(),
        cause: z.string().optional(),
        how: z.string().optional(),
        url: z.string().optional(),
        isRequest: z.boolean(),
        endsAfterHours: z.number().optional(),
      })
      .optional()
      .openapi({ description: 'Where it is listed: what to find out first, and the way off the list.' }),
  })
  .openapi('Listing');

export const alert = z
  .object({
    id: z.string(),
    key: z.string(),
    subjectId: z.string().optional(),
    about: z.string(),
    severity,
    state: z.enum(['open', 'closed']),
    title: z.string(),
    language: spokenLanguage,
    finding: anything.openapi({
      description: 'The finding with its evidence and fixes, as a report shows it.',
    }),
    turn: z.string(),
    reportId: z.string().optional(),
    openedAt: instant,
    lastSeenAt: instant,
    closedAt: instant.optional(),
    acknowledgedAt: instant.optional(),
    acknowledgedBy: z.string().optional(),
    mutedUntil: instant.optional(),
    version,
  })
  .openapi('Alert');

export const delivery = z
  .object({
    id: z.string(),
    targetId: z.string(),
    alertId: z.string().openapi({ description: 'Empty of a test.' }),
    event: z.string().openapi({ example: 'opened' }),
    state: z.enum(['waiting', 'sent', 'given-up']),
    attempts: z.int(),
    nextAt: instant,
    lastProblem: z.string().optional(),
    language: spokenLanguage,
    createdAt: instant,
    sentAt: instant.optional(),
  })
  .openapi('Delivery');

export const targetKind = z.enum(['webhook', 'email']);

export const target = z
  .object({
    id: z.string(),
    kind: targetKind,
    name: z.string(),
    settings: anything,
    leastSeverity: severity,
    isEnabled: z.boolean(),
    createdAt: instant,
    version,
    hasSecret: z.boolean(),
    lastDelivery: delivery.optional(),
  })
  .openapi('Target');

export const setting = z
  .object({
    key: z.string().openapi({ example: 'retention' }),
    value: anything,
    version: version.openapi({ description: 'The number in the ETag; 0: never set, the defaults hold.' }),
    changedAt: instant.optional(),
  })
  .openapi('Setting');
