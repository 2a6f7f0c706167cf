/**
 * The ways to give something, by who reads of it: '--from' on a command line, 'options.from' in a request to the API, “Sender” on a page.
 * A text of the catalogue names it once, as {way:from}; `ways.toml` of its language holds the three.
 *
 * What a server answers and keeps is read by all three: there a text carries every way between marks, and `saidOn` takes one when it
 * goes out. The marks are noncharacters, which Unicode sets aside for use inside a program: no text that is meant for people has them.
 * Mail may hold them all the same: where it becomes text they are replaced (src/base/marks.ts). What was kept before that never reaches
 * beyond the string that it stands in.
 */
import { MARK_BETWEEN, MARK_END, MARK_START } from '../base/marks.ts';

/** Who reads. */
export type Surface = 'command' | 'api' | 'page';

/** By name: 'sender-ip'. Each may have placeholders of the text that names it. */
export type Ways = Readonly<Record<string, Readonly<Record<Surface, string>>>>;

const NAMED = /\{way:([a-z-]+)\}/g;
/** Names of the ways of a template. */
export const waysOf = (template: string): readonly string[] =>
  [...template.matchAll(NAMED)].map(([, name = '']) => name);

/** One way as a template holds it; undefined where there is none of that name. */
export function wayOn(name: string, ways: Ways, surface: Surface | 'every'): string | undefined {
  const way = ways[name];
  if (way === undefined || surface !== 'every') return way?.[surface as Surface];
  return `${MARK_START}${way.command}${MARK_BETWEEN}${way.api}${MARK_BETWEEN}${way.page}${MARK_END}`;
}

/** Templates, alone or in lists and tables, with each way put in. */
export function withWays(templates: unknown, ways: Ways, surface: Surface | 'every'): unknown {
  if (typeof templates === 'string')
    return templates.replace(NAMED, (whole, name: string) => wayOn(name, ways, surface) ?? whole);
  if (Array.isArray(templates)) return templates.map((one) => withWays(one, ways, surface));
  if (typeof templates !== 'object' || templates === null) return templates;
  return Object.fromEntries(
    Object.entries(templates).map(([key, one]) => [key, withWays(one, ways, surface)]),
  );
}

/** A JSON text whose strings carry every way, as one of the three reads it. Linear. */
export function saidOn(surface: Surface, json: string): string {
  const pieces: string[] = [];
  let from = 0;
  let start = json.indexOf(MARK_START);
  while (start >= 0) {
    const marks = marksAfter(json, start + 1);
    const [first = 0, second = 0, end = 0] = marks;
    if (marks.length === 3 && json[end] === MARK_END) {
      pieces.push(
        json.slice(from, start),
        surface === 'command'
          ? json.slice(start + 1, first)
          : surface === 'api'
            ? json.slice(first + 1, second)
            : json.slice(second + 1, end),
      );
      from = end + 1;
    }
    start = json.indexOf(MARK_START, marks.at(-1) ?? start + 1);
  }
  return pieces.length === 0 ? json : pieces.join('') + json.slice(from);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_MARK = 0xfdd0;
const LAST_MARK = 0xfdd2;

/** The next marks within the string of a JSON text (RFC 8259 §7): up to three, and none behind one that stands between no ways. */
function marksAfter(json: string, begin: number): readonly number[] {
  const marks: number[] = [];
  for (let at = begin; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) break;
    if (code === BACKSLASH) at += 1;
    else if (code >= FIRST_MARK && code <= LAST_MARK) {
      marks.push(at);
      if (marks.length === 3 || json[at] !== MARK_BETWEEN) break;
    }
  }
  return marks;
}

/** At most so many characters of the text, and no half of a way at its end. */
export function cutTo(text: string, length: number): string {
  const cut = text.slice(0, length);
  const open = cut.lastIndexOf(MARK_START);
  return open > cut.lastIndexOf(MARK_END) ? cut.slice(0, open) : cut;
}
