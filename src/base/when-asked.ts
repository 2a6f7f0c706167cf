/** Values that cost time to make and that most runs do not ask for: long expressions with Unicode classes, which V8 reads each time they are made. */

/** Gives what `make` gives, made at the first call. */
export function whenAsked<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
