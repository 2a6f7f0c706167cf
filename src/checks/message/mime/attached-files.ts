/** The files that come with a message: names, what their first octets tell, and what archives list. Each is read once. */
import { readCompoundNames, readZipDirectory } from '../../../wire/archive/index.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { decodeBytes } from '../../../wire/message/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { extensionOf, isArchive } from './file-types.ts';

export interface AttachedFile {
  readonly part: MimePart;
  /** '' where it has none. */
  readonly name: string;
  /** Of a ZIP archive; not there for other files, or where it cannot be read. */
  readonly entries?: ReturnType<typeof readZipDirectory>;
  /** Names in a compound file (.doc, .xls, .ppt). */
  readonly storages?: readonly string[];
  /** It holds other things and could not be looked into: RAR, 7z, tar.gz, one that is damaged or too large. */
  readonly isOpaque: boolean;
  /** It begins like a program of Windows or Linux, whatever its name says. */
  readonly isProgram: boolean;
}

/** Archives are decoded to this size each and together. */
const MAX_ARCHIVE = 32 * 1024 * 1024;
const MAX_ARCHIVES = 50;
/** Files whose first octets are looked at. */
const MAX_FILES = 500;
const HEAD_LENGTH = 512;

const known = new WeakMap<MailView, readonly AttachedFile[]>();
const zipped = new Set('zip docx docm dotm xlsx xlsm xltm pptx pptm jar apk odt ods odp'.split(' '));
const compound = new Set('doc dot xls xlt xla ppt pot pps msg msi'.split(' '));

export function attachedFiles(view: MailView): readonly AttachedFile[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  let room = MAX_ARCHIVE;
  let archives = 0;
  const files = view.attachments.map((part, index): AttachedFile => {
    const name = part.filename ?? '';
    const head = index < MAX_FILES ? decodeBytes(view.message, part, HEAD_LENGTH).bytes : new Uint8Array();
    const kind = kindOf(head, name, part);
    const isProgram = kind === 'program';
    if (kind !== 'zip' && kind !== 'compound') return { part, name, isOpaque: kind === 'closed', isProgram };
    const size = part.bodyRange.end - part.bodyRange.start;
    if (size > room || archives >= MAX_ARCHIVES) return { part, name, isOpaque: true, isProgram };
    room -= size;
    archives++;
    const { bytes } = decodeBytes(view.message, part);
    const entries = kind === 'zip' ? readZipDirectory(bytes) : undefined;
    const storages = kind === 'compound' ? readCompoundNames(bytes) : undefined;
    return {
      part,
      name,
      isOpaque: entries === undefined && storages === undefined,
      isProgram,
      ...(entries !== undefined && { entries }),
      ...(storages !== undefined && { storages }),
    };
  });
  known.set(view, files);
  return files;
}

type Kind = 'zip' | 'compound' | 'closed' | 'program' | 'other';

/** RAR, 7z, gzip, xz, bzip2, cabinet, Zstandard, in hexadecimal. */
const closedMarks = [
  '526172211a07',
  '377abcaf271c',
  '1f8b',
  'fd377a585a00',
  '425a68',
  '4d534346',
  '28b52ffd',
];

/** By the first octets, else by the name: a file without content is what it is called. */
function kindOf(head: Uint8Array, name: string, { contentType }: MimePart): Kind {
  const mark = Buffer.from(head.subarray(0, 8)).toString('hex');
  if (mark.startsWith('504b0304') || mark.startsWith('504b0506')) return 'zip';
  if (mark === 'd0cf11e0a1b11ae1') return 'compound';
  if (closedMarks.some((one) => mark.startsWith(one))) return 'closed';
  if (Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar') return 'closed';
  if (isProgramHead(head)) return 'program';
  const extension = extensionOf(name);
  if (zipped.has(extension) || contentType.type.includes('zip')) return 'zip';
  if (isArchive(extension)) return 'closed';
  return compound.has(extension) && head.length > 0 ? 'closed' : 'other';
}

/** ELF, or 'MZ' with what no text has behind it: the header of a program for DOS or Windows is 64 octets of numbers. */
function isProgramHead(head: Uint8Array): boolean {
  const mark = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (mark === '\x7fELF') return true;
  return mark.startsWith('MZ') && head.length >= 64 && head.subarray(2, 64).includes(0);
}
