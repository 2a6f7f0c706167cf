/** A kept report in the language of the page. */
import { call } from '../api/call.ts';
import type { Report } from '../api/shapes.ts';
import { language } from '../texts/texts.ts';
import { type Loading, useLoad } from './load.ts';

/** Asked for anew when the page becomes another language. */
export const useReport = (id: string): Loading<Report> =>
  useLoad(
    (signal) => call('GET /reports/{id}', { params: { id }, query: { language: language() }, signal }),
    [id, language()],
  );

/** It cannot be given in the language of the page. */
export const isOnlyIn = ({ languages }: { readonly languages: readonly string[] }): boolean =>
  !languages.includes(language());
