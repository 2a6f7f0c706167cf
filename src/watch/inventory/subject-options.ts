/** What is told of a subject that nobody can guess: the options of `waypost audit` that make sense for a watched name. */
import { z } from 'zod';
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import { isReadable } from '../../base/one-line.ts';

const selector = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/i, 'no DKIM selector');

/** An address in canonical form. `allowPrivate`: of a closed network. */
const address = (allowPrivate: boolean) =>
  z
    .string()
    .max(60)
    .transform((text, context) => {
      const ip = canonicalIp(text.trim());
      if (ip !== undefined && (allowPrivate || isPublicIp(ip))) return ip;
      context.addIssue({ code: 'custom', message: ip === undefined ? 'no IP address' : 'a private address' });
      return z.NEVER;
    });

/** The schema of `options`; unknown members are refused. */
export function subjectOptions(allowPrivate: boolean) {
  return z.strictObject({
    sendingIps: z.array(address(allowPrivate)).max(16).optional(),
    selectors: z.array(selector).max(30).optional(),
    helo: z
      .string()
      .max(253)
      .transform((text) => plainName(text.trim()))
      .refine(isFullName, 'no host name')
      .optional(),
    messagesPerDay: z.int().min(0).max(1_000_000_000).optional(),
    /** DNS lists are asked; true where it is absent. */
    lists: z.boolean().optional(),
    /** Mail and web hosts are connected to; true where it is absent. */
    connect: z.boolean().optional(),
  });
}

export const everyHours = z.int().min(0).max(744);
export const note = z
  .string()
  .max(2000)
  .refine(isReadable, 'control characters or marks of the direction of writing stand in it');
