/** What a server, or the way to it, says; what it says of the input it says in the language asked for already. */
import type { Problem } from '../../base/result.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { sayProblem } from '../say-problem.ts';
import { printable } from '../wrap.ts';

const own = /^(?:server-|no-server$|not-waypost$|too-much-)/;

export const sayServerProblem = (problem: Problem, texts: Catalogue): string =>
  own.test(problem.code) ? sayProblem(problem, texts) : printable(problem.message);
