/** Findings as lines: what was looked at, with what result, and what is missing to look further. */
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Mark } from '../../findings/say/fix-lines.ts';
import { lookupsOf } from '../../findings/say/lookups.ts';
import { optionWords } from '../../findings/say/option-words.ts';
import { whyWords } from '../../findings/say/why-words.ts';
import type { Verdict } from '../verdict.ts';

/** A check that was looked at, in words. */
export interface EvidenceLine {
  readonly mark: Mark;
  /** The word that stands with the mark: 'fail', 'not checked', 'absent'. */
  readonly word: string;
  readonly label: string;
  readonly detail: string;
  /** Question, server, time and TTL of each look-up behind it. */
  readonly lookups: readonly string[];
  readonly elapsedMs?: number;
}

/** Findings and what they rest on: a verdict, or a part of one that is still being made. */
export type Judged = Pick<Verdict, 'findings' | 'evidence'>;

function evidenceLine(finding: Finding, verdict: Judged, texts: Catalogue): EvidenceLine {
  const { label, messages } = texts.finding(finding.check);
  const lookups = finding.evidence.flatMap((key) => lookupsOf(verdict.evidence[key]));
  const elapsed = lookups.map((lookup) => lookup.elapsedMs);
  const why = whyWords(finding.data, texts);
  const named = optionWords(finding.data, texts);
  const data = { ...finding.data, ...(why !== '' && { why }), ...named };
  const isAbsent =
    finding.outcome === 'fail' && finding.evidence.some((key) => verdict.evidence[key]?.state === 'absent');
  const marks = { pass: 'pass', fail: 'fail', unknown: 'unknown', 'not-applicable': 'note' } as const;
  const word = finding.outcome === 'unknown' ? 'notChecked' : isAbsent ? 'absent' : finding.outcome;
  return {
    mark: marks[finding.outcome],
    word: texts.ui(`word.${word}`),
    label: fillFirst(label, { ...finding.data, subject: finding.subject.name }),
    detail: fillFirst(messages[finding.message] ?? [], data) || why,
    lookups: lookups.map((lookup) => lookup.line),
    ...(elapsed.length > 0 && { elapsedMs: Math.max(...elapsed) }),
  };
}

/** What could not be looked at for one and the same reason is told in one line. */
function mergeUnknown(lines: readonly EvidenceLine[]): readonly EvidenceLine[] {
  const merged: EvidenceLine[] = [];
  for (const line of lines) {
    const at = merged.findIndex(
      (other) => line.mark === 'unknown' && other.mark === 'unknown' && other.detail === line.detail,
    );
    const same = merged[at];
    if (same === undefined) merged.push(line);
    else merged[at] = { ...same, label: `${same.label}, ${line.label}` };
  }
  return merged;
}

const isNotGiven = (finding: Finding): boolean =>
  finding.outcome === 'unknown' && finding.data.why === 'not-given';

/** The sentences that name the options which would have let us look. */
export function missingOf(verdict: Verdict, texts: Catalogue): readonly string[] {
  const sentences = verdict.findings.filter(isNotGiven).flatMap((finding) =>
    finding.evidence.flatMap((key) => {
      const shelf = verdict.evidence[key];
      if (shelf?.state !== 'unknown' || shelf.from.kind !== 'input') return [];
      return [texts.find(`missing.${shelf.from.where}`) ?? shelf.why.message];
    }),
  );
  return [...new Set(sentences)].slice(0, 4);
}

const order: Readonly<Record<Mark, number>> = { fail: 0, pass: 1, note: 2, unknown: 3 };

/** What was looked at: what failed first, what could not be asked last. */
export function evidenceLines(verdict: Judged, texts: Catalogue): readonly EvidenceLine[] {
  return mergeUnknown(
    verdict.findings
      .filter((finding) => !isNotGiven(finding))
      .map((finding) => evidenceLine(finding, verdict, texts))
      .sort((a, b) => order[a.mark] - order[b.mark]),
  );
}
