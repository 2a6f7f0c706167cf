/** JSON of what is large, piece by piece: in one go, 14 MB of it would hold up everybody for a sixth of a second. */

/** Pieces are about this long, in characters; longer where one member of the innermost level is. */
const PIECE = 1 << 16;
/** Objects and lists are taken apart so deep; what stands deeper is written at once. */
const LEVELS = 3;

/** What JSON.stringify would give, in pieces; `breathe` is waited for between them. */
export async function jsonPieces(value: object, breathe: () => Promise<void>): Promise<readonly string[]> {
  const pieces: string[] = [];
  let piece = '';
  for (const part of partsOf(value, LEVELS)) {
    piece += part;
    if (piece.length < PIECE) continue;
    pieces.push(piece);
    piece = '';
    await breathe();
  }
  pieces.push(piece);
  return pieces;
}

function* partsOf(value: unknown, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== 'object' || value === null || 'toJSON' in value) {
    yield JSON.stringify(value) ?? 'null';
    return;
  }
  const isList = Array.isArray(value);
  let before = isList ? '[' : '{';
  for (const [name, member] of isList ? value.map((one) => ['', one] as const) : Object.entries(value)) {
    if (!isList && member === undefined) continue;
    yield isList ? before : `${before}${JSON.stringify(name)}:`;
    yield* partsOf(member, levels - 1);
    before = ',';
  }
  yield `${before === ',' ? '' : before}${isList ? ']' : '}'}`;
}
