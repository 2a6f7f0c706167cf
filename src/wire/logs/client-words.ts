/**
 * What a client or a sender words as he likes inside a log line: the addresses it repeats. A quoted local part (RFC 5321 §4.1.2) may hold
 * whole fields, so that fields are looked for in the line with the addresses filled up. A quote counts where a Quoted-string may begin: at the
 * beginning of the local part or behind a dot. Limit: an address of a reply's words, 320 characters.
 */

/** One for each character that is not the server's own; of Unicode's private use. */
export const FILL = '\ue000';

/** Where an address ends: at `end` outside quotes ('\"' ends none), or at the first of all where a quote stays open. */
export function endOfAddress(line: string, from: number, end: ' ' | '>'): number {
  return addressEndsIn(line)(from, end);
}

/**
 * The same for many addresses of one line, in time linear in it: where too many quotes stay open, the rest of the line is taken for one
 * address.
 */
export function addressEndsIn(line: string): (from: number, end: ' ' | '>') => number {
  let budget = 4 * line.length + 2_000;
  return (from, end) => {
    if (budget < 0) return line.length;
    const { at, isEnd } = scan(line, from, line.length, end);
    if (isEnd) return at;
    budget -= at - from;
    const first = line.indexOf(end, from);
    return first < 0 ? line.length : first;
  };
}

/** Looks for `end`, or with `isWord` for a space, too, up to `to`; `isEnd` tells whether it is `end` that stands there. */
function scan(line: string, from: number, to: number, end: ' ' | '>', isWord = false) {
  let isQuoted = false;
  let at = from;
  for (; at < to; at += 1) {
    const char = line[at];
    if (isQuoted && char === '\\') at += 1;
    else if (isQuoted) isQuoted = char !== '"';
    else if (char === '"') isQuoted = at === from || '<.:'.includes(line[at - 1] ?? '');
    else if (char === end || (isWord && char === ' ')) return { at, isEnd: char === end };
  }
  return { at: to, isEnd: false };
}

/** The line with what stands in 'key=<…>' and in the '<address>' of a reply filled up; as long as the line, and linear in it. */
export function withoutAddresses(line: string): string {
  const parts: string[] = [];
  const endOf = addressEndsIn(line);
  let budget = 4 * line.length + 2_000;
  let done = 0;
  for (let at = line.indexOf('<'); at >= 0; at = line.indexOf('<', Math.max(at + 1, done))) {
    let end: number;
    if (line[at - 1] === '=') end = endOf(at + 1, '>');
    else if (at > 0 && !' (,'.includes(line[at - 1] ?? '')) continue;
    else {
      // '<user@example.org>' as a word; else the words only hold a '<'.
      const word = scan(line, at + 1, Math.min(at + 322, line.length), '>', true);
      budget -= word.isEnd ? 0 : word.at - at;
      if (!word.isEnd && budget >= 0) continue;
      end = word.isEnd ? word.at : line.length;
    }
    parts.push(line.slice(done, at + 1), FILL.repeat(end - at - 1));
    done = end;
  }
  return parts.join('') + line.slice(done);
}
