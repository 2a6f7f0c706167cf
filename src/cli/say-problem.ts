/** What stops or troubles a command, as a line for standard error in the language asked for. */
import type { Problem } from '../base/result.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { whyWords } from '../findings/say/why-words.ts';
import { printable } from './wrap.ts';

/** The catalogue's text 'stop.<code>'; a problem that it does not know in its own words. */
export function sayProblem({ code, message, data = {} }: Problem, texts: Catalogue): string {
  const key = `stop.${code}`;
  const why = whyWords(data, texts);
  const said = texts.ui(key, why === '' ? data : { ...data, why });
  return printable(said === key || said === '' ? message : said);
}
