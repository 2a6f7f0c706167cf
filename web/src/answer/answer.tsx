/** The answer to whatever was asked. */
import { Verdict } from '../components/verdict.tsx';
import { languageOf, readDocument, type ShownDocument } from '../documents/read.ts';
import { t } from '../texts/texts.ts';
import { AuditAnswer } from './audit-answer.tsx';
import { CheckAnswer } from './check-answer.tsx';
import { ExplainAnswer } from './explain-answer.tsx';
import { InItsLanguage } from './in-its-language.tsx';

/** `document`: as the API gives it; `isOnly`: it can be given in its language alone. */
export function AnswerView({
  document,
  isOnly = false,
}: {
  readonly document: unknown;
  readonly isOnly?: boolean;
}) {
  const shown = readDocument(document);
  return (
    <InItsLanguage language={languageOf(shown)} isOnly={isOnly}>
      <Shown shown={shown} />
    </InItsLanguage>
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
