/**
 * What links show of reports, as JSON for every reader. Redacting a large report and saying it again takes seconds: it is done once, with
 * breaths for everybody else, however many ask at the same time, and the last few answers are remembered.
 */
import { Breather } from '../../desk/limits.ts';
import { redactSlowly } from '../../desk/redact.ts';
import { languagesOf, reportIn } from '../../desk/report-in.ts';
import type { Report, Share } from '../../store/reports/types.ts';
import { jsonPieces } from '../kit/index.ts';
import type { ApiServices } from '../services.ts';

/** In memory at most, two octets a character. */
const MAX_BYTES = 64 << 20;
/** Nobody asked for it so long. */
const MAX_IDLE_MS = 10 * 60_000;

/** A report as a link shows it; `language`: undefined: its own. */
export interface Shown extends Pick<Share, 'reportId' | 'isRedacted'> {
  readonly language: string | undefined;
}

export interface SharedAnswers {
  /** Pieces of JSON (largeText); undefined where the report is gone. */
  readonly piecesOf: (shown: Shown) => Promise<readonly string[] | undefined>;
  /** The report, or a link to it, goes: nothing of it is remembered. */
  readonly drop: (reportId: string) => void;
}

interface Kept {
  readonly reportId: string;
  readonly pieces: readonly string[];
  readonly bytes: number;
  readonly usedMs: number;
}

/** `maxBytes`: of what is remembered. */
export function createSharedAnswers(
  { store, desk, clock }: Pick<ApiServices, 'store' | 'desk' | 'clock'>,
  maxBytes = MAX_BYTES,
): SharedAnswers {
  /** The one that was used last stands at the end. */
  const kept = new Map<string, Kept>();
  const making = new Map<string, { readonly reportId: string; readonly pieces: ReturnType<typeof make> }>();
  let bytes = 0;

  const forget = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  const remember = (key: string, reportId: string, pieces: readonly string[]): void => {
    const size = pieces.reduce((sum, piece) => sum + piece.length * 2, 0);
    forget(key);
    if (size > maxBytes) return;
    kept.set(key, { reportId, pieces, bytes: size, usedMs: clock.monotonicMs() });
    bytes += size;
    for (const [oldest, { usedMs }] of kept) {
      if (bytes <= maxBytes && clock.monotonicMs() - usedMs < MAX_IDLE_MS) break;
      forget(oldest);
    }
  };

  async function make({ reportId, isRedacted, language }: Shown): Promise<readonly string[] | undefined> {
    const breather = new Breather(clock.monotonicMs);
    const report = await store.reports.get(reportId);
    if (report === undefined) return undefined;
    await breather.breathe();
    const said = await reportIn(report, language, desk);
    await breather.breathe();
    // What is said again is redacted as it would have been the first time.
    const shownAs: Report = isRedacted ? await redactSlowly(said, breather) : said;
    const { document, options: _, input: __, form: ___, ...summary } = shownAs;
    const languages = languagesOf(report, desk);
    const shown = { summary: withoutAsker(summary), document, languages, isRedacted };
    return jsonPieces(shown, () => breather.breathe());
  }

  return {
    piecesOf: async (shown) => {
      const { reportId, isRedacted, language } = shown;
      const key = [reportId, isRedacted, language].join(' ');
      const known = kept.get(key);
      if (known !== undefined) {
        remember(key, reportId, known.pieces);
        return known.pieces;
      }
      const begun = making.get(key);
      if (begun !== undefined) return begun.pieces;
      const mine = { reportId, pieces: make(shown) };
      making.set(key, mine);
      try {
        const pieces = await mine.pieces;
        if (pieces !== undefined && making.get(key) === mine) remember(key, reportId, pieces);
        return pieces;
      } finally {
        if (making.get(key) === mine) making.delete(key);
      }
    },
    drop: (reportId) => {
      for (const [key, one] of making) if (one.reportId === reportId) making.delete(key);
      for (const [key, one] of kept) if (one.reportId === reportId) forget(key);
    },
  };
}

/** A summary for whoever has a link. */
export function withoutAsker<T extends object>(summary: T): Omit<T, 'askedBy' | 'personId' | 'subjectId'> {
  const {
    askedBy: _,
    personId: __,
    subjectId: ___,
    ...rest
  } = summary as T & {
    askedBy?: unknown;
    personId?: unknown;
    subjectId?: unknown;
  };
  return rest;
}
