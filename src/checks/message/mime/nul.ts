/**
 * Is there a NUL octet? RFC 5322 §4.1 allows none, and programs take it for the end of the text. In a part that is said to be binary
 * it is content.
 */
import type { Fix } from '../../../findings/fix.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeOfOctet } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { edit } from '../message-edits.ts';
import { rfc, spamAssassinRules } from '../published-sources.ts';
import { octetsOutsideBinary, partAt } from './octets.ts';

const MAX_FIXES = 50;

export const nul: MessageCheck = {
  id: 'mime/nul',
  sources: [rfc('5322 §4.1'), rfc('2045 §2.7'), spamAssassinRules],
  run: (view) => {
    let count = 0;
    const places = octetsOutsideBinary(view, 0, Number.POSITIVE_INFINITY, () => {
      count++;
      return count <= MAX_FIXES;
    });
    if (count === 0) return [draftMessage('pass', 'none', 'score')];
    // All at once, or the finding stays.
    if (count > MAX_FIXES) return [found(view, places.slice(0, 1), count, [])];
    const texts = new Set(['', ...view.texts.map(({ part }) => part.path)]);
    const isInText = (at: number): boolean => texts.has(partAt(view, at));
    return [places.filter(isInText), places.filter((at) => !isInText(at))].flatMap((group) =>
      group.length === 0
        ? []
        : [
            found(
              view,
              group,
              group.length,
              group.map((at) => edit(at, at + 1, '')),
            ),
          ],
    );
  },
};

function found(
  view: MailView,
  [first = 0]: readonly number[],
  count: number,
  fixes: readonly Fix[],
): MessageDraft {
  return draftMessage(
    'fail',
    'found',
    'score',
    { count },
    {
      place: placeOfOctet(view, first, partAt(view, first)),
      engineRules: [spamAssassin('NULL_IN_BODY', 1.596)],
      fixes,
    },
  );
}
