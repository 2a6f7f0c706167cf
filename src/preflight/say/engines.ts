/**
 * What spam filters said, beside what we found, ready for any surface. Each engine's score stands beside the threshold as that
 * engine defines it; our points, for comparison, have no threshold and are never without their parts.
 */
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import type { MailTables } from '../../findings/mail-tables.ts';
import { consequences, type MessageFinding } from '../../findings/message-check.ts';
import type { EngineReading } from '../../gather/engines/index.ts';
import type { EngineSymbol } from '../../wire/engines/index.ts';
import { hasNetwork, rulesNotRun } from '../engine-runs.ts';
import type { EngineSymbols, SymbolsByEngine } from '../engine-symbols.ts';
import { type MessageScore, scoreOf } from '../score.ts';
import { signWords } from './sign-words.ts';

export interface EnginesView {
  readonly title: string;
  /** Ours first, then the engines, each one line of a table. */
  readonly rows: readonly EngineRow[];
  readonly engines: readonly EngineView[];
  /** What such scores are worth without network and training. */
  readonly note: string;
}

export interface EngineRow {
  /** 'rspamd 3.4'. */
  readonly name: string;
  /** '6.99 of 15'; ours '4.2, no threshold'. */
  readonly score: string;
  /** The engine's own measure, or what we found. */
  readonly says: string;
}

export interface EngineView {
  readonly name: string;
  /** Why it could not be asked; '' where it was. */
  readonly problem: string;
  readonly symbols: readonly SymbolView[];
  /** Whole sentences. */
  readonly notRun: readonly string[];
}

export interface SymbolView {
  readonly name: string;
  readonly points: string;
  /** Ours, or the engine's own where we have none. */
  readonly words: string;
  /** What it hit, in the engine's form. */
  readonly options: string;
  readonly hint: string;
  readonly isKnown: boolean;
  /** It may only mean that DNS could not be asked. */
  readonly isDoubtful: boolean;
}

/** Undefined where no engine was asked. */
export function viewEngines(
  readings: readonly EngineReading[],
  findings: readonly MessageFinding[],
  symbols: SymbolsByEngine,
  weights: MailTables['weights'],
  texts: Catalogue,
): EnginesView | undefined {
  if (readings.length === 0) return undefined;
  const own = scoreOf(findings, weights);
  return {
    title: texts.ui('engines.title'),
    rows: [ownRow(own, findings, texts), ...readings.map((reading) => rowOf(reading, texts))],
    engines: [ownView(own, texts), ...readings.map((reading) => engineView(reading, symbols, texts))],
    note: texts.ui('engines.note'),
  };
}

function ownRow(own: MessageScore, findings: readonly MessageFinding[], texts: Catalogue): EngineRow {
  const failed = findings.filter(({ outcome }) => outcome === 'fail');
  const counts = consequences.flatMap((consequence) => {
    const count = failed.filter((finding) => finding.consequence === consequence).length;
    return count === 0 ? [] : [`${count} × ${texts.ui(`consequence.${consequence}`)}`];
  });
  return {
    name: texts.ui('engines.ours'),
    score: texts.ui('engines.ownScore', { score: points(own.points) }),
    says: counts.length === 0 ? texts.ui('engines.nothing') : counts.join(', '),
  };
}

/** Each part in the words of its check or sign. */
function ownView({ parts }: MessageScore, texts: Catalogue): EngineView {
  const symbols = parts.map(
    ({ check, message, points: each }): SymbolView => ({
      name: check,
      points: points(each),
      words:
        check === lureId ? signWords(message, texts) : fillFirst(texts.finding(check).label, {}) || message,
      options: '',
      hint: '',
      isKnown: true,
      isDoubtful: false,
    }),
  );
  return { name: texts.ui('engines.ours'), problem: '', symbols, notRun: [] };
}

/** The check whose parts are signs. */
const lureId = 'content/lure';

const points = (value: number): string => String(Math.round(value * 100) / 100 + 0);

const nameOf = (reading: EngineReading): string => {
  if (reading.state === 'failed') return reading.engine;
  const { engine, version } = reading.answer;
  return version === undefined ? engine : `${engine} ${version}`;
};

function rowOf(reading: EngineReading, texts: Catalogue): EngineRow {
  const name = nameOf(reading);
  if (reading.state === 'failed') return { name, score: '', says: problemOf(reading, texts) };
  const { score, threshold, action, engine } = reading.answer;
  const data = { score: points(score), threshold: points(threshold), action };
  return { name, score: texts.ui('engines.score', data), says: texts.ui(`engines.says.${engine}`, data) };
}

function problemOf(
  { engine, server, code, why }: Extract<EngineReading, { state: 'failed' }>,
  texts: Catalogue,
): string {
  const reason = texts.find(`engines.why.${code}`) ?? why;
  return texts.ui('engines.failed', { engine, server, reason });
}

function engineView(reading: EngineReading, byEngine: SymbolsByEngine, texts: Catalogue): EngineView {
  const name = nameOf(reading);
  if (reading.state === 'failed')
    return { name, problem: problemOf(reading, texts), symbols: [], notRun: [] };
  const { answer } = reading;
  const symbols = byEngine[answer.engine];
  const isAnswered = hasNetwork(answer, symbols);
  return {
    name,
    problem: '',
    symbols: answer.symbols.map((symbol) => symbolView(symbol, symbols, isAnswered, texts.language)),
    notRun: rulesNotRun(reading, symbols).map(({ needs, examples, count }) =>
      texts.ui(`engines.notRun.${needs}`, { examples: examples.join(', '), count }),
    ),
  };
}

function symbolView(
  { name, score, description = '', options }: EngineSymbol,
  { meanings }: EngineSymbols,
  isAnswered: boolean,
  language: string,
): SymbolView {
  const meaning = meanings.get(name);
  const say = (words: Readonly<Record<string, string>> | undefined): string =>
    words?.[language] ?? words?.['en'] ?? '';
  return {
    name,
    points: points(score),
    words: meaning === undefined ? description : say(meaning.words),
    options: options.join(', '),
    hint: score > 0 ? say(meaning?.hint) : '',
    isKnown: meaning !== undefined,
    isDoubtful: meaning?.isSaidUnanswered === true && !isAnswered,
  };
}
