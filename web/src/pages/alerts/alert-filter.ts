/** Which alerts are looked for, and which still wait for somebody. Pure. */
import type { Alert } from '../../api/types.ts';
import { isMuted } from './mute-until.ts';
import { concernsOf } from './read-finding.ts';

export const handlings = ['new', 'acknowledged', 'muted'] as const;
type Handling = (typeof handlings)[number];

/** What people did about it: muted weighs more than acknowledged. */
export function handlingOf(
  { acknowledgedAt, mutedUntil }: Pick<Alert, 'acknowledgedAt' | 'mutedUntil'>,
  nowMs: number,
): Handling {
  if (isMuted(mutedUntil, nowMs)) return 'muted';
  return acknowledgedAt === undefined ? 'new' : 'acknowledged';
}

export interface AlertFilter {
  /** All of them, in any order, in title, name or turn. */
  readonly words: string;
  /** '' stands for all. */
  readonly severity: string;
  readonly handling: string;
}

export function filterAlerts(
  alerts: readonly Alert[],
  { words, severity, handling }: AlertFilter,
  nameOf: (subjectId: string) => string | undefined,
  nowMs: number,
): readonly Alert[] {
  const wanted = words.toLowerCase().split(/\s+/);
  const textOf = (alert: Alert): string => {
    const { title, about, turn, subjectId = '' } = alert;
    const names = concernsOf(alert).names.map(({ name }) => name);
    return [title, about, turn, nameOf(subjectId) ?? '', ...names].join(' ').toLowerCase();
  };
  return alerts.filter(
    (alert) =>
      (severity === '' || alert.severity === severity) &&
      (handling === '' || handlingOf(alert, nowMs) === handling) &&
      wanted.every((word) => textOf(alert).includes(word)),
  );
}
