/** A progress bar on the error stream, only on a terminal and only when something takes longer than a moment. */

export interface Progress {
  /** `done` and `total` in the same unit; without a total only the count is shown. */
  readonly update: (done: number, total: number | undefined, count: number) => void;
  readonly end: () => void;
}

interface ErrorStream {
  readonly isTTY?: boolean | undefined;
  readonly write: (text: string) => unknown;
}

const FIRST_AFTER_MS = 500;
const EVERY_MS = 100;
const BAR_WIDTH = 24;

/** The bar for a stream; silent where it is no terminal. `nowMs` is monotonic. */
export function progressOn(stream: ErrorStream, nowMs: () => number, isWanted: boolean): Progress {
  if (!isWanted || stream.isTTY !== true) return { update: () => undefined, end: () => undefined };
  const startedMs = nowMs();
  let shownMs = 0;
  let isShown = false;
  return {
    update: (done, total, count) => {
      const now = nowMs();
      if (now - startedMs < FIRST_AFTER_MS || now - shownMs < EVERY_MS) return;
      shownMs = now;
      isShown = true;
      const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total);
      const filled = Math.round((share ?? 0) * BAR_WIDTH);
      const bar =
        share === undefined
          ? ''
          : `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ${Math.round(share * 100)} % `;
      stream.write(`\r\u001b[K${bar}${count}`);
    },
    end: () => {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}
