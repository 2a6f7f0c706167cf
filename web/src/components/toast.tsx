/** Short messages at the edge ('Copied.'), read aloud, gone after some seconds. */
import { signal } from '@preact/signals';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 6_000;

const toasts = signal<readonly Toast[]>([]);
let last = 0;

export function toast(text: string): void {
  last += 1;
  const id = last;
  toasts.value = [...toasts.value.slice(-2), { id, text }];
  setTimeout(() => {
    toasts.value = toasts.value.filter((one) => one.id !== id);
  }, SHOWN_MS);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text }) => (
        <div key={id}>{text}</div>
      ))}
    </div>
  );
}
