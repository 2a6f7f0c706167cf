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
export function addressEndsIn(
  line: string,
  effort = effortFor(line),
): (from: number, end: ' ' | '>') => number {
  return (from, end) => {
    if (effort.isSpent()) return line.length;
    const at = outsideQuotes(line, from, line.length, end);
    if (at < line.length) return at;
    effort.spend(at - from);
    const first = line.indexOf(end, from);
    return first < 0 ? line.length : first;
  };
}

/**
 * A quote that stays open is followed to the end of the line in vain. An honest line has a few of them, a hostile one as many as fit into it:
 * each of its characters may be looked at four times so, and those of a short line, which costs nothing, more often.
 */
function effortFor(line: string) {
  let left = 4 * line.length + 2_000;
  return {
    isSpent: () => left < 0,
    spend: (characters: number) => {
      left -= characters;
    },
  };
}

/** The first of `ends` that no quotes enclose; `to` where there is none before it. */
function outsideQuotes(line: string, from: number, to: number, ends: string): number {
  let isQuoted = false;
  for (let at = from; at < to; at += 1) {
    const char = line[at] ?? '';
    if (isQuoted && char === '\\') at += 1;
    else if (isQuoted) isQuoted = char !== '"' || !endsQuote(line[at + 1], ends);
    else if (char === '"') isQuoted = at === from || '<.:'.includes(line[at - 1] ?? '');
    else if (ends.includes(char)) return at;
  }
  return to;
}

/** Behind a Quoted-string stands the domain, another part of the local part, or nothing of the address. */
const endsQuote = (next: string | undefined, ends: string): boolean =>
  next === undefined || next === '@' || next === '.' || ends.includes(next);

/** The line with what stands in 'key=<…>' and in the '<address>' of a reply filled up; as long as the line, and linear in it. */
export function withoutAddresses(line: string): string {
  const parts: string[] = [];
  const effort = effortFor(line);
  const endOf = addressEndsIn(line, effort);
  let done = 0;
  for (let at = line.indexOf('<'); at >= 0; at = line.indexOf('<', Math.max(at + 1, done))) {
    const before = line[at - 1] ?? ' ';
    if (!' (,='.includes(before)) continue;
    const end = before === '=' ? endOf(at + 1, '>') : endOfWord(line, at + 1, effort);
    if (end === undefined) continue;
    parts.push(line.slice(done, at + 1), FILL.repeat(end - at - 1));
    done = end;
  }
  return parts.join('') + line.slice(done);
}

/** '<user@example.org>' as a word; undefined where the words only hold a '<'. */
function endOfWord(line: string, from: number, effort: ReturnType<typeof effortFor>): number | undefined {
  const to = Math.min(from + MAX_WORD, line.length);
  const at = outsideQuotes(line, from, to, '> ');
  if (at < to && line[at] === '>') return at;
  effort.spend(at - from);
  return effort.isSpent() ? line.length : undefined;
}

/** RFC 5321 §4.5.3.1: a local part of 64 and a domain of 255 characters, and '@'. */
const MAX_WORD = 321;
