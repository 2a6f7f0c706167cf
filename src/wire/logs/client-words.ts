/**
 * What a client or a sender words as he likes inside a log line: the addresses it repeats. A quoted local part (RFC 5321 §4.1.2) may hold
 * whole fields, so that fields are looked for in the line with the addresses filled up. Limit: an address of a reply's words, 320 characters.
 */

/** One for each character that is not the server's own; of Unicode's private use. */
export const FILL = '\ue000';

/** Where an address ends: at `end` outside quotes ('\"' ends none), or at the first of all where a quote stays open. */
export function endOfAddress(line: string, from: number, end: ' ' | '>'): number {
  let isQuoted = false;
  for (let at = from; at < line.length; at += 1) {
    const char = line[at];
    if (isQuoted && char === '\\') at += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === end && !isQuoted) return at;
  }
  const first = line.indexOf(end, from);
  return first < 0 ? line.length : first;
}

/** The line with what stands in 'key=<…>' and in the '<address>' of a reply filled up; as long as the line, and linear in it. */
export function withoutAddresses(line: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = line.indexOf('<'); at >= 0; at = line.indexOf('<', Math.max(at + 1, done))) {
    const end = line[at - 1] === '=' ? endOfAddress(line, at + 1, '>') : endOfWord(line, at);
    if (end === undefined) continue;
    parts.push(line.slice(done, at + 1), FILL.repeat(end - at - 1));
    done = end;
  }
  return parts.join('') + line.slice(done);
}

/** '<user@example.org>' as a word; undefined where the words only hold a '<'. */
function endOfWord(line: string, at: number): number | undefined {
  if (at > 0 && !' (,'.includes(line[at - 1] ?? '')) return undefined;
  const word = line.slice(at + 1, at + 322);
  const end = endOfAddress(word, 0, '>');
  return end < word.length && endOfAddress(word, 0, ' ') > end ? at + 1 + end : undefined;
}
