/** Files that Gmail takes but that filters count: kinds that run, two ends, macros, archives nobody can look into, HTML. */
import type { EngineRule, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { googleBlockedFiles, rspamdRules } from '../published-sources.ts';
import { type AttachedFile, attachedFiles } from './attached-files.ts';
import {
  doubleExtensionOf,
  extensionOf,
  isArchive,
  isBlockedByGoogle,
  isMacroDocument,
  rspamdPoints,
} from './file-types.ts';
import { notLookedInto } from './not-looked-into.ts';
import { placeOfPart } from './parts-of.ts';

interface Risk {
  readonly message: string;
  readonly rule?: EngineRule;
}

export const riskyFile: MessageCheck = {
  id: 'mime/risky-file',
  sources: [rspamdRules, googleBlockedFiles],
  run: (view) => {
    const files = attachedFiles(view);
    if (files.length === 0) return [draftMessage('not-applicable', 'no-files', 'score')];
    const drafts = files.map((file) => ({ file, risks: draftsOf(view, file) }));
    const closed = drafts.filter(({ file, risks }) => file.isOpaque && risks.length === 0);
    const unseen = notLookedInto(
      view,
      closed.map(({ file }) => file),
    );
    const told = [...drafts.flatMap(({ risks }) => risks), ...unseen];
    return told.length === 0 ? [draftMessage('pass', 'harmless', 'score')] : capped(told);
  },
};

function draftsOf(view: MailView, file: AttachedFile): readonly MessageDraft[] {
  const place = placeOfPart(view, file.part, 'content-disposition');
  return risksOf(file).map(({ message, rule }) =>
    draftMessage(
      'fail',
      message,
      rule === undefined ? 'information' : 'score',
      { name: file.name.slice(0, 100), extension: extensionOf(file.name) },
      { place, ...(rule !== undefined && { engineRules: [rule] }) },
    ),
  );
}

const macroStorage = /^(?:VBA|_VBA_PROJECT|_VBA_PROJECT_CUR|Macros)$/i;

function risksOf({ part, name, entries = [], storages = [], isProgram }: AttachedFile): readonly Risk[] {
  const extension = extensionOf(name);
  const risks: Risk[] = [];
  const double = doubleExtensionOf(name);
  if (double !== undefined) risks.push({ message: 'double', rule: rspamd('MIME_DOUBLE_BAD_EXTENSION', 3) });
  else if (rspamdPoints(extension) > 0 && !isBlockedByGoogle(extension))
    risks.push({ message: 'kind', rule: rspamd('MIME_BAD_EXTENSION', rspamdPoints(extension)) });
  const hasMacro = entries.some((entry) => /(?:^|\/)vbaproject\.bin$/i.test(entry.name));
  const hasMacroStorage = storages.some((storage) => macroStorage.test(storage));
  if (isMacroDocument(extension) || hasMacro || hasMacroStorage) risks.push({ message: 'macro' });
  // MS-OFFCRYPTO §2.3: an encrypted document is a compound file with this stream in it.
  if (storages.includes('EncryptedPackage')) risks.push({ message: 'locked' });
  if (isProgram && !isBlockedByGoogle(extension)) risks.push({ message: 'program' });
  const isZip = entries.length > 0 && !/^(?:doc|xls|ppt|od[tsp])/.test(extension);
  if (isZip && entries.some(({ isEncrypted }) => isEncrypted))
    risks.push({ message: 'encrypted', rule: rspamd('MIME_ENCRYPTED_ARCHIVE', 2) });
  if (isZip && entries.some((entry) => isArchive(extensionOf(entry.name))))
    risks.push({ message: 'nested', rule: rspamd('MIME_ARCHIVE_IN_ARCHIVE', 5) });
  const isHtml =
    ['html', 'htm', 'xhtml', 'shtml'].includes(extension) || part.contentType.type === 'text/html';
  if (isHtml && part.disposition !== 'inline') risks.push({ message: 'html' });
  const isSvg = extension === 'svg' || part.contentType.type === 'image/svg+xml';
  if (isSvg && part.disposition !== 'inline') risks.push({ message: 'svg' });
  return risks;
}
