/** Is there a NUL octet? RFC 5322 §2.2 allows none, and programs take it for the end of the text. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { edit } from '../message-edits.ts';
import { rfc, spamAssassinRules } from '../published-sources.ts';
import { partsOf } from './parts-of.ts';

const MAX_FIXES = 50;

export const nul: MessageCheck = {
  id: 'mime/nul',
  sources: [rfc('5322 §4.1'), rfc('2045 §2.7'), spamAssassinRules],
  run: (view) => {
    const { raw } = view;
    const first = raw.indexOf(0);
    if (first < 0) return [draftMessage('pass', 'none', 'score')];
    const places: number[] = [];
    let count = 0;
    for (let at = first; at < raw.length; at++) {
      if (raw[at] !== 0) continue;
      count++;
      if (places.length < MAX_FIXES) places.push(at);
    }
    const isBinary = partsOf(view).some(({ transferEncoding }) => transferEncoding === 'binary');
    return [
      draftMessage(
        'fail',
        'found',
        'score',
        { count },
        {
          place: placeInRaw(view, { start: Math.max(0, first - 20), end: first + 1 }),
          engineRules: [spamAssassin('NULL_IN_BODY', 1.596)],
          // All at once, or the finding stays; in a file that is sent as it is the octets mean something.
          fixes: isBinary || count > MAX_FIXES ? [] : places.map((at) => edit(at, at + 1, '')),
        },
      ),
    ];
  },
};
