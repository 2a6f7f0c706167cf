/** Where something stands in the raw bytes of what arrived. */

/** Half-open: `start` is the first byte, `end` the byte after the last; both count from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
