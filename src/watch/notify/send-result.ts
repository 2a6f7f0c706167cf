/** What came of one attempt to send. */

import type { JsonObject } from '../../base/json.ts';
import type { Problem } from '../../base/result.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { cutTo } from '../../findings/ways.ts';

export interface SendResult {
  readonly isSent: boolean;
  /** What the other side said, word for word. */
  readonly reply: string;
  readonly problem?: Problem;
}

export const MAX_REPLY = 2000;

/** A failure. `reply`: what the other side said, if anything. */
export function notSent(code: string, message: string, data: JsonObject = {}, reply = ''): SendResult {
  return { isSent: false, reply: reply.slice(0, MAX_REPLY), problem: { code, message, data } };
}

/** The problem in words of a language; its own where the catalogue has none. */
export function sayProblem({ code, message, data = {} }: Problem, texts: Catalogue): string {
  return texts.find(`notice.problem.${code}`, data) || message;
}

const MAX_KEPT = 500;

/** Why a message did not go out, as deliveries keep it. */
export const keptProblem =
  (problem: Problem) =>
  (texts: Catalogue): { readonly lastProblem: string } => ({
    lastProblem: cutTo(sayProblem(problem, texts), MAX_KEPT),
  });
