/** Long expressions written a piece a line. */

/** The source of an expression that is one of the pieces; their flags do not count. */
export const anyOf = (pieces: readonly RegExp[]): string =>
  `(?:${pieces.map((piece) => piece.source).join('|')})`;
