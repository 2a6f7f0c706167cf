/** Problems of the use cases of people as answers, each with its status. */
import type { Problem } from '../../base/result.ts';
import { changeProblem, comeAgain, problem, problemFrom } from '../kit/index.ts';

/** What is there already, or must stay. */
const conflicts: ReadonlySet<string> = new Set([
  'already-set-up',
  'email-taken',
  'last-administrator',
  'too-many-people',
  'too-many-tokens',
  'totp-active',
]);

const numberIn = (of: Problem, key: string): number => Number(of.data?.[key] ?? 1);

/** The answer to a request that a use case refused. */
export function answerProblem(of: Problem): Response {
  const detail = of.message;
  switch (of.code) {
    case 'wrong-login':
    case 'totp-needed':
      return problem(of.code, { detail, headers: { 'www-authenticate': 'Bearer realm="waypost"' } });
    case 'too-many-attempts':
    case 'overloaded':
      return comeAgain(of.code, numberIn(of, 'retryAfterSeconds'), detail);
    case 'not-allowed':
      return problem('not-allowed', { detail, ...(of.data !== undefined && { data: of.data }) });
    case 'not-found':
      return problem('not-found', { detail });
    case 'changed-elsewhere':
      return changeProblem({ code: 'changed-elsewhere', version: numberIn(of, 'version') });
    case 'wrong-token':
      return problemFrom(of, 403);
    case 'invalid':
      return problem('invalid', {
        detail,
        errors: [{ path: String(of.data?.['path'] ?? ''), message: detail }],
        ...(of.data !== undefined && { data: of.data }),
      });
    default:
      return problemFrom(of, conflicts.has(of.code) ? 409 : 422);
  }
}
