/**
 * A text as a QR code (ISO/IEC 18004): octets, error correction M, versions 1 to 15, which is 412 octets: enough for an otpauth address.
 * Pure.
 */
import { correctionOf } from './qr-correction.ts';

/** Rows of modules; true is dark. */
export type QrMatrix = readonly (readonly boolean[])[];

/** Of each version at level M (table 9): correction octets a block, then blocks and their data octets. */
const versions: readonly (readonly [correction: number, ...(readonly [blocks: number, octets: number])[]])[] =
  [
    [10, [1, 16]],
    [16, [1, 28]],
    [26, [1, 44]],
    [18, [2, 32]],
    [24, [2, 43]],
    [16, [4, 27]],
    [18, [4, 31]],
    [22, [2, 38], [2, 39]],
    [22, [3, 36], [2, 37]],
    [26, [4, 43], [1, 44]],
    [30, [1, 50], [4, 51]],
    [22, [6, 36], [2, 37]],
    [22, [8, 37], [1, 38]],
    [24, [4, 40], [5, 41]],
    [24, [5, 41], [5, 42]],
  ];

/** Centres of the alignment patterns, version 2 on (annex E). */
const centres: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
  [6, 34, 62],
  [6, 26, 46, 66],
  [6, 26, 48, 70],
];

/** undefined where the text is too long. */
export function qrMatrix(text: string): QrMatrix | undefined {
  const octets = new TextEncoder().encode(text);
  const version = versions.findIndex((_, place) => capacityOf(place + 1) >= octets.length) + 1;
  if (version === 0) return undefined;
  const size = 17 + 4 * version;
  const frame = drawFrame(version, size);
  drawData(frame, size, interleaved(dataOctets(octets, version), version));
  const masked = masks.map((mask, place) => withMask(frame, size, mask, place));
  return masked.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best));
}

const blocksOf = (version: number): readonly number[] => {
  const [, ...groups] = versions[version - 1] ?? [0];
  return groups.flatMap(([blocks, octets]) => Array<number>(blocks).fill(octets));
};

const dataLength = (version: number): number => blocksOf(version).reduce((sum, octets) => sum + octets, 0);

/** Four bits say what follows, 8 or 16 (from version 10) how much. */
const countBits = (version: number): number => (version < 10 ? 8 : 16);
const capacityOf = (version: number): number =>
  Math.floor((dataLength(version) * 8 - 4 - countBits(version)) / 8);

