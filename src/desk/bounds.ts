/**
 * What somebody may ask who is nobody we know: one thing, answered shortly, and nothing of the network inside. A resolver that sees
 * names of its own house answers with private addresses; a stranger is then told nothing that came from it.
 */
import { canonicalIp } from '../base/ip.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import { failed, type Problem } from '../base/result.ts';
import type { Answer, Ask, AskBounds } from './types.ts';

export const tooManyNames = (limit: number): Problem =>
  failed('too-many-names-here', `At most ${limit} name is audited at once here.`, { limit }).problem;
export const tooManyMessages = (limit: number): Problem =>
  failed('too-many-messages-here', `At most ${limit} message is checked at once here.`, { limit }).problem;
export const tooManyRefusals = (limit: number): Problem =>
  failed('too-many-refusals-here', `At most ${limit} replies are explained at once here. Paste fewer.`, {
    limit,
  }).problem;
export const noReportsHere: Problem = {
  code: 'no-reports-here',
  message: 'Reports are not read here. Paste a reply or a message, or name a domain.',
};
const answerTooLarge: Problem = {
  code: 'answer-too-large-here',
  message: 'The answer is too long to be shown here. Ask about less.',
};
const insideNetwork: Problem = {
  code: 'inside-network',
  message: 'The name leads into a network of its own, of which nothing is told here.',
};

/** The answer as it may be told within `bounds`; else why not. `ask` is what it answers. */
export function withinBounds(answer: Answer, ask: Ask, bounds: AskBounds): Answer | Problem {
  const { maxDocumentChars = Number.POSITIVE_INFINITY } = bounds;
  if (JSON.stringify(answer.document).length > maxDocumentChars) return answerTooLarge;
  if (bounds.hidesInside !== true || ask.options.offline === true) return answer;
  const given = insideIn(Buffer.from(ask.input).toString('latin1'));
  const seen = { isTold: false };
  const hide = hider(given, seen);
  const document = mapped(answer.document, hide) as JsonObject;
  if (seen.isTold) return insideNetwork;
  const { summary, notes } = answer;
  return {
    summary: {
      ...summary,
      about: hide(summary.about),
      headline: hide(summary.headline),
      turn: hide(summary.turn),
    },
    document,
    ...(notes !== undefined && { notes: notes.map(hide) }),
  };
}

/** Whether it is one of those above, which the catalogue says. */
export const isOfBounds = ({ code }: Problem): boolean => code.endsWith('-here') || code === 'inside-network';

export const isProblem = (one: Answer | Problem): one is Problem => 'code' in one;

type Hide = (text: string) => string;

const IP =
  /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)|(?<![\w.:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:]|\.\d)/gi;

/** The private addresses in a text, canonical. */
function insideIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [one] of text.matchAll(IP)) {
    const ip = canonicalIp(one);
    if (ip !== undefined && isInside(ip)) found.add(ip);
  }
  return found;
}

/**
 * Hides private addresses but those that were given. Where a whole value is one, a name was answered with it: the resolver sees more
 * than the world does (a record of text may hold one for all to see).
 */
function hider(given: ReadonlySet<string>, seen: { isTold: boolean }): Hide {
  return (text) =>
    text.replace(IP, (found) => {
      const ip = canonicalIp(found);
      if (ip === undefined || !isInside(ip) || given.has(ip)) return found;
      if (found.length === text.length) seen.isTold = true;
      return '***';
    });
}

/** RFC 1918, RFC 6598, RFC 3927; RFC 4193, RFC 4291 §2.5.6. Canonical. */
function isInside(ip: string): boolean {
  return ip.includes(':')
    ? /^f[cd]|^fe[89ab]/.test(ip)
    : /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
        ip,
      );
}

function mapped(value: JsonValue | undefined, hide: Hide): JsonValue | undefined {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, hide) ?? null);
  const members = Object.entries(value).flatMap(([key, member]) => {
    // Which resolver was asked is nobody's business either, and no answer of it.
    const told =
      key === 'server' && typeof member === 'string' ? member.replace(IP, '***') : mapped(member, hide);
    return told === undefined ? [] : [[hide(key), told] as const];
  });
  return Object.fromEntries(members);
}
