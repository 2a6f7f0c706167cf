/** What is wrong with a field, in the reader's language where the catalogue knows the server's sentence or its reason. */
import type { Answer, Problem } from '../api/problem.ts';
import { hasText, t } from '../texts/texts.ts';
import { foldErrors } from './fold-errors.ts';

/** 'no IP address' → 'no-ip-address'. */
const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function sayFault(message: string): string {
  const key = `fault.${slugOf(message)}`;
  return hasText(key) ? t(key) : message;
}

type Folding = Omit<Parameters<typeof foldErrors>[1], 'say'>;

/** A failed answer whose errors stand at the fields and are said in the reader's language. */
export function atFields<T>(answer: Answer<T>, folding: Folding = {}): Answer<T> {
  if (answer.ok) return answer;
  const folded = foldErrors(answer.problem, { ...folding, say: sayFault });
  return { ok: false, problem: withReason(folded) };
}

/** Accounts give a reason for programs ('too-common') with one wrong place; conflicts name the field alone. */
function withReason(problem: Problem): Problem {
  const { path, reason = problem.code } = problem.data ?? {};
  if (typeof path !== 'string' || typeof reason !== 'string') return problem;
  const key = `fault.${reason}`;
  const message = hasText(key) ? t(key) : (problem.errors?.[0]?.message ?? problem.detail ?? problem.title);
  return { ...problem, errors: [{ path, message }] };
}
