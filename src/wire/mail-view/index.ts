/** A message as the checks before sending read it. */
export { editText, encodeQuotedPrintable, type TextEdit } from './edit-text.ts';
export { placeInHeader, placeInRaw, placeInText, placeOfOctet, readMailView } from './read-mail-view.ts';
export type { MailView, Place, TextPart } from './types.ts';
