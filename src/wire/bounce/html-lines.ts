/**
 * The words of an HTML report as lines, for reading only: tags go, block tags end a line, script, style and comments
 * vanish. Each line keeps the bytes of the source lines it came from. Linear; not a full HTML parser.
 */
import type { DecodedLine } from '../message/types.ts';
import { unescapeHtml } from '../smtp/index.ts';

const MAX_LINES = 5_000;
const BREAKING: ReadonlySet<string> = new Set(
  'br p div tr li ul ol table tbody h1 h2 h3 h4 h5 h6 hr pre blockquote title head body dt dd dl td th'.split(
    ' ',
  ),
);
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style']);

interface Sink {
  readonly lines: DecodedLine[];
  text: string;
  start: number;
  end: number;
}

/** Turns the decoded lines of a text/html part into lines of words; at most 5,000. */
export function htmlLines(source: readonly DecodedLine[]): readonly DecodedLine[] {
  const sink: Sink = { lines: [], text: '', start: -1, end: -1 };
  let hiddenUntil = '';
  let tag: string | undefined;
  for (const line of source) {
    let at = 0;
    while (at < line.text.length) {
      if (hiddenUntil) {
        const end = line.text.toLowerCase().indexOf(hiddenUntil, at);
        if (end < 0) break;
        at = end + hiddenUntil.length;
        if (hiddenUntil.startsWith('</')) tag = 'hidden';
        hiddenUntil = '';
      } else if (tag !== undefined) {
        const close = line.text.indexOf('>', at);
        if (close < 0) break;
        at = close + 1;
        hiddenUntil = endTag(sink, tag);
        tag = undefined;
      } else {
        const open = line.text.indexOf('<', at);
        add(sink, line, line.text.slice(at, open < 0 ? undefined : open));
        if (open < 0) break;
        if (line.text.startsWith('<!--', open)) hiddenUntil = '-->';
        else tag = tagName(line.text, open + 1);
        // An address in angle brackets is not a tag.
        if (tag === '') add(sink, line, '<');
        if (tag === '') tag = undefined;
        at = open + 1;
      }
    }
    if (!tag && !hiddenUntil) add(sink, line, ' ');
    if (sink.lines.length >= MAX_LINES) break;
  }
  flush(sink);
  return sink.lines;
}

function tagName(text: string, from: number): string {
  let at = text[from] === '/' || text[from] === '!' ? from + 1 : from;
  const start = at;
  while (at < text.length && at < start + 20 && /[A-Za-z0-9:-]/.test(text.charAt(at))) at += 1;
  const next = text.charAt(at);
  return next === '@' || next === '.' || at === start ? '' : text.slice(start, at).toLowerCase();
}

function endTag(sink: Sink, name: string): string {
  if (BREAKING.has(name)) flush(sink);
  return HIDDEN.has(name) ? `</${name}` : '';
}

function add(sink: Sink, line: DecodedLine, text: string): void {
  if (text === '') return;
  if (sink.start < 0) sink.start = line.range.start;
  sink.end = line.range.end;
  sink.text += text;
}

function flush(sink: Sink): void {
  const text = collapse(unescapeHtml(sink.text));
  if (text !== '' || sink.lines[sink.lines.length - 1]?.text !== '') {
    const start = Math.max(sink.start, 0);
    sink.lines.push({ text, range: { start, end: Math.max(sink.end, start) } });
  }
  sink.text = '';
  sink.start = -1;
}

function collapse(text: string): string {
  return text
    .split(/[\s\u00a0]/)
    .filter(Boolean)
    .join(' ');
}
