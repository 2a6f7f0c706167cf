/**
 * A text made readable (entities decoded, mark-up and quote marks taken out) that still knows where each character stood.
 * Limits: linear in the text; one number per change, not per character.
 */

/** Readable text with the way back to the text it was made from. */
export interface MappedText {
  readonly text: string;
  /** Offset in the given text of an offset in `text`; of its length: the length of the given text. */
  readonly originOf: (offset: number) => number;
  /** Nothing was changed: every offset is its own origin. */
  readonly isSame: boolean;
}

/** Collects pieces of a source text; what is skipped or replaced shifts the map. */
export class TextMapper {
  readonly #pieces: string[] = [];
  readonly #outAt: number[] = [];
  readonly #sourceAt: number[] = [];
  #length = 0;

  /** Appends `piece` that stands (or whose original stands) at `sourceOffset`. */
  append(piece: string, sourceOffset: number): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.#outAt.push(this.#length);
    this.#sourceAt.push(sourceOffset);
    this.#length += piece.length;
  }

  /** Closes the map over a source of `sourceLength` code units. */
  finish(sourceLength: number): MappedText {
    const outAt = this.#outAt;
    const sourceAt = this.#sourceAt;
    const length = this.#length;
    const originOf = (offset: number): number => {
      if (offset >= length) return sourceLength;
      let low = 0;
      let high = outAt.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((outAt[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      const next = sourceAt[low + 1] ?? sourceLength;
      return Math.min((sourceAt[low] ?? 0) + offset - (outAt[low] ?? 0), next);
    };
    return { text: this.#pieces.join(''), originOf, isSame: false };
  }
}

/** The text itself, mapped to itself. */
export function unmappedText(text: string): MappedText {
  return { text, originOf: (offset) => Math.min(offset, text.length), isSame: true };
}

/** A map over a map: `outer` was made from `inner.text`. */
export function chainMaps(inner: MappedText, outer: MappedText): MappedText {
  if (outer.isSame) return inner;
  if (inner.isSame) return outer;
  return {
    text: outer.text,
    originOf: (offset) => inner.originOf(outer.originOf(offset)),
    isSame: false,
  };
}
