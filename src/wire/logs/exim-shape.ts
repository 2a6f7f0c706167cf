/**
 * The shape of an Exim log line: the same line with everything filled up that a client or a sender may word as he likes, so that a field is
 * only found where Exim itself wrote it. Filled up are the HELO name in 'H=host (helo) [ip]' (with helo_accept_junk_hosts any text), the
 * address in 'F=<…>' and 'P=<…>' (a quoted local part holds anything), the certificate's name in 'DN="…"', 'SNI="…"', 'T="…"' (the subject)
 * and 'C="…"' (the other server's answer). Sources: host_build_sender_fullhost in host.c, add_tls_info_for_log and smtp_handle_acl_fail in
 * smtp_in.c, receive_msg in receive.c.
 */
import { addressEndsIn, FILL } from './client-words.ts';

/** What ends a HELO name: the address of the client, which Exim writes behind it. */
const BEHIND_HELO = /\) \[[0-9A-Fa-f.:]{2,45}\]/g;

/** As long as the line; `from`: where its fields begin. Linear in the line. */
export function shapeOf(line: string, from = 0): string {
  const parts: string[] = [];
  let done = 0;
  let hasHost = false;
  const endOf = addressEndsIn(line);
  const fill = (start: number, end: number): void => {
    parts.push(line.slice(done, start), FILL.repeat(Math.max(end - start, 0)));
    done = Math.max(end, start);
  };
  for (let at = from; at < line.length; ) {
    const open = spanAt(line, at, hasHost, endOf);
    if (open !== undefined) fill(open.start, open.end);
    hasHost ||= line.startsWith('H=', at);
    const space = line.indexOf(' ', Math.max(done, at));
    at = space < 0 ? line.length : space + 1;
  }
  return parts.join('') + line.slice(done);
}

/** 'H=', 'F=', 'P=', '<', 'DN=', 'SNI=', 'T=' and 'C='. */
const BEGINS_FIELD: ReadonlySet<number> = new Set([...'HFP<DSTC'].map((char) => char.charCodeAt(0)));

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What of the field that begins here is not Exim's own. */
function spanAt(
  line: string,
  at: number,
  hasHost: boolean,
  endOf: ReturnType<typeof addressEndsIn>,
): Span | undefined {
  // Most words of a line begin no such field.
  if (!BEGINS_FIELD.has(line.charCodeAt(at))) return undefined;
  if (line.startsWith('H=', at)) return hasHost ? undefined : heloAt(line, at + 2);
  const bracket = /^(?:[FP]=)?</.exec(line.slice(at, at + 3))?.[0];
  if (bracket !== undefined) {
    const start = at + bracket.length;
    return { start, end: endOf(start, '>') };
  }
  const quote = /^(?:DN|SNI|T|C)="/.exec(line.slice(at, at + 5))?.[0];
  if (quote === undefined) return undefined;
  const start = at + quote.length;
  return { start, end: endOfQuoted(line, start, quote === 'T="' || quote === 'C="') };
}

/** 'host (helo) [ip]' or '(helo) [ip]'. */
function heloAt(line: string, from: number): Span | undefined {
  const space = line.indexOf(' ', from);
  const open = line[from] === '(' ? from : line[space + 1] === '(' && space >= 0 ? space + 1 : -1;
  if (open < 0) return undefined;
  BEHIND_HELO.lastIndex = open + 1;
  const end = BEHIND_HELO.exec(line)?.index ?? line.indexOf(')', open);
  return { start: open + 1, end: end < 0 ? line.length : end };
}

/** A quote ends where a space, Exim's ': words' or nothing follows it. */
const QUOTE_END = /"(?= |: |:?$)/g;
/**
 * What stands in 'C="…"' and 'T="…"': deliver.c and receive.c write a backslash before a quote in it. Where one was written without, it is
 * none that ends them as long as no space follows it.
 */
const ESCAPED = /(?:[^"\\]|\\.|"(?! |$))*/y;

function endOfQuoted(line: string, from: number, isEscaped: boolean): number {
  if (isEscaped) {
    ESCAPED.lastIndex = from;
    return from + (ESCAPED.exec(line)?.[0].length ?? 0);
  }
  QUOTE_END.lastIndex = from;
  return QUOTE_END.exec(line)?.index ?? line.length;
}
