/** A question in front of the page. Escape closes it, the focus stays inside and goes back to where it was. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../texts/texts.ts';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Draw it while it is open: `{isOpen.value && <Dialog …>}`. */
export function Dialog({ title, close, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} aria-labelledby={id} onClose={close}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

/** Asks before something is thrown away. */
export function Confirm({
  title,
  text,
  label,
  confirm,
  close,
}: {
  readonly title: string;
  readonly text: string;
  /** The word of what happens: 'Delete'. */
  readonly label: string;
  readonly confirm: () => void;
  readonly close: () => void;
}) {
  return (
    <Dialog title={title} close={close}>
      <p>{text}</p>
      <div class="row end">
        <button type="button" onClick={close}>
          {t('common.cancel')}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            confirm();
            close();
          }}
        >
          {label}
        </button>
      </div>
    </Dialog>
  );
}
