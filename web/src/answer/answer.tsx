/** The answer to whatever was asked. */
import { Verdict } from '../components/verdict.tsx';
import { readDocument } from '../documents/read.ts';
import { t } from '../texts/texts.ts';
import { AuditAnswer } from './audit-answer.tsx';
import { CheckAnswer } from './check-answer.tsx';
import { ExplainAnswer } from './explain-answer.tsx';

/** `document`: as the API gives it. */
export function AnswerView({ document }: { readonly document: unknown }) {
  const shown = readDocument(document);
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
