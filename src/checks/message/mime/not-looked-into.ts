/** Archives and documents that hold other things and could not be looked into: what is in them is not known, never fine. */
import type { MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import type { AttachedFile } from './attached-files.ts';
import { placeOfPart } from './parts-of.ts';

/** Names that are told; the others are counted. */
const MAX_NAMES = 5;

/** One finding for all of them, none where there are none. */
export function notLookedInto(view: MailView, files: readonly AttachedFile[]): readonly MessageDraft[] {
  const [first] = files;
  if (first === undefined) return [];
  const names = files
    .slice(0, MAX_NAMES)
    .map(({ name, part }) => (name || part.contentType.type).slice(0, 100));
  const data = { names: names.join(', '), count: files.length };
  const place = placeOfPart(view, first.part, 'content-disposition');
  return [draftMessage('unknown', 'not-looked-into', 'score', data, { place })];
}
