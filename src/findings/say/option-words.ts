/** Options of the commands that stand in the data of a finding, a problem or what was not checked: said as their reader gives them. */
import type { JsonObject } from '../../base/json.ts';
import type { Problem } from '../../base/result.ts';
import type { Catalogue } from '../catalogue.ts';
import { whyWords } from './why-words.ts';

/** Arguments that may be options: '--helo', '--selector, --log'. */
const KEYS = ['option', 'options', 'other', 'why'] as const;

/** Arguments that stand in the place of those of the same name. */
export function optionWords(data: JsonObject, texts: Catalogue): JsonObject {
  const said: Record<string, string> = {};
  for (const key of KEYS) {
    const value = data[key];
    if (typeof value !== 'string' || !value.startsWith('--')) continue;
    said[key] = value
      .split(', ')
      .map((option) => wayOf(option, texts))
      .join(', ');
  }
  const { detail } = data;
  // A gatherer's own sentence is for the command line: elsewhere the catalogue says the reason.
  const why = typeof detail === 'string' && detail.includes('--') ? whyWords(data, texts) : '';
  if (why !== '') said.detail = texts.ui('way.reason', { ...data, why });
  return said;
}

/** A problem whose data call options as its reader gives them. */
export const withOptionWords = (problem: Problem, texts: Catalogue): Problem =>
  problem.data === undefined
    ? problem
    : { ...problem, data: { ...problem.data, ...optionWords(problem.data, texts) } };

/** The option itself where the catalogue has no other way. */
const wayOf = (option: string, texts: Catalogue): string => texts.find(`way.${option.slice(2)}`) ?? option;
