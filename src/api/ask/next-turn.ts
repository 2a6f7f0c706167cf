/**
 * Questions that come in the same turn of the event loop are answered step by step together: each step of one is followed by the same
 * step of the others, and their answers go out together. With 32 clients at a time that answers about twice as many
 * (docs/decisions/0017-questions-go-together.md); alone, a question waits for the end of the turn it came in.
 */

let next: Promise<void> | undefined;

/** Resolves when this turn of the event loop has taken what there is to read: for everybody who waits at the same moment. */
export function nextTurn(): Promise<void> {
  next ??= new Promise((resolve) => {
    setImmediate(() => {
      next = undefined;
      resolve();
    });
  });
  return next;
}
