/** Gathered evidence as a file: saved to be judged again later, or by somebody who cannot ask the network. */
import { failed, ok, type Result } from '../base/result.ts';
import type { Audit } from './audit-case.ts';
import type { Gathered } from './gather-cases.ts';

/** The name changes when a shelf changes its meaning. */
const SCHEMA = 'waypost/audit-evidence/1';

/** What is judged again: everything but the findings. */
export function formatEvidence(audits: readonly Audit[]): string {
  const kept = audits.map(({ subject, cases, notChecked }) => ({ subject, cases, notChecked }));
  return `${JSON.stringify({ schema: SCHEMA, audits: kept }, null, 1)}\n`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSubject = (value: unknown): boolean =>
  isObject(value) && typeof value.kind === 'string' && typeof value.name === 'string';

const isShelf = (value: unknown): boolean =>
  isObject(value) && isObject(value.from) && ['present', 'absent', 'unknown'].includes(String(value.state));

function isGathered(value: unknown): value is Gathered {
  if (!isObject(value) || !isSubject(value.subject)) return false;
  if (!Array.isArray(value.cases) || !Array.isArray(value.notChecked)) return false;
  return value.cases.every(
    (one: unknown) =>
      isObject(one) &&
      isSubject(one.about) &&
      isObject(one.evidence) &&
      Object.values(one.evidence).every(isShelf),
  );
}

/** Reads such a file's text; problem 'not-evidence' where it is something else. */
export function parseEvidence(text: string): Result<readonly Gathered[]> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed) && parsed.schema === SCHEMA && Array.isArray(parsed.audits)) {
      if (parsed.audits.every(isGathered)) return ok(parsed.audits);
    }
  } catch {
    // No JSON: told below like every other file that is not ours.
  }
  return failed('not-evidence', 'it is no evidence that waypost audit --save-evidence wrote');
}
