/** What spam filters said, for `--json`: as they said it, each rule with what it means and what it rests on. */
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { EngineReading } from '../../gather/engines/index.ts';
import { rulesNotRun } from '../engine-runs.ts';
import type { SymbolsByEngine } from '../engine-symbols.ts';

/** One object for each engine that was asked. */
export function enginesJson(
  readings: readonly EngineReading[],
  byEngine: SymbolsByEngine,
  language: string,
): readonly JsonObject[] {
  return readings.map((reading): JsonObject => {
    if (reading.state === 'failed') {
      const { engine, server, code, why } = reading;
      return { engine, state: 'failed', server, code, why };
    }
    const { engine, version, score, threshold, action, symbols } = reading.answer;
    const known = byEngine[engine];
    const rules = symbols.map((symbol): JsonValue => {
      const meaning = known.meanings.get(symbol.name);
      return {
        name: symbol.name,
        score: symbol.score,
        options: [...symbol.options],
        ...(symbol.description !== undefined && { description: symbol.description }),
        ...(meaning !== undefined && { means: meaning.words[language] ?? meaning.words['en'] ?? '' }),
        ...(meaning?.needs !== undefined && { needs: meaning.needs }),
      };
    });
    const notRun = rulesNotRun(reading, known).map(
      ({ needs, count, examples }): JsonValue => ({
        needs,
        count,
        examples: [...examples],
      }),
    );
    const { server, elapsedMs, hasRelay } = reading;
    return {
      engine,
      state: 'answered',
      server,
      elapsedMs: Math.round(elapsedMs),
      ...(version !== undefined && { version }),
      score,
      threshold,
      action,
      hasRelay,
      symbols: rules,
      notRun,
    };
  });
}
