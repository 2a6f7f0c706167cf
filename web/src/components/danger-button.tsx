/** A button of something that cannot be taken back: it asks first. */
import { useSignal } from '@preact/signals';
import { Confirm } from './dialog.tsx';

export function DangerButton({
  label,
  title,
  text,
  confirm,
}: {
  /** The word of what happens, on the button and in the question: 'Delete'. */
  readonly label: string;
  /** The question. */
  readonly title: string;
  readonly text: string;
  readonly confirm: () => void;
}) {
  const isAsking = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="danger"
        onClick={() => {
          isAsking.value = true;
        }}
      >
        {label}
      </button>
      {isAsking.value && (
        <Confirm
          title={title}
          text={text}
          label={label}
          confirm={confirm}
          close={() => {
            isAsking.value = false;
          }}
        />
      )}
    </>
  );
}
