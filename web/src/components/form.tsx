/** Forms: fields by name, errors beside their field, what failed above the button; nothing is lost when it fails. */
import { useSignal } from '@preact/signals';
import { type ComponentChildren, createContext, type InputHTMLAttributes } from 'preact';
import { useContext, useId, useRef } from 'preact/hooks';
import type { Answer, Problem } from '../api/problem.ts';
import { t } from '../texts/texts.ts';
import { Failure } from './states.tsx';

/** What a form sends: text by field name, whether a box is ticked. */
export class FormValues {
  readonly #data: FormData;

  constructor(data: FormData) {
    this.#data = data;
  }

  /** Trimmed; '' where nothing was written. */
  text(name: string): string {
    return this.raw(name).trim();
  }

  /** As typed: passwords. */
  raw(name: string): string {
    const value = this.#data.get(name);
    return typeof value === 'string' ? value : '';
  }

  isOn(name: string): boolean {
    return this.#data.has(name);
  }

  /** undefined where nothing or no number was written. */
  number(name: string): number | undefined {
    const text = this.text(name);
    const value = Number(text);
    return text === '' || !Number.isFinite(value) ? undefined : value;
  }

  /** Split at commas, blanks and lines. */
  list(name: string): readonly string[] {
    return this.text(name)
      .split(/[\s,;]+/)
      .filter((item) => item !== '');
  }
}

const FieldErrors = createContext<ReadonlyMap<string, string>>(new Map());

interface FormProps<T> {
  readonly send: (values: FormValues) => Promise<Answer<T>>;
  readonly done: (value: T, version?: string) => void;
  /** The button's words. */
  readonly label: string;
  readonly busyLabel?: string;
  /** More buttons beside the first. */
  readonly actions?: ComponentChildren;
  /** Empties the fields when it is done. */
  readonly resets?: boolean;
  readonly onProblem?: (problem: Problem) => void;
  /** Words of this form's own for a problem; undefined: the usual ones. */
  readonly say?: (problem: Problem) => string | undefined;
  readonly children: ComponentChildren;
}

export function Form<T>({
  send,
  done,
  label,
  busyLabel,
  actions,
  resets = false,
  onProblem,
  say,
  children,
}: FormProps<T>) {
  const problem = useSignal<Problem | undefined>(undefined);
  const isBusy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (): Promise<void> => {
    if (isBusy.value || form.current === null) return;
    isBusy.value = true;
    const answer = await send(new FormValues(new FormData(form.current)));
    isBusy.value = false;
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) {
      if (resets) form.current?.reset();
      done(answer.value, answer.version);
      return;
    }
    onProblem?.(answer.problem);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const errors = new Map(problem.value?.errors?.map(({ path, message }) => [path, message]));
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FieldErrors.Provider value={errors}>{children}</FieldErrors.Provider>
      {problem.value !== undefined && (
        <Untold problem={problem.value} form={form.current} said={say?.(problem.value)} />
      )}
      <div class="row">
        <button type="submit" class="main" disabled={isBusy.value}>
          {isBusy.value ? (busyLabel ?? t('common.working')) : label}
        </button>
        {actions}
      </div>
    </form>
  );
}

/** Errors that stand beside their field are not told twice: where all of them do there is no box. */
function Untold({
  problem,
  form,
  said,
}: {
  readonly problem: Problem;
  readonly form: HTMLFormElement | null;
  readonly said: string | undefined;
}) {
  const { errors = [], ...rest } = problem;
  const others = errors.filter(({ path }) => form?.elements.namedItem(path) === null);
  if (errors.length > 0 && others.length === 0 && said === undefined) return null;
  return <Failure problem={others.length === 0 ? rest : { ...rest, errors: others }} said={said} />;
}

interface FieldFrame {
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
}

/** Label, hint and error around a control; `children` gets what ties them together. */
function Field({
  name,
  label,
  hint,
  children,
}: FieldFrame & {
  readonly children: (ties: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': 'true' | undefined;
  }) => ComponentChildren;
}) {
  const id = useId();
  const error = useContext(FieldErrors).get(name);
  const described = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(
    Boolean,
  );
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error === undefined ? undefined : 'true',
      })}
      {error !== undefined && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p class="note" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldFrame & {
  readonly type?: 'text' | 'email' | 'password' | 'number' | 'url' | 'date' | 'search';
  /** Where it begins; the browser keeps what is typed. */
  readonly value?: string | number | undefined;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'required'
    | 'autoComplete'
    | 'inputMode'
    | 'placeholder'
    | 'maxLength'
    | 'minLength'
    | 'min'
    | 'max'
    | 'spellcheck'
    | 'onInput'
  >;

/** A line of text, a number, a password, a day. */
export function TextField({ name, label, hint, value, ...input }: InputProps) {
  return (
    <Field name={name} label={label} hint={hint}>
      {(ties) => (
        <input
          name={name}
          defaultValue={value === undefined ? '' : String(value)}
          {...ties}
          {...(input as object)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  name,
  label,
  hint,
  value,
  rows = 3,
  onInput,
}: FieldFrame & {
  readonly value?: string;
  readonly rows?: number;
  readonly onInput?: (value: string) => void;
}) {
  return (
    <Field name={name} label={label} hint={hint}>
      {(ties) => (
        <textarea
          name={name}
          rows={rows}
          defaultValue={value ?? ''}
          onInput={(event) => onInput?.(event.currentTarget.value)}
          {...ties}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function SelectField({
  name,
  label,
  hint,
  value,
  choices,
  onChange,
}: FieldFrame & {
  readonly value?: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChange?: (value: string) => void;
}) {
  return (
    <Field name={name} label={label} hint={hint}>
      {(ties) => (
        <select
          name={name}
          {...ties}
          onChange={(event) => onChange?.(event.currentTarget.value)}
          {...(onChange === undefined ? {} : { value })}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({
  name,
  label,
  isOn,
  onChange,
}: {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly isOn?: boolean;
  readonly onChange?: (isOn: boolean) => void;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        {...(onChange === undefined ? { defaultChecked: isOn ?? false } : { checked: isOn ?? false })}
        onChange={(event) => onChange?.(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
