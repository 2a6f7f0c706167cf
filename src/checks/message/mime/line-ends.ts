/**
 * Do CR and LF stand only together (RFC 5321 §2.3.8)? A file whose lines end with LF alone is no fault: it is sent with CR LF. A
 * bare LF among CR LF, and a bare CR anywhere, is read otherwise by different servers; that is how messages are smuggled.
 */
import { CR, LF } from '../../../base/bytes.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { edit, lineEndOf } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';

const postfix = {
  title: 'Postfix: smtpd_forbid_bare_newline',
  url: 'https://www.postfix.org/smtp-smuggling.html',
  seen: '2026-11-26',
};
const MAX_PLACES = 50;

export const lineEnds: MessageCheck = {
  id: 'mime/line-ends',
  sources: [rfc('5321 §2.3.8'), rfc('5322 §2.3'), postfix],
  run: (view) => {
    const { raw } = view;
    const codes = view.message.problems.map(({ code }) => code);
    const isCrLf = lineEndOf(view) === '\r\n';
    const drafts = [
      ...(codes.includes('bare-cr') ? found(raw, bareCrs(raw), 'bare-cr') : []),
      ...(codes.includes('mixed-line-ends')
        ? isCrLf
          ? found(raw, bareLfs(raw), 'bare-lf')
          : [draftMessage('fail', 'mixed', 'policy')]
        : []),
    ];
    return drafts.length === 0 ? [draftMessage('pass', 'together', 'policy')] : capped(drafts);

    function found(bytes: Uint8Array, places: readonly number[], message: string) {
      return places.map((at) =>
        draftMessage(
          'fail',
          message,
          'policy',
          { count: places.length },
          {
            place: placeInRaw(view, { start: Math.max(0, at - 20), end: Math.min(bytes.length, at + 1) }),
            fixes: [edit(at, at + 1, lineEndOf(view))],
          },
        ),
      );
    }
  },
};

/** A CR that leads to no LF; CR CR LF counts as one line end. */
function bareCrs(raw: Uint8Array): readonly number[] {
  const places: number[] = [];
  for (let at = raw.indexOf(CR); at >= 0 && at < raw.length && places.length < MAX_PLACES; at++)
    if (raw[at] === CR && raw[at + 1] !== LF && raw[at + 1] !== CR) places.push(at);
  return places;
}

function bareLfs(raw: Uint8Array): readonly number[] {
  const places: number[] = [];
  for (let at = raw.indexOf(LF); at >= 0 && at < raw.length && places.length < MAX_PLACES; at++)
    if (raw[at] === LF && raw[at - 1] !== CR) places.push(at);
  return places;
}
