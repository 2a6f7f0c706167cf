/** Ask: one box, evidence as it arrives, then the verdict. */
import './ask.css';
import { useEffect } from 'preact/hooks';
import { AnswerView } from '../../answer/answer.tsx';
import { ReportActions } from '../../answer/report-actions.tsx';
import { AskBox } from '../../asking/ask-box.tsx';
import { type Asking, ask, asking, cancel, draft, readAgain, recognise } from '../../asking/asking.ts';
import { EvidenceTable } from '../../components/evidence-table.tsx';
import { Page } from '../../components/page.tsx';
import { Failure } from '../../components/states.tsx';
import { isOnlyIn } from '../../state/report.ts';
import { may } from '../../state/session.ts';
import { language, t } from '../../texts/texts.ts';
import { formatDuration } from '../../time/format.ts';

export function AskPage() {
  const now = asking.value;
  useEffect(() => void readAgain(), [language()]);
  return (
    <Page title={t('ask.title')}>
      {may('ask') ? (
        <AskBox
          draft={draft}
          isBusy={now.state === 'running'}
          recognise={recognise}
          ask={(question) => void ask(question)}
        />
      ) : (
        <>
          <p>{t('ask.onlyReading')}</p>
          <p>
            <a class="button main" href="/reports">
              {t('ask.toReports')}
            </a>
          </p>
        </>
      )}
      {may('ask') && now.state === 'idle' && draft.text.value === '' && draft.file.value === undefined && (
        <Examples />
      )}
      <Progress now={now} />
      {now.state === 'done' && (
        <>
          <AnswerView document={now.report.document} isOnly={isOnlyIn(now.report)} />
          <div class="foot">
            <p>
              {t('ask.answeredIn', { time: formatDuration(now.tookMs, language()) })}
              {now.lookups > 0 && ` · ${t('ask.lookupCount', { count: now.lookups })}`}
            </p>
            <ReportActions report={now.report} />
          </div>
        </>
      )}
    </Page>
  );
}

function Progress({ now }: { readonly now: Asking }) {
  if (now.state === 'idle') return null;
  return (
    <>
      <p class="unseen" role="status">
        {now.state === 'done' ? t('ask.answered', { headline: now.report.headline }) : ''}
      </p>
      {now.state === 'failed' && <Failure problem={now.problem} />}
      {now.state === 'running' && (
        <div class="row">
          <span class="busy" role="status">
            {now.total > 0 ? t('ask.progress', { done: now.done, total: now.total }) : t('ask.looking')}
          </span>
          <button type="button" onClick={() => void cancel()}>
            {t('common.cancel')}
          </button>
        </div>
      )}
      {(now.state === 'running' || now.state === 'failed') && now.lines.length > 0 && (
        <EvidenceTable
          lines={now.lines.toReversed().map(({ state, result, question, answer, ms }) => ({
            tone: state,
            word: result,
            question,
            answer,
            ms,
            lookups: [],
          }))}
        />
      )}
    </>
  );
}

const examples = ['reply', 'domain', 'ip'] as const;

/** What to do first. */
function Examples() {
  return (
    <section class="examples">
      <h2>{t('ask.examples')}</h2>
      <ul>
        {examples.map((name) => (
          <li key={name}>
            <button
              type="button"
              class="plain mono"
              onClick={() => {
                draft.text.value = t(`ask.example.${name}`);
              }}
            >
              {t(`ask.example.${name}`)}
            </button>
          </li>
        ))}
      </ul>
      <p class="note">{t('ask.filesToo')}</p>
    </section>
  );
}
