/**
 * PHPMailer writes a reply with its words first: 'SMTP server error: DATA END command failed Detail: words SMTP code: 550 Additional SMTP
 * info: 5.7.1'. Limits: 1,000 characters before the code.
 */
const MAX_DETAIL = 1_000;
const CODE_NAME = 'SMTP code:';
const DETAIL = 'Detail:';
/** The words before a code that stands at `at`; undefined where it was not written so. */
export function detailBefore(text: string, floor: number, at: number): string | undefined {
  const before = text.slice(Math.max(floor, at - MAX_DETAIL), at).trimEnd();
  if (!before.endsWith(CODE_NAME)) return undefined;
  const from = before.lastIndexOf(DETAIL);
  if (from < 0) return undefined;
  const detail = before.slice(from + DETAIL.length, -CODE_NAME.length);
  return detail.replaceAll(/\s+/g, ' ').trim() || undefined;
}
