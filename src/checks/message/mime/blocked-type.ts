/** Is there a file that Gmail takes from nobody: by its type, also compressed or inside an archive? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { googleBlockedFiles, googleReplies, rspamdRules } from '../published-sources.ts';
import { type AttachedFile, attachedFiles } from './attached-files.ts';
import { extensionOf, innerExtensionOf, isArchive, isBlockedByGoogle, rspamdPoints } from './file-types.ts';
import { notLookedInto } from './not-looked-into.ts';
import { placeOfPart } from './parts-of.ts';

/** The ends of these files are those of archives, and what is in them is part of the document. */
const documents = ['docx', 'docm', 'dotm', 'xlsx', 'xlsm', 'xltm', 'pptx', 'pptm', 'odt', 'ods', 'odp'];

export const blockedType: MessageCheck = {
  id: 'mime/blocked-type',
  sources: [googleBlockedFiles, googleReplies, rspamdRules],
  run: (view) => {
    const files = attachedFiles(view);
    if (files.length === 0) return [draftMessage('not-applicable', 'no-files', 'refused')];
    const drafts = files.map((file) => ({ file, faults: draftOf(view, file) }));
    // Google looks into archives; documents are another matter, and `mime/risky-file` tells of them.
    const closed = drafts.filter(
      ({ file, faults }) => file.isOpaque && faults.length === 0 && isArchive(extensionOf(file.name)),
    );
    const unseen = notLookedInto(
      view,
      closed.map(({ file }) => file),
    );
    const told = [...drafts.flatMap(({ faults }) => faults), ...unseen];
    return told.length === 0 ? [draftMessage('pass', 'allowed', 'refused')] : capped(told);
  },
};

function draftOf(view: MailView, { part, name, entries = [] }: AttachedFile): readonly MessageDraft[] {
  const place = placeOfPart(view, part, 'content-disposition');
  const extension = innerExtensionOf(name);
  const receivers = ['google'];
  if (isBlockedByGoogle(extension)) {
    const points = rspamdPoints(extension);
    return [
      draftMessage(
        'fail',
        'blocked',
        'refused',
        { name: name.slice(0, 100), extension },
        {
          place,
          receivers,
          engineRules: points > 0 ? [rspamd('MIME_BAD_EXTENSION', points)] : [],
        },
      ),
    ];
  }
  if (documents.includes(extensionOf(name))) return [];
  const inside = entries.find((entry) => isBlockedByGoogle(innerExtensionOf(entry.name)));
  if (inside !== undefined)
    return [
      draftMessage(
        'fail',
        'blocked-inside',
        'refused',
        {
          name: name.slice(0, 100),
          inside: inside.name.slice(0, 100),
          extension: innerExtensionOf(inside.name),
        },
        { place, receivers },
      ),
    ];
  // Google: archives with a password whose content is an archive.
  const locked = entries.find((entry) => entry.isEncrypted && isArchive(extensionOf(entry.name)));
  return locked === undefined
    ? []
    : [
        draftMessage(
          'fail',
          'locked-archive',
          'refused',
          { name: name.slice(0, 100), inside: locked.name.slice(0, 100) },
          { place, receivers },
        ),
      ];
}
