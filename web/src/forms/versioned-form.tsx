/**
 * A form over one thing that others may change meanwhile. What is typed stays, whatever is loaded behind it. Where somebody else saved
 * first (412), it shows what they changed and offers both: save mine over theirs, or take theirs.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/problem.ts';
import { Form, type FormValues } from '../components/form.tsx';
import { t } from '../texts/texts.ts';
import { type Told, whatChanged } from './what-changed.ts';

/** What a form is sent against. */
export interface Against<T> {
  /** As it was when the fields were filled. */
  readonly was: T;
  /** The ETag to name. */
  readonly version: string;
  /** Somebody's change is overwritten: say everything, also what this form did not change. */
  readonly isOver: boolean;
}

interface VersionedFormProps<T> {
  /** Where the fields begin; later values of it are not looked at. */
  readonly value: T;
  /** The ETag of that. */
  readonly version: string;
  readonly send: (values: FormValues, against: Against<T>) => Promise<Answer<T>>;
  /** As it is now, asked for after a refusal. */
  readonly read: () => Promise<Answer<T>>;
  /** What the form shows, in words. */
  readonly tell: (value: T) => readonly Told[];
  /** It is saved, or theirs was taken (`isMine` false). */
  readonly done: (value: T, version: string | undefined, isMine: boolean) => void;
  readonly label?: string;
  readonly actions?: ComponentChildren;
  /** The fields, beginning with `value`. */
  readonly children: (value: T) => ComponentChildren;
}

interface Versioned<T> {
  readonly value: T;
  readonly version: string;
}

export function VersionedForm<T>(props: VersionedFormProps<T>) {
  const { tell, read } = props;
  const base = useSignal<Versioned<T> & { readonly round: number }>({
    value: props.value,
    version: props.version,
    round: 0,
  });
  const theirs = useSignal<Versioned<T> | undefined>(undefined);
  const { value: was, version, round } = base.value;
  const finish = (value: T, next: string | undefined, isMine: boolean): void => {
    theirs.value = undefined;
    base.value = { value, version: next ?? version, round: round + 1 };
    props.done(value, next, isMine);
  };
  const send = async (values: FormValues): Promise<Answer<T>> => {
    const isOver = theirs.value !== undefined;
    const answer = await props.send(values, { was, version: theirs.value?.version ?? version, isOver });
    if (answer.ok || answer.problem.code !== 'changed-elsewhere') return answer;
    const now = await read();
    if (now.ok) theirs.value = { value: now.value, version: now.version ?? version };
    return answer;
  };
  return (
    <Form<T>
      key={round}
      send={send}
      done={(value, next) => finish(value, next, true)}
      label={theirs.value === undefined ? (props.label ?? t('common.save')) : t('conflict.saveMine')}
      say={({ code }) =>
        code === 'changed-elsewhere' && theirs.value !== undefined ? t('conflict.said') : undefined
      }
      actions={props.actions}
    >
      {props.children(was)}
      {theirs.value !== undefined && (
        <Theirs
          rows={whatChanged(tell(was), tell(theirs.value.value))}
          take={() => {
            const taken = theirs.value;
            if (taken !== undefined) finish(taken.value, taken.version, false);
          }}
        />
      )}
    </Form>
  );
}

function Theirs({ rows, take }: { readonly rows: readonly Told[]; readonly take: () => void }) {
  return (
    <div class="card theirs">
      <p>
        <strong>{t('conflict.title')}</strong>
      </p>
      {rows.length === 0 ? (
        <p class="note">{t('conflict.nothingHere')}</p>
      ) : (
        <dl class="facts">
          {rows.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text === '' ? t('conflict.empty') : text}</dd>
            </div>
          ))}
        </dl>
      )}
      <button type="button" onClick={take}>
        {t('conflict.takeTheirs')}
      </button>
    </div>
  );
}
