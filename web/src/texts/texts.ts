/** Every word of the dashboard, in the language that the person or the browser chose. */
import { signal } from '@preact/signals';
import { keep, kept } from '../state/kept.ts';
import { fillText, type Texts, type TextValues } from './fill.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const loaders: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  en: () => import('virtual:texts/en'),
  de: () => import('virtual:texts/de'),
};

const current = signal<{ readonly language: Language; readonly texts: Texts }>({ language: 'en', texts: {} });

/** The text of `key` ('ask.title'), its placeholders filled. Components that call it are drawn again when the language changes. */
export const t = (key: string, values?: TextValues): string =>
  fillText(current.value.texts, current.value.language, key, values);

/** Whether the catalogue has `key`: for words of the server that may be newer than this page. */
export const hasText = (key: string): boolean => key in current.value.texts;

export const language = (): Language => current.value.language;

/** The `lang` of something written in `written`: undefined where it needs none, being in the page's language or in nobody knows which. */
export const langOf = (written: string | undefined): string | undefined =>
  written === current.value.language ? undefined : written;

/** undefined where it is none that we have. */
export const asLanguage = (tag: string | undefined | null): Language | undefined =>
  languages.find((one) => tag?.toLowerCase().split('-', 1)[0] === one);

/** What was chosen in this browser, else what the browser asks for, else English. */
export const preferredLanguage = (): Language =>
  asLanguage(kept('language')) ??
  navigator.languages.map(asLanguage).find((one) => one !== undefined) ??
  'en';

/** Loads the language and shows it; `chosen` by somebody: this browser remembers. */
export async function useLanguage(wanted: string, chosen = false): Promise<void> {
  const next = asLanguage(wanted) ?? 'en';
  if (chosen) keep('language', next);
  const { texts } = await loaders[next]();
  current.value = { language: next, texts };
  document.documentElement.lang = next;
}
