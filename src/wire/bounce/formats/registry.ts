/** The formats of reports without an RFC: how each is known, and the reader where the generic one does not do. */

import { PhraseSet } from '../../../base/phrase-set.ts';
import type { BounceLayout } from '../layout.ts';
import type { Notice } from '../notices.ts';
import { BOUNCE_SCORE, type BounceSignals } from '../signals.ts';
import { readAmazonSns } from './amazon-sns.ts';
import { FORMAT_MARKS, type FormatMark, type MarkedFormatId } from './marks.ts';
import { readSendmailTranscript } from './sendmail-transcript.ts';

/** Reads what the generic reader cannot; undefined hands back to it. */
export type FormatReader = (
  layout: BounceLayout,
  signals: BounceSignals,
) => Omit<Notice, 'format'> | undefined;

export interface BounceFormat {
  /** Stable. */
  readonly id: MarkedFormatId;
  readonly read?: FormatReader;
}

const READERS: { readonly [Id in MarkedFormatId]?: FormatReader } = { sendmail: readSendmailTranscript };

const MARKS: readonly (FormatMark & { readonly id: MarkedFormatId })[] = FORMAT_MARKS;

/** A report that needs no other sign of being one than its form. */
export function readByItself(layout: BounceLayout): Notice | undefined {
  const notice = readAmazonSns(layout);
  return notice && { ...notice, format: 'amazon-sns' };
}

const MARK_WORDS = new PhraseSet(MARKS.flatMap((mark) => mark.words ?? []));

/** The first format whose marks fit a mail that is a report already. */
export function recogniseFormat(layout: BounceLayout, signals: BounceSignals): BounceFormat | undefined {
  if (signals.score < BOUNCE_SCORE) return undefined;
  const from = layout.head('from').slice(0, 500).toLowerCase();
  const subject = layout.head('subject').slice(0, 500).toLowerCase();
  const words = MARK_WORDS.allIn(signals.words);
  const mark = MARKS.find((m) => fits(m, from, subject, words, layout));
  if (!mark) return undefined;
  const read = READERS[mark.id];
  return { id: mark.id, ...(read && { read }) };
}

function fits(
  mark: FormatMark,
  from: string,
  subject: string,
  words: ReadonlySet<string>,
  layout: BounceLayout,
): boolean {
  if (mark.from !== undefined && !from.includes(mark.from)) return false;
  if (mark.subject !== undefined && !subject.includes(mark.subject)) return false;
  if (mark.words !== undefined && !words.has(mark.words)) return false;
  if (mark.field === undefined) return true;
  const value = layout.head(mark.field[0]).slice(0, 1_000).toLowerCase();
  return value !== '' && value.includes(mark.field[1]);
}
