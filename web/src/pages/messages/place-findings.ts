/** The findings of a message as they are listed beside it, with their index in the document, which the frame's marks carry. Pure. */
import { findingWords } from '../../answer/message-words.ts';
import type { CheckDocument, MessageFindingWords } from '../../documents/types.ts';
import type { PlacedFinding } from './source-pieces.ts';

export interface ShownFinding {
  /** In the document's `findings`. */
  readonly index: number;
  readonly words: MessageFindingWords;
}

/** Failures first, then what could not be judged: words and findings stand in the same order within each outcome. */
export function shownFindings(document: CheckDocument): readonly ShownFinding[] {
  const { failed, unknown } = findingWords(document);
  const indexes = (outcome: 'fail' | 'unknown'): readonly number[] =>
    document.findings.flatMap((finding, index) => (finding.outcome === outcome ? [index] : []));
  const pair = (words: readonly MessageFindingWords[], places: readonly number[]): readonly ShownFinding[] =>
    words.map((one, place) => ({ index: places[place] ?? -1, words: one }));
  return [...pair(failed, indexes('fail')), ...pair(unknown, indexes('unknown'))];
}

/** Those that have a place in the octets of the message; places in files beside it are left out. */
export const placedFindings = (findings: readonly ShownFinding[]): readonly PlacedFinding[] =>
  findings.flatMap(({ words: { place } }, index) =>
    place === undefined ? [] : [{ index, start: place.raw.start, end: place.raw.end }],
  );
