/** How heavy something wrong weighs, as a word with its colour. */
import { toneOfSeverity } from '../answer/marks.ts';
import type { WrongThing } from '../api/types.ts';
import { StateWord } from '../components/chip.tsx';
import { t } from '../texts/texts.ts';

export type Severity = WrongThing['severity'];

/** Worst first. */
export const severities: readonly Severity[] = ['critical', 'error', 'warning', 'notice'];

export function SeverityWord({ severity }: { readonly severity: Severity }) {
  return <StateWord tone={toneOfSeverity(severity, 'fail')}>{t(`watch.severity.${severity}`)}</StateWord>;
}

/** As choices of a form: 'errors and worse'. */
export const leastChoices = () =>
  severities.map((severity) => ({ value: severity, label: t(`watch.least.${severity}`) }));
