/** A list that comes in pages: the first when it opens, each further one added below. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Ask, request } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import type { Page } from '../api/shapes.ts';
import type { Loading } from './load.ts';

export interface PagedList<T> extends Loading<readonly T[]> {
  readonly next: string | undefined;
  readonly more: () => void;
}

interface State<T> {
  readonly items?: readonly T[] | undefined;
  readonly next?: string | undefined;
  readonly problem?: Problem | undefined;
  readonly isLoading: boolean;
}

/** Asks GET `path` with `query`; begins anew when one of these changes. */
export function usePages<T>(path: string, query: Ask['query'] = {}): PagedList<T> {
  const state = useSignal<State<T>>({ isLoading: true });
  const running = useRef<AbortController | undefined>(undefined);
  const asked = JSON.stringify([path, query]);
  const load = async (after: string | undefined): Promise<void> => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    state.value = { ...state.peek(), isLoading: true, problem: undefined };
    const answer = await request<Page<T>>('GET', path, {
      query: { ...query, after },
      signal: control.signal,
    });
    if (control.signal.aborted) return;
    const before = after === undefined ? [] : (state.peek().items ?? []);
    state.value = answer.ok
      ? { isLoading: false, items: [...before, ...answer.value.items], next: answer.value.next }
      : { ...state.peek(), isLoading: false, problem: answer.problem };
  };
  useEffect(() => {
    void load(undefined);
    return () => running.current?.abort();
  }, [asked]);
  const { items, next, problem, isLoading } = state.value;
  return {
    value: items,
    version: undefined,
    problem,
    isLoading,
    next,
    more: () => void load(next),
    reload: () => void load(undefined),
    set: (value) => {
      state.value = { ...state.peek(), items: value };
    },
  };
}
