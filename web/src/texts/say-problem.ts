/** A problem as a sentence: the server's own where it said one, else the catalogue's for its code. */
import type { Problem } from '../api/problem.ts';
import { hasText, t } from './texts.ts';

export function sayProblem({ code, status, title, detail, retryAfter }: Problem): string {
  const known = `problem.${code}`;
  const said = hasText(known) ? t(known, { status }) : detail || title || t('problem.unnamed', { code });
  return retryAfter === undefined
    ? said
    : `${said} ${t('problem.retryAfter', { count: Math.ceil(retryAfter) })}`;
}
