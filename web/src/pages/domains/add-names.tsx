/** Adds one name or many: each is told by itself; what the server refused stays in the box. */
import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { request } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import type { WatchedSubject } from '../../api/types.ts';
import { Form, TextArea } from '../../components/form.tsx';
import { toast } from '../../components/toast.tsx';
import { sayProblem } from '../../texts/say-problem.ts';
import { hasText, t } from '../../texts/texts.ts';
import { MAX_NAMES, splitNames } from './split-names.ts';

/** Whether the box is open and what stands in it: outlives the page, so that nothing is lost on the way to the sign-in. */
export const isAdding = signal(false);
const draft = signal('');

interface Refused {
  readonly name: string;
  readonly problem: Problem;
}

const noNames = (): Problem => ({
  code: 'invalid',
  status: 422,
  title: t('domains.noNames'),
  errors: [{ path: 'names', message: t('domains.noNames') }],
});

const tooMany = (count: number): Problem => ({
  code: 'invalid',
  status: 422,
  title: t('domains.tooMany', { count, most: MAX_NAMES }),
  errors: [{ path: 'names', message: t('domains.tooMany', { count, most: MAX_NAMES }) }],
});

/** Problems after which the next name would fail the same way. */
const lasting = [
  'unreachable',
  'not-signed-in',
  'not-allowed',
  'too-many-subjects',
  'store-unavailable',
  'disk-full',
];

/** The name stands before it. */
function sayWhy(problem: Problem): string {
  const known = `domains.why.${problem.code}`;
  return hasText(known) ? t(known) : sayProblem(problem);
}

interface AddNamesProps {
  /** Nothing is watched yet: there is nothing to close it for. */
  readonly isFirst: boolean;
  readonly added: () => void;
  readonly close: () => void;
}

export function AddNames({ isFirst, added, close }: AddNamesProps) {
  const at = useSignal({ done: 0, of: 0 });
  const refused = useSignal<readonly Refused[]>([]);
  /** A new box with what is left. */
  const round = useSignal(0);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isFirst) box.current?.querySelector('textarea')?.focus();
  }, []);
  const send = async (names: readonly string[]): Promise<readonly Refused[]> => {
    const failed: Refused[] = [];
    for (const [place, name] of names.entries()) {
      at.value = { done: place, of: names.length };
      const answer = await request<WatchedSubject>('POST', '/subjects', { body: { name } });
      if (answer.ok) continue;
      failed.push({ name, problem: answer.problem });
      if (!lasting.includes(answer.problem.code)) continue;
      failed.push(...names.slice(place + 1).map((rest) => ({ name: rest, problem: answer.problem })));
      break;
    }
    return failed;
  };
  return (
    <section
      ref={box}
      class="card"
      aria-label={t('domains.add')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isFirst) close();
      }}
    >
      <Form<{ readonly count: number }>
        key={round.value}
        label={t('domains.addThem')}
        busyLabel={t('domains.adding', { done: at.value.done, total: at.value.of })}
        send={async (values) => {
          const names = splitNames(values.text('names'));
          if (names.length === 0) return { ok: false, problem: noNames() };
          if (names.length > MAX_NAMES) return { ok: false, problem: tooMany(names.length) };
          refused.value = await send(names);
          draft.value = refused.value.map(({ name }) => name).join('\n');
          return { ok: true, value: { count: names.length - refused.value.length } };
        }}
        done={({ count }) => {
          if (count > 0) {
            toast(t('domains.added', { count }));
            added();
          }
          round.value += 1;
          if (refused.value.length === 0) close();
        }}
        actions={
          !isFirst && (
            <button type="button" onClick={close}>
              {t('common.close')}
            </button>
          )
        }
      >
        <TextArea
          name="names"
          label={t('domains.names')}
          hint={t('domains.namesHint')}
          rows={4}
          value={draft.peek()}
          onInput={(text) => {
            draft.value = text;
          }}
        />
        {refused.value.length > 0 && (
          <div class="failure" role="alert">
            <p>{t('domains.refused', { count: refused.value.length })}</p>
            <ul>
              {refused.value.map(({ name, problem }) => (
                <li key={name}>
                  <strong>{name}</strong>: {sayWhy(problem)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Form>
    </section>
  );
}
