/** One SMTP reply at the start of a stream (RFC 5321 §4.2.1). */

export interface SessionReply {
  readonly code: number;
  /** The words of each line, code removed. */
  readonly lines: readonly string[];
}

const maxLines = 100;
const replyLine = /^[2-5][0-9][0-9](?:[ -]|$)/;
/** What four characters at the start of a reply may be, as far as they are there. */
const replyStart = /^(?:[2-5](?:[0-9](?:[0-9][ \r-]?)?)?)?$/;

/**
 * A whole reply at the start of the text ('250-' goes on, '250 ' ends), 'bad', or not yet. What cannot become a reply is
 * bad before its line ends.
 */
export function takeReply(
  text: string,
): { readonly reply: SessionReply; readonly length: number } | 'bad' | undefined {
  const lines: string[] = [];
  let start = 0;
  for (;;) {
    const newline = text.indexOf('\n', start);
    if (newline < 0) return replyStart.test(text.slice(start, start + 4)) ? undefined : 'bad';
    const line = text.slice(start, text[newline - 1] === '\r' ? newline - 1 : newline);
    if (!replyLine.test(line) || lines.length >= maxLines) return 'bad';
    lines.push(line.slice(4));
    start = newline + 1;
    if (line[3] !== '-') return { reply: { code: Number(line.slice(0, 3)), lines }, length: start };
  }
}

/** 'code text' on one line, at most 300 characters. */
export function replyText({ code, lines }: SessionReply): string {
  return `${code} ${lines.join(' ')}`.trim().slice(0, 300);
}
