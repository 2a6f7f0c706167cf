/** The Ask page without a sign-in: one answer at a time, look-ups limited, nothing stored unless it is asked for. */
import '../ask/ask.css';
import { useSignal } from '@preact/signals';
import { AnswerView } from '../../answer/answer.tsx';
import { saveJson } from '../../answer/save-json.ts';
import { request } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import type { PublicAnswer } from '../../api/shapes.ts';
import { AskBox } from '../../asking/ask-box.tsx';
import { draft } from '../../asking/asking.ts';
import { bodyOf, headOf } from '../../asking/input.ts';
import type { Question } from '../../asking/question.ts';
import { Record } from '../../components/copy.tsx';
import { CheckField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Failure } from '../../components/states.tsx';
import { meta } from '../../state/session.ts';
import { language, t } from '../../texts/texts.ts';

export function PublicPage() {
  const answer = useSignal<PublicAnswer | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const isBusy = useSignal(false);
  const keeps = useSignal(false);
  if (meta.value?.publicAsk !== true)
    return (
      <Page title={t('public.closed')}>
        <p>{t('public.closedText')}</p>
        <a href="/sign-in">{t('shell.signIn')}</a>
      </Page>
    );
  const ask = async ({ text, file, options }: Question): Promise<void> => {
    isBusy.value = true;
    problem.value = undefined;
    const body = { ...bodyOf(text, file), ...options, language: language(), keep: keeps.value };
    const told = await request<PublicAnswer>('POST', '/public/ask', { body });
    isBusy.value = false;
    if (told.ok) answer.value = told.value;
    else problem.value = told.problem;
  };
  return (
    <Page title={t('ask.title')}>
      <AskBox
        draft={draft}
        isBusy={isBusy.value}
        isPublic
        recognise={({ text, file }, signal) =>
          request('POST', '/public/recognise', { body: headOf(text, file), signal })
        }
        ask={(question) => void ask(question)}
      />
      <CheckField
        name="keep"
        label={t('public.keep')}
        isOn={keeps.value}
        onChange={(isOn) => {
          keeps.value = isOn;
        }}
      />
      {isBusy.value && (
        <p class="busy" role="status">
          {t('ask.looking')}
        </p>
      )}
      {problem.value !== undefined && <Failure problem={problem.value} />}
      {answer.value !== undefined && !isBusy.value && (
        <>
          <p class="unseen" role="status">
            {t('ask.answered', { headline: answer.value.summary.headline })}
          </p>
          <AnswerView document={answer.value.document} />
          <div class="foot">
            {answer.value.isOffline && <p>{t('public.offline')}</p>}
            {answer.value.url === undefined ? (
              <p>{t('public.notStored')}</p>
            ) : (
              <>
                <p>{t('public.stored')}</p>
                <Record text={answer.value.url} />
              </>
            )}
            <button type="button" onClick={() => saveJson(answer.value?.document, 'waypost.json')}>
              {t('report.json')}
            </button>
          </div>
        </>
      )}
    </Page>
  );
}
