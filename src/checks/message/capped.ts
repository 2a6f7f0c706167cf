/** A check says at most so much about one message. */
import type { MessageDraft } from '../../findings/message-check.ts';

const MAX_FINDINGS = 50;

/** The first 50; where there are more, each tells how many in `count`. */
export function capped(drafts: readonly MessageDraft[]): readonly MessageDraft[] {
  if (drafts.length <= MAX_FINDINGS) return drafts;
  return drafts
    .slice(0, MAX_FINDINGS)
    .map((draft) => ({ ...draft, data: { ...draft.data, count: drafts.length } }));
}
