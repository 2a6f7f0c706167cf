/**
 * Points of a message for the order of a report and for the comparison with filter engines. Never a verdict, never shown without its
 * parts: no finding changes through it.
 */
import type { JsonObject } from '../base/json.ts';
import type { MailTables } from '../findings/mail-tables.ts';
import type { AlsoSaid, MessageFinding } from '../findings/message-check.ts';

/** From so many points on deceit or mass mail is likely: where the figures count false positives. Not shown as a verdict. */
export const SCORE_THRESHOLD = 15;

export interface ScorePart {
  readonly check: string;
  /** Message of the finding, or the sign that a check with several names. */
  readonly message: string;
  readonly points: number;
}

export interface MessageScore {
  readonly points: number;
  /** The heaviest first; they add up to `points`. */
  readonly parts: readonly ScorePart[];
}

/**
 * A failure counts with the points that data/check-weights.toml gives for its check and message, else with the most that an engine
 * gives for it; each message of a check once, phrases once for each rule. Signs that a check adds up itself count by themselves, also
 * where it passed. Points of rspamd are taken by half: its usual threshold is twice SpamAssassin's and more.
 */
export function scoreOf(findings: readonly MessageFinding[], weights: MailTables['weights']): MessageScore {
  const parts = new Map<string, ScorePart>();
  const add = (part: ScorePart, detail: string): void => {
    const key = `${part.check} ${part.message} ${detail}`;
    if (part.points !== 0 && (parts.get(key)?.points ?? Number.NEGATIVE_INFINITY) < part.points)
      parts.set(key, part);
  };
  for (const finding of findings.flatMap((one): readonly AlsoSaid[] => [one, ...(one.also ?? [])])) {
    const { check, message, outcome, engineRules = [] } = finding;
    for (const { sign, points } of signsOf(finding.data)) add({ check, message: sign, points }, '');
    if (outcome !== 'fail') continue;
    const own = weights.get(check)?.get(message);
    const points = own ?? enginePoints(finding);
    add({ check, message, points }, own === undefined ? (engineRules[0]?.rule ?? '') : '');
  }
  const sorted = [...parts.values()].sort((a, b) => b.points - a.points);
  const points = sorted.reduce((sum, part) => sum + part.points, 0);
  return { points: Math.round(points * 100) / 100, parts: sorted };
}

/** The most that an engine gives for a finding, rspamd's by half; 0 where none is known to give any. */
export function enginePoints({ engineRules = [] }: Pick<MessageFinding, 'engineRules'>): number {
  const points = engineRules.map(({ engine, weight }) => (engine === 'rspamd' ? weight / 2 : weight));
  return Math.max(0, ...points);
}

export interface SignPart {
  readonly sign: string;
  readonly points: number;
}

/** What `content/lure` adds up: its argument `parts`. */
export function signsOf({ parts }: JsonObject): readonly SignPart[] {
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part) => {
    const { sign, points } = Object(part) as Partial<SignPart>;
    return typeof sign === 'string' && typeof points === 'number' ? [{ sign, points }] : [];
  });
}