/** Mode, length, octets, end, padding (§7.4). */
function dataOctets(octets: Uint8Array, version: number): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, length: number): void => {
    for (let place = length - 1; place >= 0; place -= 1) bits.push((value >> place) & 1);
  };
  put(0b0100, 4);
  put(octets.length, countBits(version));
  for (const octet of octets) put(octet, 8);
  const length = dataLength(version);
  put(0, Math.min(4, length * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data = new Uint8Array(length);
  for (let place = 0; place < length; place += 1) {
    const eight = bits.slice(place * 8, place * 8 + 8);
    const isPadding = eight.length === 0;
    data[place] = isPadding
      ? (place - bits.length / 8) % 2 === 0
        ? 0xec
        : 0x11
      : eight.reduce((value, bit) => (value << 1) | bit, 0);
  }
  return data;
}

/** Blocks side by side: first octets of all, second octets of all; then the same of their corrections (§7.6). */
function interleaved(data: Uint8Array, version: number): readonly number[] {
  const [correction] = versions[version - 1] ?? [0];
  let start = 0;
  const blocks = blocksOf(version).map((length) => {
    start += length;
    return data.subarray(start - length, start);
  });
  const corrections = blocks.map((block) => correctionOf(block, correction));
  const inTurn = (all: readonly Uint8Array[]): number[] => {
    const longest = Math.max(...all.map(({ length }) => length));
    return Array.from({ length: longest }, (_, place) =>
      all.flatMap((one) => (place < one.length ? [one[place] ?? 0] : [])),
    ).flat();
  };
  return [...inTurn(blocks), ...inTurn(corrections)];
}

/** undefined: free for data. */
type Frame = (boolean | undefined)[][];

function drawFrame(version: number, size: number): Frame {
  const frame: Frame = Array.from({ length: size }, () => Array<boolean | undefined>(size).fill(undefined));
  const set = (x: number, y: number, isDark: boolean): void => {
    const row = frame[y];
    if (row !== undefined && x >= 0 && x < size) row[x] = isDark;
  };
  const square = (cx: number, cy: number, radius: number, isDark: (distance: number) => boolean): void => {
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1)
        set(cx + x, cy + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
  };
  for (let place = 8; place < size - 8; place += 1) {
    set(place, 6, place % 2 === 0);
    set(6, place, place % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
  const rows = centres[version - 1] ?? [];
  const last = rows.at(-1);
  for (const y of rows)
    for (const x of rows)
      if (!((x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6)))
        square(x, y, 2, (distance) => distance !== 1);
  drawFormat(frame, size, 0);
  if (version >= 7) drawVersion(frame, size, version);
  return frame;
}

/** Remainder of `value` behind `bits` zeros by the polynomial: the check bits of format and version (annexes C, D). */
function checkBits(value: number, polynomial: number, bits: number): number {
  let rest = value;
  for (let place = 0; place < bits; place += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
  return rest;
}

/** Level M is 00; 15 bits stand twice (§7.9). */
function drawFormat(frame: Frame, size: number, mask: number): void {
  const bits = ((mask << 10) | checkBits(mask, 0x537, 10)) ^ 0x5412;
  const isOn = (place: number): boolean => ((bits >> place) & 1) === 1;
  const set = (x: number, y: number, isDark: boolean): void => {
    const row = frame[y];
    if (row !== undefined) row[x] = isDark;
  };
  for (let place = 0; place < 8; place += 1) set(size - 1 - place, 8, isOn(place));
  for (let place = 8; place < 15; place += 1) set(8, size - 15 + place, isOn(place));
  for (let place = 0; place < 6; place += 1) set(8, place, isOn(place));
  set(8, 7, isOn(6));
  set(8, 8, isOn(7));
  set(7, 8, isOn(8));
  for (let place = 9; place < 15; place += 1) set(14 - place, 8, isOn(place));
  set(8, size - 8, true);
}

/** 18 bits stand twice (§7.10). */
function drawVersion(frame: Frame, size: number, version: number): void {
  const bits = (version << 12) | checkBits(version, 0x1f25, 12);
  for (let place = 0; place < 18; place += 1) {
    const isDark = ((bits >> place) & 1) === 1;
    const [far, near] = [size - 11 + (place % 3), Math.floor(place / 3)];
    const [one, other] = [frame[near], frame[far]];
    if (one !== undefined) one[far] = isDark;
    if (other !== undefined) other[near] = isDark;
  }
}

/** What is free, in the order of the data: two columns at a time from the right, up and down by turns (§7.7.3). */
function* freeModules(frame: Frame, size: number): Generator<readonly [x: number, y: number]> {
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (frame[y]?.[x] === undefined) yield [x, y];
    }
  }
}

/** Which modules hold data: the masks turn these over. */
const dataPlaces = new WeakMap<Frame, readonly (readonly [x: number, y: number])[]>();

function drawData(frame: Frame, size: number, octets: readonly number[]): void {
  const places = [...freeModules(frame, size)];
  dataPlaces.set(frame, places);
  for (const [bit, [x, y]] of places.entries()) {
    const row = frame[y];
    if (row !== undefined) row[x] = (((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
  }
}

/** §7.8.2, table 10. */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function withMask(
  frame: Frame,
  size: number,
  isTurned: (x: number, y: number) => boolean,
  mask: number,
): QrMatrix {
  const copy: Frame = frame.map((row) => [...row]);
  for (const [x, y] of dataPlaces.get(frame) ?? []) {
    const row = copy[y];
    if (row !== undefined && isTurned(x, y)) row[x] = row[x] !== true;
  }
  drawFormat(copy, size, mask);
  return copy.map((row) => row.map((isDark) => isDark === true));
}

/** How hard a matrix is to read (§7.8.3): long runs, blocks, what looks like a finder, too dark or too light. */
function penaltyOf(matrix: QrMatrix): number {
  const columns = matrix.map((_, x) => matrix.map((row) => row[x] === true));
  let penalty = 0;
  for (const line of [...matrix, ...columns]) {
    const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    for (const finder of ['10111010000', '00001011101'])
      for (let at = text.indexOf(finder); at >= 0; at = text.indexOf(finder, at + 1)) penalty += 40;
  }
  let dark = 0;
  for (const [y, row] of matrix.entries())
    for (const [x, isDark] of row.entries()) {
      if (isDark) dark += 1;
      const below = matrix[y + 1];
      if (below !== undefined && x + 1 < row.length)
        if (row[x + 1] === isDark && below[x] === isDark && below[x + 1] === isDark) penalty += 3;
    }
  const share = (dark * 100) / (matrix.length * matrix.length);
  return penalty + Math.floor(Math.abs(share - 50) / 5) * 10;
}
