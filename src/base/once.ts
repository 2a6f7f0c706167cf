/** Values that cost time to make and that few ask for, such as long expressions with Unicode classes, which V8 reads each time they are made. */

/** Gives what `read` gives, read at the first call. */
export function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
