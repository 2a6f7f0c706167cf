/** Sentences of the server among those of the page: in another language than the page's they say so to whoever has them read aloud. */
import { langOf } from '../texts/texts.ts';

interface SaidProps {
  readonly text: string;
  /** Of the text; undefined where nobody knows it. */
  readonly language: string | undefined;
}

export function Said({ text, language }: SaidProps) {
  const lang = langOf(language);
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}

/** Stands for the sentence while the text around it is filled. */
const GAP = '\u{fffc}';

/** A text of the page with a sentence of the server in it: `around` puts what it is given in its place. */
export function SaidIn({ around, ...said }: SaidProps & { readonly around: (gap: string) => string }) {
  const [before = '', after = ''] = around(GAP).split(GAP);
  return (
    <>
      {before}
      <Said {...said} />
      {after}
    </>
  );
}
