/** What was looked at: result, question, answer, time; each opens its look-ups with server and TTL. */
import { toneOfMark } from '../answer/marks.ts';
import type { EvidenceLine } from '../documents/types.ts';
import { language, t } from '../texts/texts.ts';
import { formatDuration } from '../time/format.ts';
import { StateWord, type Tone } from './chip.tsx';
import { type Column, DataTable } from './table.tsx';

/** As evidence arrives, and as a report holds it. */
export interface ShownEvidence {
  readonly tone: Tone;
  readonly word: string;
  readonly question: string;
  readonly answer: string;
  readonly ms?: number | undefined;
  readonly lookups: readonly string[];
}

export const shownLine = (line: EvidenceLine): ShownEvidence => ({
  tone: toneOfMark(line.mark),
  word: line.word,
  question: line.label,
  answer: line.detail,
  ms: line.elapsedMs,
  lookups: line.lookups,
});

export function EvidenceTable({ lines }: { readonly lines: readonly ShownEvidence[] }) {
  return (
    <DataTable
      caption={t('answer.lookedAt')}
      rows={lines.map((line, place) => ({ ...line, key: `${place} ${line.question}` }))}
      keyOf={({ key }) => key}
      columns={[
        {
          id: 'result',
          title: t('answer.result'),
          kind: 'short',
          cell: ({ tone, word }) => <StateWord tone={tone}>{word}</StateWord>,
        },
        { id: 'question', title: t('answer.question'), isHead: true, cell: ({ question }) => question },
        { id: 'answer', title: t('answer.answer'), cell: (line) => <EvidenceAnswer line={line} /> },
        ...(lines.some(({ ms }) => ms !== undefined) ? [asked()] : []),
      ]}
    />
  );
}

const asked = (): Column<ShownEvidence> => ({
  id: 'asked',
  title: t('answer.asked'),
  kind: 'short',
  cell: ({ ms }) => (ms === undefined ? '' : formatDuration(ms, language())),
});

function EvidenceAnswer({ line }: { readonly line: ShownEvidence }) {
  return (
    <>
      {line.answer}
      <Lookups lookups={line.lookups} />
    </>
  );
}

/** Question, server and time of each look-up, folded. */
export function Lookups({ lookups }: { readonly lookups: readonly string[] }) {
  if (lookups.length === 0) return null;
  return (
    <details class="lookups">
      <summary>{t('answer.lookups', { count: lookups.length })}</summary>
      <ul class="mono">
        {lookups.map((lookup, place) => (
          <li key={`${place} ${lookup}`}>{lookup}</li>
        ))}
      </ul>
    </details>
  );
}
