/** The one box: paste, drop or choose; it says what it recognised and what it will do. Used by the Ask page and the public page. */
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Answer, Problem } from '../api/problem.ts';
import type { AskKind, Recognised } from '../api/shapes.ts';
import { FileButton } from '../components/file-button.tsx';
import { CheckField, FormValues } from '../components/form.tsx';
import { Failure } from '../components/states.tsx';
import { toast } from '../components/toast.tsx';
import { language, t } from '../texts/texts.ts';
import { formatBytes } from '../time/format.ts';
import { type GivenFile, MAX_PUBLIC_MESSAGE_BYTES, readFile, toBase64 } from './input.ts';
import { BesideLine, useBeside } from './message-beside.tsx';
import { bytesOfMessage, MessageField } from './message-field.tsx';
import { OptionFields } from './option-fields.tsx';
import { optionsOf, type Question } from './question.ts';
import { RecognisedLine } from './recognised-line.tsx';
import { unreadable } from './too-large.ts';
import { useFileDrop } from './use-file-drop.ts';

/** What was typed or chosen; outlives the page, so that nothing is lost on the way to the sign-in. */
export interface Draft {
  readonly text: Signal<string>;
  readonly file: Signal<GivenFile | undefined>;
}

interface AskBoxProps {
  readonly draft: Draft;
  readonly isBusy: boolean;
  readonly recognise: (
    draft: { text: string; file: GivenFile | undefined },
    signal: AbortSignal,
  ) => Promise<Answer<Recognised>>;
  readonly ask: (question: Question) => void;
  /** The public page has no choice of look-ups, and no option but the message. */
  readonly isPublic?: boolean;
  readonly actions?: ComponentChildren;
}

const TYPING_MS = 300;

export function AskBox({ draft, isBusy, recognise, ask, isPublic = false, actions }: AskBoxProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const recognised = useRecognised(draft, recognise);
  const chosenKind = useSignal<AskKind | undefined>(undefined);
  const isLive = useSignal(true);
  const beside = useBeside(draft);
  const { message } = beside;
  const refused = useSignal<Problem | undefined>(undefined);
  const kind = chosenKind.value ?? recognised.value?.kind ?? 'explain';
  const text = draft.text.value;
  const file = draft.file.value;
  const isEmpty = file === undefined && text.trim() === '';

  const take = async (files: readonly File[]): Promise<void> => {
    const [first] = files;
    if (first === undefined) return;
    refused.value = await unreadable(first);
    if (refused.value !== undefined) return;
    if (files.length > 1) toast(t('ask.oneFile'));
    draft.file.value = await readFile(first);
    chosenKind.value = undefined;
  };
  const isOver = useFileDrop((files) => void take(files));

  const submit = (): void => {
    if (isBusy || isEmpty || form.current === null) return;
    const values = new FormValues(new FormData(form.current));
    const given = kind === 'check' ? undefined : bytesOfMessage(message.value);
    ask({
      kind,
      text,
      file,
      options: {
        ...(!isPublic && optionsOf(kind, values, language())),
        ...(given !== undefined && { message: toBase64(given) }),
      },
    });
  };

  return (
    <form
      ref={form}
      class={isOver.value ? 'ask over' : 'ask'}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label for={id} class="note">
        {t('ask.hint')}
      </label>
      {file === undefined ? (
        <textarea
          id={id}
          rows={4}
          spellcheck={false}
          value={text}
          aria-describedby={`${id}-recognised`}
          onInput={(event) => {
            draft.text.value = event.currentTarget.value;
            refused.value = undefined;
            chosenKind.value = undefined;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              submit();
            }
          }}
        />
      ) : (
        <div class="card row" id={id}>
          <strong>{file.name}</strong>
          <span class="note">{formatBytes(file.bytes.length, language())}</span>
          <button
            type="button"
            onClick={() => {
              draft.file.value = undefined;
            }}
          >
            {t('ask.otherwise')}
          </button>
        </div>
      )}
      {refused.value !== undefined && <Failure problem={refused.value} />}
      <div class="row">
        <button type="submit" ref={button} class="main" disabled={isBusy || isEmpty}>
          {t(isBusy ? 'ask.asking' : `ask.do.${kind}`)}
        </button>
        <FileButton label={t('ask.chooseFile')} take={(files) => void take(files)} />
        {actions}
        <RecognisedLine
          id={`${id}-recognised`}
          recognised={isEmpty ? undefined : recognised.value}
          kind={kind}
          lookups={isPublic ? 'limited' : isLive.value ? 'on' : 'off'}
          choose={
            isPublic
              ? undefined
              : (next) => {
                  chosenKind.value = next;
                }
          }
        />
      </div>
      {kind !== 'check' && <BesideLine beside={beside} leave={() => button.current?.focus()} />}
      {isPublic ? (
        kind !== 'check' && (
          <details class="options">
            <summary>{t('ask.options')}</summary>
            <MessageField message={message} maxBytes={MAX_PUBLIC_MESSAGE_BYTES} />
          </details>
        )
      ) : (
        <details class="options">
          <summary>{t('ask.options')}</summary>
          <CheckField
            name="live"
            label={t('ask.live')}
            isOn={isLive.value}
            onChange={(isOn) => {
              isLive.value = isOn;
            }}
          />
          {/* Each kind has fields of its own: a box that stood for one would keep its tick for another. */}
          <div key={kind}>
            <OptionFields kind={kind} isHtml={recognised.value?.what === 'html'} message={message} />
          </div>
        </details>
      )}
    </form>
  );
}

/** Asks the server what it is, when one stops typing. */
function useRecognised(draft: Draft, recognise: AskBoxProps['recognise']): Signal<Recognised | undefined> {
  const recognised = useSignal<Recognised | undefined>(undefined);
  const text = draft.text.value;
  const file = draft.file.value;
  useEffect(() => {
    if (file === undefined && text.trim() === '') {
      recognised.value = undefined;
      return undefined;
    }
    const control = new AbortController();
    const timer = setTimeout(() => {
      void recognise({ text, file }, control.signal).then((answer) => {
        if (!control.signal.aborted) recognised.value = answer.ok ? answer.value : undefined;
      });
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [text, file]);
  return recognised;
}
