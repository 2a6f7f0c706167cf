/**
 * The ways to give something, by who reads of it: '--from' on a command line, 'options.from' in a request to the API, “Sender” on a page.
 * A text of the catalogue names it once, as {way:from}; `ways.toml` of its language holds the three.
 *
 * What a server answers and keeps is read by all three: there a text carries every way between marks, and `saidOn` takes one when it
 * goes out. The marks are noncharacters, which Unicode sets aside for use inside a program: no text that is meant for people has them.
 * Mail may hold them all the same: what they do there never reaches beyond the string that they stand in.
 */

/** Who reads. */
export type Surface = 'command' | 'api' | 'page';

/** By name: 'sender-ip'. Each may have placeholders of the text that names it. */
export type Ways = Readonly<Record<string, Readonly<Record<Surface, string>>>>;

const START = '\u{fdd0}';
const BETWEEN = '\u{fdd1}';
const END = '\u{fdd2}';

const NAMED = /\{way:([a-z-]+)\}/g;
/** Three ways within one string of a JSON text (RFC 8259 §7): up to a mark or the end of the string. */
const MARKED =
  /\u{fdd0}((?:[^\u{fdd0}-\u{fdd2}"\\]|\\.)*)\u{fdd1}((?:[^\u{fdd0}-\u{fdd2}"\\]|\\.)*)\u{fdd1}((?:[^\u{fdd0}-\u{fdd2}"\\]|\\.)*)\u{fdd2}/gu;

/** Names of the ways of a template. */
export const waysOf = (template: string): readonly string[] =>
  [...template.matchAll(NAMED)].map(([, name = '']) => name);

/** One way as a template holds it; undefined where there is none of that name. */
export function wayOn(name: string, ways: Ways, surface: Surface | 'every'): string | undefined {
  const way = ways[name];
  if (way === undefined || surface !== 'every') return way?.[surface as Surface];
  return `${START}${way.command}${BETWEEN}${way.api}${BETWEEN}${way.page}${END}`;
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

/** A JSON text whose strings carry every way, as one of the three reads it. */
export const saidOn = (surface: Surface, json: string): string =>
  json.includes(START)
    ? json.replace(MARKED, (_, command: string, api: string, page: string) =>
        surface === 'command' ? command : surface === 'api' ? api : page,
      )
    : json;
