/** Acknowledging and muting: one alert, or several one after another. */
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { Alert } from '../../api/types.ts';
import { language } from '../../texts/texts.ts';

/** null ends a muting. */
export interface AlertChange {
  readonly acknowledged?: boolean;
  readonly mutedUntil?: string | null;
}

export const changeAlert = ({ id, version }: Alert, body: AlertChange): Promise<Answer<Alert>> =>
  request<Alert>('PATCH', `/alerts/${id}`, {
    query: { language: language() },
    body,
    version: `"${version}"`,
  });

export interface ChangedAlerts {
  readonly changed: number;
  /** Those that somebody else changed meanwhile, or that are gone. */
  readonly failed: number;
}

export async function changeAlerts(alerts: readonly Alert[], body: AlertChange): Promise<ChangedAlerts> {
  let changed = 0;
  for (const alert of alerts) if ((await changeAlert(alert, body)).ok) changed += 1;
  return { changed, failed: alerts.length - changed };
}
