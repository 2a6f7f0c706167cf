/** What a page shows is asked for when it opens; this is the state of that: loading, there, or failed with its reason. */
import { type Signal, useSignal } from '@preact/signals';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { Answer, Problem } from '../api/problem.ts';

export interface Loading<T> {
  /** The last value stays while it is loaded again. */
  readonly value: T | undefined;
  readonly version: string | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
  /** Takes a new value over without asking: after a change that answered with it. */
  readonly set: (value: T, version?: string) => void;
}

interface State<T> {
  readonly value?: T | undefined;
  readonly version?: string | undefined;
  readonly problem?: Problem | undefined;
  readonly isLoading: boolean;
}

/** Asks when the page opens and whenever one of `inputs` changes; a question that was overtaken is dropped. */
export function useLoad<T>(
  ask: (signal: AbortSignal) => Promise<Answer<T>>,
  inputs: readonly unknown[],
): Loading<T> {
  const state: Signal<State<T>> = useSignal<State<T>>({ isLoading: true });
  const running = useRef<AbortController | undefined>(undefined);
  const latest = useRef(ask);
  latest.current = ask;
  const load = useCallback(async (keepsValue: boolean) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const before = state.peek();
    state.value = { isLoading: true, ...(keepsValue && { value: before.value, version: before.version }) };
    const answer = await latest.current(control.signal);
    if (control.signal.aborted) return;
    state.value = answer.ok
      ? { isLoading: false, value: answer.value, version: answer.version }
      : { ...state.peek(), isLoading: false, problem: answer.problem };
  }, []);
  useEffect(() => {
    void load(false);
    return () => running.current?.abort();
  }, inputs);
  const { value, version, problem, isLoading } = state.value;
  return {
    value,
    version,
    problem,
    isLoading,
    reload: useCallback(() => void load(true), []),
    set: useCallback((next: T, nextVersion?: string) => {
      state.value = { value: next, version: nextVersion, isLoading: false };
    }, []),
  };
}
