/** The paragraphs that reports for a terminal are made of. */
import type { Style } from './style.ts';
import { hang, textWidth, wrap } from './wrap.ts';

/** Where the text of a finding begins: behind its number. */
export const BODY = 5;

/** Wrapped, every line moved in by `indent` columns. */
export const indented = (text: string, indent: number, { width }: Style): string =>
  wrap(text, width - indent)
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');

/** 'at  line 3': a label, then the text hanging behind it; nothing where the text is empty. */
export function labelled(label: string, text: string, style: Style): string {
  return text === ''
    ? ''
    : hang(`${' '.repeat(BODY)}${label}`, text, BODY + textWidth(label) + 2, style.width);
}
