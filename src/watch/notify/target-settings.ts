/** The settings of a target, by its kind. Secrets are no part of them. */
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { isOneLine, NOT_ONE_LINE } from '../../base/one-line.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { TargetKind } from '../../store/alerts/types.ts';
import { faultsOf } from '../settings/settings.ts';

/** A name as it is shown in lists and messages. */
const targetName = z.string().trim().min(1).max(100).refine(isOneLine, NOT_ONE_LINE);

/** No line break, no list of addresses: one mailbox. */
const MAILBOX = /^[^\s<>,;"@]{1,64}@[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const mailbox = z
  .string()
  .trim()
  .max(254)
  .refine((text) => MAILBOX.test(text) && isOneLine(text), 'no e-mail address');

const webhook = z.strictObject({
  url: z
    .string()
    .trim()
    .max(2000)
    // Reading an address passes over line ends and tabs in it: what is kept would not be what is asked.
    .refine(
      (text) => isOneLine(text) && !/\s/.test(text),
      'a space, a line end or a control character stands in it',
    )
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'no http(s) address')
    .refine(
      (text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''),
      'a login in the address would be shown; leave it out',
    ),
});

const email = z.strictObject({
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.:-]*[a-z0-9])?)$/i, 'no host name or address'),
  port: z.int().min(1).max(65_535),
  /** 'none' only towards this machine. */
  security: z.enum(['starttls', 'tls', 'none']),
  user: z.string().max(254).refine(isOneLine, NOT_ONE_LINE).optional(),
  from: mailbox,
  to: z.array(mailbox).min(1).max(20),
});

const schemas = { webhook, email } as const;

export type EmailSettings = z.infer<typeof email>;

/** Problem 'invalid' with `data.errors`. */
export function readTargetName(name: string): Result<string> {
  const read = targetName.safeParse(name);
  if (read.success) return ok(read.data);
  const errors: readonly JsonObject[] = faultsOf(read.error).map(({ message }) => ({
    path: 'name',
    message,
  }));
  return failed('invalid', 'The target cannot be stored under this name.', { errors });
}

/** Problem 'invalid' with `data.errors`. */
export function readTargetSettings<K extends TargetKind>(
  kind: K,
  settings: unknown,
): Result<z.infer<(typeof schemas)[K]>> {
  const read = (schemas[kind] as z.ZodType).safeParse(settings);
  if (read.success) return ok(read.data as z.infer<(typeof schemas)[K]>);
  const errors: readonly JsonObject[] = faultsOf(read.error).map(({ path, message }) => ({
    path: path === '' ? 'settings' : `settings.${path}`,
    message,
  }));
  return failed('invalid', 'The settings of the target cannot be stored.', { errors });
}
