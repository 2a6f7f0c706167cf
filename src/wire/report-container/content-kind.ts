/** What bytes are, seen from their beginning: names and content types of attachments are too often wrong. */
import { latin1 } from '../../base/bytes.ts';
import { looksLikeMessage } from '../message/index.ts';

export type ContentKind = 'empty' | 'xml' | 'json' | 'zip' | 'gzip' | 'mail' | 'other';

/** XML that is no report, however it goes on. */
const OTHER_XML = ['<!doctype html', '<html', '<svg', '<!doctype svg', '<plist', '<!doctype plist'];

/** The kind of a text or archive by its first bytes. */
export function contentKindOf(head: Uint8Array): ContentKind {
  const [first, second, third, fourth] = head;
  if (first === 0x50 && second === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6)))
    return 'zip';
  if (first === 0x1f && second === 0x8b) return 'gzip';
  const start = beginningOf(head);
  if (start === '') return 'empty';
  if (start.startsWith('<')) {
    const lower = start.toLowerCase();
    return OTHER_XML.some((begin) => lower.startsWith(begin)) ? 'other' : 'xml';
  }
  if (start.startsWith('{')) return 'json';
  return looksLikeMessage(head) ? 'mail' : 'other';
}

/** The first characters after marks and white space; UTF-16 is read as far as ASCII goes. */
function beginningOf(head: Uint8Array): string {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const text = latin1(head, isWide ? 2 : isMarked ? 3 : 0);
  const isUnmarkedWide = !isWide && text.startsWith('<\0');
  return (isWide || isUnmarkedWide ? text.replaceAll('\0', '') : text).trimStart();
}
