/** What is written in another language than the page says so, to the eye and to whoever has it read aloud. */
import type { ComponentChildren } from 'preact';
import { langOf, language as pageLanguage, t } from '../texts/texts.ts';

export function InItsLanguage({
  language,
  isOnly = false,
  children,
}: {
  /** Of the children; undefined where nobody knows it. */
  readonly language: string | undefined;
  /** It cannot be given in another one: an older version kept it. */
  readonly isOnly?: boolean;
  readonly children: ComponentChildren;
}) {
  const lang = langOf(language);
  if (lang === undefined) return <>{children}</>;
  const name = new Intl.DisplayNames([pageLanguage()], { type: 'language' }).of(lang) ?? lang;
  return (
    <>
      <p class="note">{t(isOnly ? 'answer.onlyLanguage' : 'answer.otherLanguage', { language: name })}</p>
      <div lang={lang}>{children}</div>
    </>
  );
}
