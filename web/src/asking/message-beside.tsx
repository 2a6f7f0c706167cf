/** The message beside a question goes with that question: what is sent of it is seen next to the button, and another question begins without. */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { language, t } from '../texts/texts.ts';
import { formatBytes } from '../time/format.ts';
import type { Draft } from './ask-box.tsx';
import { bytesOfMessage, type GivenMessage } from './message-field.tsx';
import { isAnotherQuestion } from './question.ts';

export interface Beside {
  readonly message: Signal<GivenMessage>;
  /** One was given, and went with the question that it belonged to. */
  readonly hasGone: Signal<boolean>;
}

const nothing: GivenMessage = { text: '' };

/** The message beside what stands in the box. */
export function useBeside({ text, file }: Draft): Beside {
  const message = useSignal(nothing);
  const hasGone = useSignal(false);
  const before = useRef({ text: text.peek(), file: file.peek() });
  useSignalEffect(() => {
    const now = { text: text.value, file: file.value };
    const isAnother = isAnotherQuestion(before.current, now);
    before.current = now;
    if (!isAnother || bytesOfMessage(message.peek()) === undefined) return;
    message.value = nothing;
    hasGone.value = true;
  });
  useSignalEffect(() => {
    if (bytesOfMessage(message.value) !== undefined) hasGone.value = false;
  });
  return { message, hasGone };
}

/** `leave`: after the message was taken out. */
export function BesideLine({
  beside: { message, hasGone },
  leave,
}: {
  readonly beside: Beside;
  readonly leave: () => void;
}) {
  const given = bytesOfMessage(message.value);
  return (
    <div class="row">
      <span class="note" role="status">
        {given !== undefined
          ? t('ask.messageGoes', { size: formatBytes(given.length, language()) })
          : hasGone.value
            ? t('ask.messageStays')
            : ''}
      </span>
      {given !== undefined && (
        <button
          type="button"
          onClick={() => {
            message.value = nothing;
            leave();
          }}
        >
          {t('ask.leaveMessage')}
        </button>
      )}
    </div>
  );
}
