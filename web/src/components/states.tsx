/** Loading, empty, failed: every list and every page has all three. */
import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/problem.ts';
import type { Loading } from '../state/load.ts';
import { sayProblem } from '../texts/say-problem.ts';
import { t } from '../texts/texts.ts';

/** What failed, the places that are wrong, and the offer to try again. */
export function Failure({
  problem,
  said,
  retry,
}: {
  readonly problem: Problem;
  /** Instead of the usual words for this problem. */
  readonly said?: string | undefined;
  readonly retry?: () => void;
}) {
  return (
    <div class="failure" role="alert">
      <p>{said ?? sayProblem(problem)}</p>
      {problem.errors !== undefined && (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={path}>
              {path === '' ? '' : `${path}: `}
              {message}
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          {t('common.again')}
        </button>
      )}
    </div>
  );
}

/** Nothing is here yet: what to do first. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

function Busy({ text }: { readonly text?: string }) {
  return (
    <p class="busy" role="status">
      {text ?? t('common.loading')}
    </p>
  );
}

/** Draws `children` with what was loaded; until then, or instead, what the state is. */
export function Loaded<T>({
  of,
  loading,
  children,
}: {
  readonly of: Loading<T>;
  /** What is being asked right now. */
  readonly loading?: string;
  readonly children: (value: T) => ComponentChildren;
}) {
  return (
    <>
      {of.problem !== undefined && <Failure problem={of.problem} retry={of.reload} />}
      {of.value !== undefined
        ? children(of.value)
        : of.isLoading && <Busy {...(loading !== undefined && { text: loading })} />}
    </>
  );
}
