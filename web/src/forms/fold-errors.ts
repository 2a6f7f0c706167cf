/** What the server found wrong, at the fields of a form: 'options.sendingIps.1' is told at the field 'sendingIps', with the entry. */
import type { FieldError, Problem } from '../api/problem.ts';

interface Folding {
  /** Before the names of the fields: 'options'. */
  readonly within?: string;
  /** Fields that hold several: what was written in each, so that the wrong one is named. */
  readonly items?: Readonly<Record<string, readonly string[]>>;
  /** The sentence of the server in the reader's language. */
  readonly say?: (message: string) => string;
}

/** The problem with its errors by field; several at one field become one. Pure. */
export function foldErrors(problem: Problem, { within, items = {}, say = (text) => text }: Folding): Problem {
  if (problem.errors === undefined) return problem;
  const byField = new Map<string, string[]>();
  for (const { path, message } of problem.errors) {
    const inner =
      within !== undefined && path.startsWith(`${within}.`) ? path.slice(within.length + 1) : path;
    const [field = '', entry] = inner.split('.');
    const item = entry === undefined ? undefined : items[field]?.[Number(entry)];
    const told = byField.get(field) ?? [];
    byField.set(field, told);
    told.push(item === undefined ? say(message) : `${item}: ${say(message)}`);
  }
  const errors: readonly FieldError[] = [...byField].map(([path, told]) => ({
    path,
    message: told.join('; '),
  }));
  return { ...problem, errors };
}
