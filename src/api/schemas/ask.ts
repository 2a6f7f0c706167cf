/** What can be asked over the API: inputs, options, answers. */
import { canonicalIp } from '../../base/ip.ts';
import { maybeLongText, queryInt, z } from '../kit/index.ts';
import { documentSchema, language, queryFlag } from './json.ts';
import { saidMembers } from './report.ts';

/** What is asked about: at most 64 MiB. */
export const maxInputBytes = 64 << 20;

/** The largest body of an ask: 64 MiB in Base64, and 1 MiB for the rest. */
export const maxAskBodyBytes = Math.ceil(maxInputBytes / 3) * 4 + (1 << 20);

const shortText = z.string().min(1).max(320);
const names = (count: number) => z.array(z.string().min(1).max(255)).max(count);
const ip = z
  .string()
  .max(64)
  .refine((text) => canonicalIp(text) !== undefined, {
    error: 'write an IP address as 192.0.2.25 or 2001:db8::25',
  });

/** The options that a query can carry, too. */
const plainOptions = {
  from: shortText.optional().openapi({ example: 'news@example.org' }),
  recipient: shortText.optional().openapi({ example: 'ann@example.com' }),
  senderIp: ip.optional().openapi({ example: '192.0.2.25' }),
  helo: shortText.optional().openapi({ example: 'mail.example.org' }),
  mailFrom: z.string().max(320).optional().openapi({ example: 'bounces@example.org' }),
  profile: z.enum(['bulk', 'transactional', 'personal']).optional(),
  language: language.optional(),
};

/** The options of the commands that make sense without a terminal; see their `--help` for each. */
const askOptions = z
  .strictObject({
    ...plainOptions,
    offline: z.boolean().optional().openapi({ description: 'Nothing is looked up.' }),
    message: z.base64().max(maxAskBodyBytes).optional().openapi({
      description:
        'explain, audit: the mail that was sent (the one that was refused), Base64, at most 16 MiB.',
    }),
    sendingIps: z.array(ip).max(1000).optional(),
    selectors: names(100).optional(),
    messagesPerDay: z.int().min(0).max(1_000_000_000).optional(),
    lists: z.boolean().optional(),
    connect: z.boolean().optional(),
    plan: z.boolean().optional(),
    flattenSpf: z.boolean().optional(),
    bulk: z.boolean().optional(),
    tracking: names(100).optional(),
    receivers: names(100).optional(),
    subject: z.string().max(1000).optional(),
    text: z.string().max(1_000_000).optional(),
  })
  .openapi('AskOptions');

const listed = (item: z.ZodType<string, string>, count: number) =>
  z
    .string()
    .max(count * 100)
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(item).max(count))
    .openapi({ type: 'string', description: 'Several with commas between.' });

/** The same in a query, for bodies that are no JSON. */
export const askQuery = z.strictObject({
  ...plainOptions,
  name: z.string().max(500).optional().openapi({ description: 'What the input is called in the answer.' }),
  offline: queryFlag.optional(),
  sendingIps: listed(ip, 1000).optional(),
  selectors: listed(z.string().min(1).max(255), 100).optional(),
  messagesPerDay: queryInt(0, 1_000_000_000).optional(),
  lists: queryFlag.optional(),
  connect: queryFlag.optional(),
  plan: queryFlag.optional(),
  flattenSpf: queryFlag.optional(),
  bulk: queryFlag.optional(),
  tracking: listed(z.string().min(1).max(255), 100).optional(),
  receivers: listed(z.string().min(1).max(255), 100).optional(),
  keep: queryFlag.optional().openapi({ description: 'false: no report is kept.' }),
});

/** The texts themselves: as they are, or in Base64 where they are bytes. Exactly one of the two. */
export const inputMembers = {
  input: maybeLongText(maxInputBytes).optional().openapi({ description: 'As text.' }),
  inputBase64: maybeLongText(maxAskBodyBytes)
    .optional()
    .openapi({ description: 'As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is.' }),
};

/** Those of them that may be long. */
export const longInputs: readonly string[] = Object.keys(inputMembers);

const namedInput = z.strictObject({ name: z.string().min(1).max(500), ...inputMembers });

/** One thing to look at. */
export const recogniseBody = z.strictObject(inputMembers).openapi('RecogniseRequest');

export const askBody = z
  .strictObject({
    ...inputMembers,
    name: z.string().max(500).optional(),
    files: z
      .array(namedInput)
      .min(1)
      .max(1000)
      .optional()
      .openapi({ description: 'Instead of one input: several, as variants of a message.' }),
    options: askOptions.optional(),
    keep: z.boolean().default(true).openapi({ description: 'false: no report is kept.' }),
  })
  .openapi('AskRequest');

/** A job keeps its report always. */
export const jobBody = z
  .strictObject({
    kind: z.enum(['explain', 'audit', 'check']),
    ...inputMembers,
    name: z.string().max(500).optional(),
    files: z.array(namedInput).min(1).max(1000).optional(),
    options: askOptions.optional(),
  })
  .openapi('JobRequest');

export const recognised = z
  .object({
    kind: z.enum(['explain', 'audit', 'check']),
    what: z
      .string()
      .openapi({ description: "'reply', 'bounce', 'log', 'domain', 'ip', 'host', 'message' …" }),
    name: z.string().optional(),
  })
  .openapi('Recognised');

export const askAnswer = z
  .object({
    reportId: z.string().optional().openapi({ description: 'Absent where none was to be kept.' }),
    summary: z.object(saidMembers),
    document: documentSchema,
    notes: z.array(z.string()).optional(),
  })
  .openapi('Answer');
