/** One of many answers, folded; drawn when it is opened, so that a thousand cost no more than one. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { t } from '../texts/texts.ts';
import { StateWord } from './chip.tsx';
import { InSteps } from './in-steps.tsx';

/** An answer that is not drawn yet. */
export interface FoldedAnswer {
  readonly key: string;
  readonly tone: 'bad' | 'good' | 'unknown';
  /** Instead of 'bad', 'good', 'not known'. */
  readonly word?: string;
  readonly headline: string;
  readonly draw: () => ComponentChildren;
}

/** So many are shown whole; more are folded. */
export const SHOWN_WHOLE = 5;

export function FoldedAnswers({ answers }: { readonly answers: readonly FoldedAnswer[] }) {
  return (
    <InSteps
      all={answers}
      draw={(shown) => shown.map((answer) => <LazyDetails key={answer.key} answer={answer} />)}
    />
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
