/** The message itself beside what came back of it: pasted, or chosen as a file. */
import { type Signal, useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { FileButton } from '../components/file-button.tsx';
import { Failure } from '../components/states.tsx';
import { language, t } from '../texts/texts.ts';
import { formatBytes } from '../time/format.ts';
import { type GivenFile, readFile } from './input.ts';
import { unreadable } from './too-large.ts';

/** What was typed, or the file that was chosen instead. */
export interface GivenMessage {
  readonly text: string;
  readonly file?: GivenFile;
}

/** Its octets; undefined where none was given. */
export function bytesOfMessage({ text, file }: GivenMessage): Uint8Array | undefined {
  if (file !== undefined) return file.bytes;
  return text.trim() === '' ? undefined : new TextEncoder().encode(text);
}

export function MessageField({
  message,
  maxBytes,
}: {
  readonly message: Signal<GivenMessage>;
  readonly maxBytes: number;
}) {
  const id = useId();
  const choose = useRef<HTMLButtonElement>(null);
  const refused = useSignal<Problem | undefined>(undefined);
  const { text, file } = message.value;
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    refused.value = await unreadable(chosen, maxBytes);
    if (refused.value === undefined) message.value = { text, file: await readFile(chosen) };
  };
  return (
    <div class="field">
      <label for={id}>{t('ask.option.message')}</label>
      {file === undefined ? (
        <textarea
          id={id}
          rows={3}
          spellcheck={false}
          value={text}
          aria-describedby={`${id}-hint`}
          onInput={(event) => {
            message.value = { text: event.currentTarget.value };
          }}
        />
      ) : (
        <div class="card row">
          <output id={id}>
            <strong>{file.name}</strong>{' '}
            <span class="note">{formatBytes(file.bytes.length, language())}</span>
          </output>
          <button
            type="button"
            onClick={() => {
              message.value = { text };
              choose.current?.focus();
            }}
          >
            {t('ask.withoutMessage')}
          </button>
        </div>
      )}
      <p class="note" id={`${id}-hint`}>
        {t('ask.messageHint')}
      </p>
      {refused.value !== undefined && <Failure problem={refused.value} />}
      <FileButton label={t('ask.messageFile')} button={choose} take={([first]) => void take(first)} />
    </div>
  );
}
