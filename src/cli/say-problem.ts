/** What stops or troubles a command, as a line for standard error in the language asked for. */
import type { Problem } from '../base/result.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { problemInWords } from '../findings/say/problem-words.ts';
import { printable } from './wrap.ts';

/** The catalogue's text 'stop.<code>'; a problem that it does not know in its own words. */
export const sayProblem = (problem: Problem, texts: Catalogue): string =>
  printable(problemInWords(problem, texts));
