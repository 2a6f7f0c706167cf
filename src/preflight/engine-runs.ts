/**
 * Which rules of a spam filter could not run: those about the relay where no connection was told, those that ask DNS where
 * none left a sign of an answer, training where there is none. They are "not run", never "passed".
 */
import type { EngineReading } from '../gather/engines/index.ts';
import type { EngineSymbols, SymbolNeed } from './engine-symbols.ts';

type Answered = Extract<EngineReading, { state: 'answered' }>;

export interface NotRun {
  readonly needs: SymbolNeed;
  /** Rules of that kind that are known by name, the first few. */
  readonly examples: readonly string[];
  readonly count: number;
}

const MAX_EXAMPLES = 5;

/** In the order network, received, bayes. */
export function rulesNotRun({ answer, hasRelay }: Answered, symbols: EngineSymbols): readonly NotRun[] {
  const kinds: readonly SymbolNeed[] = [
    ...(hasNetwork(answer, symbols) ? [] : (['network'] as const)),
    ...(hasRelay ? [] : (['received'] as const)),
    ...(answer.symbols.some(({ name }) => symbols.meanings.get(name)?.needs === 'bayes')
      ? []
      : (['bayes'] as const)),
  ];
  return kinds.map((needs) => {
    const names = [...symbols.meanings].flatMap(([name, meaning]) =>
      meaning.needs === needs && !meaning.isSaidUnanswered ? [name] : [],
    );
    return { needs, examples: names.slice(0, MAX_EXAMPLES), count: names.length };
  });
}

/** A rule fired that can only fire when DNS, or another service, answered. */
export function hasNetwork({ symbols: fired }: Answered['answer'], { meanings }: EngineSymbols): boolean {
  return fired.some(({ name }) => {
    const meaning = meanings.get(name);
    return meaning?.needs === 'network' && !meaning.isSaidUnanswered;
  });
}
