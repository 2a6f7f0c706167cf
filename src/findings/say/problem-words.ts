/** A problem in the language asked for: the catalogue's text 'stop.<code>', else its own words. */
import type { Problem } from '../../base/result.ts';
import type { Catalogue } from '../catalogue.ts';
import { optionWords } from './option-words.ts';
import { whyWords } from './why-words.ts';

export function problemInWords({ code, message, data = {} }: Problem, texts: Catalogue): string {
  const why = whyWords(data, texts);
  const named = { ...data, ...optionWords(data, texts) };
  return texts.find(`stop.${code}`, why === '' ? named : { ...named, why }) || message;
}
