/**
 * Do CR and LF stand only together (RFC 5321 §2.3.8)? A file whose lines end with LF alone is no fault: it is sent with CR LF. A
 * bare LF among CR LF, and a bare CR anywhere, is read otherwise by different servers; that is how messages are smuggled. A part
 * that is said to be binary (RFC 3030 §3) is sent as it is: what stands in it is not looked at.
 */
import { CR, LF } from '../../../base/bytes.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeOfOctet } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { edit, lineEndOf } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { octetsOutsideBinary, partAt } from './octets.ts';

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
    const lineEnd = lineEndOf(view);
    const isBareCr = (at: number): boolean => raw[at + 1] !== LF && raw[at + 1] !== CR;
    const isBareLf = (at: number): boolean => raw[at - 1] !== CR;
    const found = (message: string, places: readonly number[]) =>
      places.map((at) =>
        draftMessage(
          'fail',
          message,
          'policy',
          { count: places.length },
          {
            place: placeOfOctet(view, at, partAt(view, at)),
            fixes: [edit(at, at + 1, message === 'doubled-cr' ? '' : lineEnd)],
          },
        ),
      );
    // Files written twice as text: readers take CR CR LF for one line end, servers find a bare CR.
    const doubled = Buffer.from(raw.buffer, raw.byteOffset, raw.length).includes('\r\r')
      ? octetsOutsideBinary(view, CR, MAX_PLACES, (at) => raw[at + 1] === CR)
      : [];
    const crs = codes.includes('bare-cr') ? octetsOutsideBinary(view, CR, MAX_PLACES, isBareCr) : [];
    const lfs = codes.includes('mixed-line-ends')
      ? octetsOutsideBinary(view, LF, lineEnd === '\r\n' ? MAX_PLACES : 1, isBareLf)
      : [];
    const drafts = [
      ...found('doubled-cr', doubled),
      ...found('bare-cr', crs),
      ...(lineEnd === '\r\n' ? found('bare-lf', lfs) : lfs.length > 0 ? mixed() : []),
    ];
    return drafts.length === 0 ? [draftMessage('pass', 'together', 'policy')] : capped(drafts);

    /** Told where the first line ends that is not like the others. */
    function mixed() {
      const [first] = octetsOutsideBinary(view, CR, 1, (at) => raw[at + 1] === LF);
      if (first === undefined) return [];
      return [
        draftMessage(
          'fail',
          'mixed',
          'policy',
          {},
          { place: placeOfOctet(view, first, partAt(view, first)) },
        ),
      ];
    }
  },
};
