/** An alert for whoever reads it. */

import { spokenIn, type Told } from '../../base/spoken.ts';
import type { Alert } from '../../store/alerts/types.ts';

/** In the language of the reader, where it is kept in it. What its finding says in no words, records, look-ups and names, is kept once. */
export function alertIn(alert: Alert, language: string | undefined): Told<Alert> {
  const told = spokenIn(alert, language);
  return { ...told, finding: { ...alert.finding, ...told.finding } };
}
