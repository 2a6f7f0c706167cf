/**
 * The policy file (RFC 8461 §3.2): lines 'key: value', ended by CRLF or LF. Unknown keys are passed over; of a repeated key other
 * than mx the first counts.
 *
 * Limits: 64 KiB are read by the fetch, 2,000 lines and 200 mx here. Linear.
 */

export type MtaStsMode = 'enforce' | 'testing' | 'none';

/** RFC 8461 §3.2: about one year, the most that max_age may say. */
export const MAX_AGE_SECONDS = 31_557_600;

export interface MtaStsPolicyProblem {
  /**
   * Fatal, senders take the policy for invalid: 'version-missing', 'version-unknown', 'mode-missing', 'mode-unknown',
   * 'max-age-missing', 'max-age-syntax', 'max-age-too-long', 'mx-missing', 'mx-syntax', 'line-syntax', 'too-many'.
   * Harmless: 'repeated', 'blank-line', 'leading-space', 'byte-order-mark' (fatal for strict readers).
   */
  readonly code: string;
  /** From 1; 0 where it is about the whole file. */
  readonly line: number;
  readonly isFatal: boolean;
}

export interface MtaStsPolicy {
  readonly version?: string;
  readonly mode?: MtaStsMode;
  readonly maxAgeSeconds?: number;
  /** Patterns in lower case, as 'mx.example.org' or '*.example.org'. */
  readonly mx: readonly string[];
  readonly extensions: readonly string[];
  readonly problems: readonly MtaStsPolicyProblem[];
}

const MAX_LINES = 2000;
const MAX_MX = 200;
const key = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;
const pattern = /^(\*\.)?[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,60}$/;
const modes: readonly string[] = ['enforce', 'testing', 'none'];

/** Never throws. */
export function parseMtaStsPolicy(given: string): MtaStsPolicy {
  const problems: MtaStsPolicyProblem[] = [];
  const note = (code: string, line: number, isFatal = true): void => {
    problems.push({ code, line, isFatal });
  };
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  if (text !== given) note('byte-order-mark', 1);
  const first = new Map<string, string>();
  const mx: string[] = [];
  const lines = linesOf(text);
  if (lines.length > MAX_LINES) note('too-many', MAX_LINES);
  for (const [index, line] of lines.slice(0, MAX_LINES).entries()) {
    const number = index + 1;
    if (line.trim() === '') {
      note('blank-line', number, false);
      continue;
    }
    if (line !== line.trimStart()) note('leading-space', number, false);
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    const value = line.slice(colon + 1).trim();
    if (colon < 0 || !key.test(name) || value === '') note('line-syntax', number);
    else if (name === 'mx') addMx(value, mx, number, note);
    else if (first.has(name)) note('repeated', number, false);
    else first.set(name, value);
  }
  return { ...readKeys(first, mx, note), mx, problems };
}

type Note = (code: string, line: number, isFatal?: boolean) => void;

/** RFC 8461 §3.2, sts-policy-term: LF or CRLF; the last line needs none. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function addMx(value: string, mx: string[], line: number, note: Note): void {
  const host = value.toLowerCase();
  // RFC 8461 §3.2, sts-policy-mx-value: a domain, or '*.' before one; no final dot, no address.
  if (mx.length >= MAX_MX) note('too-many', line);
  else if (host.length > 255 || !pattern.test(host)) note('mx-syntax', line);
  else mx.push(host);
}

function readKeys(first: ReadonlyMap<string, string>, mx: readonly string[], note: Note) {
  const version = first.get('version');
  if (version === undefined) note('version-missing', 0);
  else if (version !== 'STSv1') note('version-unknown', 0);
  const mode = first.get('mode');
  if (mode === undefined) note('mode-missing', 0);
  else if (!isMode(mode)) note('mode-unknown', 0);
  const maxAgeSeconds = readMaxAge(first.get('max_age'), note);
  // RFC 8461 §3.2: mx is needed unless the mode is none.
  if (mx.length === 0 && mode !== 'none') note('mx-missing', 0);
  return {
    ...(version !== undefined && { version }),
    ...(mode !== undefined && isMode(mode) && { mode }),
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
    extensions: [...first.keys()].filter((name) => !['version', 'mode', 'max_age'].includes(name)),
  };
}

const isMode = (text: string): text is MtaStsMode => modes.includes(text);

function readMaxAge(text: string | undefined, note: Note): number | undefined {
  if (text === undefined) note('max-age-missing', 0);
  else if (!/^\d{1,10}$/.test(text)) note('max-age-syntax', 0);
  else if (Number(text) > MAX_AGE_SECONDS) note('max-age-too-long', 0);
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
