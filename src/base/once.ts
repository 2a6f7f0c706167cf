/** Answers that few ask for, worked out when first asked for. */

/** Gives what `read` gives, read at the first call. */
export function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
