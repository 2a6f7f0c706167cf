/** The answer to whatever was asked. */
import { Verdict } from '../components/verdict.tsx';
import { languageOf, readDocument, type ShownDocument } from '../documents/read.ts';
import { language, t } from '../texts/texts.ts';
import { AuditAnswer } from './audit-answer.tsx';
import { CheckAnswer } from './check-answer.tsx';
import { ExplainAnswer } from './explain-answer.tsx';

/** `document`: as the API gives it. One in another language than the page says so, to the eye and to whoever has it read aloud. */
export function AnswerView({ document }: { readonly document: unknown }) {
  const shown = readDocument(document);
  const written = languageOf(shown);
  if (written === undefined || written === language()) return <Shown shown={shown} />;
  const name = new Intl.DisplayNames([language()], { type: 'language' }).of(written) ?? written;
  return (
    <>
      <p class="note">{t('answer.otherLanguage', { language: name })}</p>
      <div lang={written}>
        <Shown shown={shown} />
      </div>
    </>
  );
}

function Shown({ shown }: { readonly shown: ShownDocument }) {
  switch (shown.kind) {
    case 'explain':
      return <ExplainAnswer document={shown.document} />;
    case 'audit':
      return <AuditAnswer documents={shown.documents} />;
    case 'check':
      return <CheckAnswer documents={shown.documents} />;
    case 'other':
      return <Verdict tone="unknown" title={t('answer.notOurs')} />;
  }
}
