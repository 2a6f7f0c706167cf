/** A report that a person passed on inside the text of a new mail ('Begin forwarded message:', '> From: Mail Delivery …'). */
import type { DecodedLine } from '../message/types.ts';
import { readHeaderLines, unquotedLine } from './header-lines.ts';
import { type BounceLayout, layOutText } from './layout.ts';

const MARKS: readonly string[] = [
  'begin forwarded message',
  'forwarded message',
  'original message',
  'weitergeleitete nachricht',
  'ursprüngliche nachricht',
  'message transféré',
  'mensaje reenviado',
  'mensagem encaminhada',
  'messaggio inoltrato',
  'doorgestuurd bericht',
  'пересылаемое сообщение',
  '転送されたメッセージ',
  '转发的邮件',
];
const FORWARD_SUBJECT = /^(fwd?|fw|wg|tr|rv|enc|i|vs|vb|doorst|пересл|转发|転送)\s?[:：]/i;
const HEADER_START = /^(from|von|de|da|van|od|från|fra|от|发件人|差出人)\s?[:：]/i;

/** The forwarded mail laid out like one that came by itself; undefined when the mail passes nothing on. */
export function forwardedLayout(layout: BounceLayout): BounceLayout | undefined {
  if (!FORWARD_SUBJECT.test(layout.head('subject').slice(0, 50))) return undefined;
  const lines = [...layout.notice, ...layout.quoted].map(unquoted);
  const start = headerStart(lines);
  if (start < 0) return undefined;
  const fields = readHeaderLines(lines, start);
  let body = start;
  while (body < lines.length && lines[body]?.text.trim() !== '') body += 1;
  const head = (key: string) => fields.find((f) => f.key === key)?.value ?? '';
  return layOutText(layout, head, lines.slice(body));
}

function unquoted(line: DecodedLine): DecodedLine {
  return { text: unquotedLine(line.text), range: line.range };
}

function headerStart(lines: readonly DecodedLine[]): number {
  let isMarked = false;
  for (let i = 0; i < lines.length && i < 200; i++) {
    const text = (lines[i]?.text ?? '').trim().slice(0, 200);
    const lower = text.toLowerCase();
    if (MARKS.some((m) => lower.includes(m))) isMarked = true;
    if (HEADER_START.test(text) && (isMarked || i < 40)) return i;
  }
  return -1;
}
