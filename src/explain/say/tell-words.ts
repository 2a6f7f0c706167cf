/**
 * What sentences to the recipient begin and end with: whose server refused the message or deferred it, and whether it arrives by itself.
 * To the recipient 'the receiving server' is his own.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Verdict } from '../verdict.ts';
import { isPutOff } from './headline.ts';

/** `refusal`: 'Google refused my message'; `afterwards`: 'I will send it again'. `data`: the other arguments of the texts. */
export function tellData(verdict: Verdict, texts: Catalogue, data: JsonObject): JsonObject {
  const key = isPutOff(verdict) ? 'deferred' : 'refused';
  return { refusal: texts.ui(`tell.${key}`, data), afterwards: texts.ui(`tell.afterwards.${key}`) };
}
