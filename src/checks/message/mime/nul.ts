/**
 * Is there a NUL octet? RFC 5322 §4.1 allows none, and programs take it for the end of the text. In a part that is said to be binary
 * it is content.
 */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeOfOctet } from '../../../wire/mail-view/index.ts';
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
    const [first] = places;
    if (first === undefined) return [draftMessage('pass', 'none', 'score')];
    return [
      draftMessage(
        'fail',
        'found',
        'score',
        { count },
        {
          place: placeOfOctet(view, first, partAt(view, first)),
          engineRules: [spamAssassin('NULL_IN_BODY', 1.596)],
          // All at once, or the finding stays.
          fixes: count > MAX_FIXES ? [] : places.map((at) => edit(at, at + 1, '')),
        },
      ),
    ];
  },
};
