/** What came of a test message: the other side's own words, why it failed, and what our own explain makes of a refusal. */
import { ExplainAnswer } from '../../answer/explain-answer.tsx';
import type { TestResult } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { readDocument } from '../../documents/read.ts';
import { t } from '../../texts/texts.ts';

export function TestOutcome({ result }: { readonly result: TestResult }) {
  const { isSent, reply, problem, explained } = result;
  const read = explained === undefined ? undefined : readDocument(explained.document);
  return (
    <>
      <p>
        <StateWord tone={isSent ? 'good' : 'bad'}>
          {t(isSent ? 'alerts.testSent' : 'alerts.testNotSent')}
        </StateWord>{' '}
        {problem?.message}
      </p>
      {reply !== '' && (
        <>
          <p class="note">{t('alerts.theySaid')}</p>
          <blockquote class="said">{reply}</blockquote>
        </>
      )}
      {explained !== undefined && (
        <details>
          <summary>{t('alerts.explained', { headline: explained.headline })}</summary>
          {read?.kind === 'explain' && <ExplainAnswer document={read.document} />}
        </details>
      )}
    </>
  );
}
