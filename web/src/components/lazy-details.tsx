/** One of many answers, folded; drawn when it is opened, so that a thousand cost no more than one. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { t } from '../texts/texts.ts';
import { StateWord } from './chip.tsx';

/** An answer that is not drawn yet. */
export interface FoldedAnswer {
  readonly key: string;
  readonly tone: 'bad' | 'good' | 'unknown';
  /** Instead of 'bad', 'good', 'not known'. */
  readonly word?: string;
  readonly headline: string;
  readonly draw: () => ComponentChildren;
}

const STEP = 100;

/** So many are shown whole; more are folded. */
export const SHOWN_WHOLE = 5;

export function FoldedAnswers({ answers }: { readonly answers: readonly FoldedAnswer[] }) {
  const count = useSignal(STEP);
  return (
    <>
      {answers.slice(0, count.value).map((answer) => (
        <LazyDetails key={answer.key} answer={answer} />
      ))}
      {answers.length > count.value && (
        <div class="row">
          <button
            type="button"
            onClick={() => {
              count.value += STEP;
            }}
          >
            {t('common.more')}
          </button>
        </div>
      )}
    </>
  );
}

function LazyDetails({ answer }: { readonly answer: FoldedAnswer }) {
  const isOpen = useSignal(false);
  return (
    <details
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        <StateWord tone={answer.tone}>{answer.word ?? t(`words.standing.${answer.tone}`)}</StateWord>{' '}
        {answer.headline}
      </summary>
      {isOpen.value && answer.draw()}
    </details>
  );
}
