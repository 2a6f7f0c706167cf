/** Many things in one place: a hundred are drawn at first, and a hundred more each time somebody wants them. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { t } from '../texts/texts.ts';

const STEP = 100;

/** `draw` makes the list of those that are shown. */
export function InSteps<T>({
  all,
  draw,
}: {
  readonly all: readonly T[];
  readonly draw: (shown: readonly T[]) => ComponentChildren;
}) {
  const count = useSignal(STEP);
  return (
    <>
      {draw(all.slice(0, count.value))}
      {all.length > count.value && (
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
