/** A kept report for whoever reads it: in the language of the reader, where it holds what is needed to say it again. */

import { spokenIn, type Told } from '../base/spoken.ts';
import type { Report } from '../store/reports/types.ts';
import { isSayable } from './say-again.ts';
import type { Desk } from './types.ts';

/** `language` of what comes back says in which one it is: an older report has its own alone. Without one: as it was kept. */
export async function reportIn(
  report: Report,
  language: string | undefined,
  desk: Pick<Desk, 'sayAgain'>,
): Promise<Told<Report>> {
  const kept = spokenIn(report, undefined);
  if (language === undefined || language === report.language) return kept;
  const again = await desk.sayAgain(report, language);
  if (again === undefined) return kept;
  const { about, headline, turn } = again.summary;
  return { ...kept, about, headline, turn, language, document: again.document };
}

/** Those that a report can be given in. */
export function languagesOf(report: Report, { languages }: Pick<Desk, 'languages'>): readonly string[] {
  if (isSayable(report)) return languages;
  return report.language === undefined ? [] : [report.language];
}
