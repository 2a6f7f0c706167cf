/** A button that lets somebody choose files; the field that browsers have for it stays hidden. */
import type { Ref } from 'preact';
import { useRef } from 'preact/hooks';

export function FileButton({
  label,
  take,
  takesMany = false,
  isMain = false,
  button,
}: {
  readonly label: string;
  /** Told of what was chosen, the same files again too. */
  readonly take: (files: readonly File[]) => void;
  readonly takesMany?: boolean;
  readonly isMain?: boolean;
  /** For whoever gives it the focus. */
  readonly button?: Ref<HTMLButtonElement>;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        ref={button ?? null}
        type="button"
        {...(isMain && { class: 'main' })}
        onClick={() => chooser.current?.click()}
      >
        {label}
      </button>
      <input
        ref={chooser}
        type="file"
        multiple={takesMany}
        hidden
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
