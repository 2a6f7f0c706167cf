/**
 * The address of an item in a list of refusals: 'a@example.org 550 5.1.1 user unknown; b@example.org: 452 …', one a line or behind ';', ',', '|'.
 * It stands right before the code and belongs to it, not to the words of the reply before. Limits: 400 characters are looked at.
 */
import { once } from '../../base/once.ts';

/** The address that an item of a list begins with. */
export interface ListedAddress {
  readonly address: string;
  /** Where the item begins: behind the mark or line feed that ends the one before. */
  readonly start: number;
}

const MAX_ITEM = 400;

/** Local part and domain. */
const ADDRESS = String.raw`[^\s<>:;,|"'@()[\]=]{1,64}@[\p{L}\p{N}._-]{1,255}`;
/** A word or two of what happened to it: ' failed with', ', reason:', ' returned', ' error:'. */
const FATE = String.raw`(?:[ \t]{0,4}[,;:-]{0,2}[ \t]{1,4}(?:failed|bounced|rejected|returned|got|gave|fehlgeschlagen|refused|reason|error|reply|response|status|grund|raison|motivo)(?:[ \t](?:with|by|code|was))?)?`;
/** What may stand between an address and its code: ': ', ' - ', ' => ', ' failed: ', ' ('. */
const TO_CODE = String.raw`[>"']{0,2}${FATE}[ \t]{0,8}(?:[:;,|=\u2013\u2192-]{1,2}>?)?[ \t"'([]{0,20}$`;
/** 'Rcpt ', 'Failed recipient: ', 'The following recipients failed: ', 'me@example.net -> ' before it. */
const WORD = String.raw`[^\s@:;,|<>]{1,40}`;
const LABELS = String.raw`(?:${ADDRESS}[ \t]{1,4}(?:[=-]{1,2}>|\u2192)[ \t]{1,4}|((?:${WORD}(?:[ \t]{1,3}|:[ \t]{0,3})){1,2}|(?:${WORD}(?:[ \t]{1,3}|:[ \t]{1,3})){0,7}(?:to[ \t]{1,3}|for[ \t]{1,3}|${WORD}:[ \t]{0,3})))?`;
const item = once(
  () =>
    new RegExp(
      String.raw`(?:^|[\n;,|])([ \t>*\u2022~"'|{([-]{0,20}(?:\(?[0-9]{1,5}[.)][ \t]{1,4})?${LABELS}["'<{([]{0,3}(${ADDRESS})${TO_CODE})`,
      'u',
    ),
);
/** The second half alone, which tells quickly. */
const domainAndCode = once(() => new RegExp(String.raw`^@[\p{L}\p{N}._-]{1,255}${TO_CODE}`, 'u'));
/** What stands before an address that is no recipient's. */
const NOT_A_RECIPIENT =
  /\b(?:from|sender|absender|expediteur|expéditeur|remitente|mittente|path|login|auth|contact|reply-to|von|de|da|by|at|ask|as|using|via|through|envelope|account|returned|bounced|sent|report|reports|notification|notify|answers?|behalf|reply|ticket|this is|i am|(?<!not )(?<!not be )(?<!not been )delivered)\b/i;
/** So much of a long label is looked at. */
const MAX_LABEL = 30;
/** Another address in a cell of its own before it: nobody knows which of the two is the recipient. */
const TWO_CELLS = /@[^\s@;,|]{1,255}["'>]{0,2}[ \t]{0,2}[;,|\t]["'<]{0,2}$/;

/** The address that heads the item whose code stands at `at`, not before `floor`. */
export function listedAddressBefore(text: string, floor: number, at: number): ListedAddress | undefined {
  const from = Math.max(floor, at - MAX_ITEM);
  const window = text.slice(from, at);
  const mark = window.lastIndexOf('@');
  if (mark < 0 || !domainAndCode().test(window.slice(mark))) return undefined;
  const found = item().exec(window);
  const address = found?.[3];
  if (found === null || address === undefined) return undefined;
  // What was cut off is no beginning.
  if (found.index === 0 && from > floor && !'\n;,|'.includes(found[0][0] ?? ' ')) return undefined;
  const label = found[2];
  if (label !== undefined && NOT_A_RECIPIENT.test(label.slice(-MAX_LABEL))) return undefined;
  const start = at - (found[1]?.length ?? 0);
  return TWO_CELLS.test(text.slice(Math.max(floor, start - MAX_ITEM), start))
    ? undefined
    : { address, start };
}
