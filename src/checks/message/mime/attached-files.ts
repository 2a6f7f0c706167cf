/** The files that come with a message: names, and what archives list. Each is decoded once, however many checks ask. */
import { readZipDirectory } from '../../../wire/archive/index.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { decodeBytes } from '../../../wire/message/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { extensionOf } from './file-types.ts';

export interface AttachedFile {
  readonly part: MimePart;
  /** '' where it has none. */
  readonly name: string;
  /** Of a ZIP archive; not there for other files, or where it cannot be read. */
  readonly entries?: ReturnType<typeof readZipDirectory>;
}

/** Archives are decoded to this size each and together. */
const MAX_ARCHIVE = 32 * 1024 * 1024;
const MAX_ARCHIVES = 50;

const known = new WeakMap<MailView, readonly AttachedFile[]>();
const zipped = new Set('zip docx docm dotm xlsx xlsm xltm pptx pptm jar apk odt ods odp'.split(' '));

export function attachedFiles(view: MailView): readonly AttachedFile[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  let room = MAX_ARCHIVE;
  let archives = 0;
  const files = view.attachments.map((part): AttachedFile => {
    const name = part.filename ?? '';
    const isZip = zipped.has(extensionOf(name)) || part.contentType.type.includes('zip');
    const size = part.bodyRange.end - part.bodyRange.start;
    if (!isZip || size > room || archives >= MAX_ARCHIVES) return { part, name };
    room -= size;
    archives++;
    const entries = readZipDirectory(decodeBytes(view.message, part).bytes);
    return { part, name, ...(entries !== undefined && { entries }) };
  });
  known.set(view, files);
  return files;
}
