/** QR codes: one that zbar read, its corrections, and how much fits. */
import { expect, test } from 'vitest';
import { correctionOf } from './qr-correction.ts';
import { qrMatrix } from './qr-matrix.ts';

/** As zbarimg 0.23 read it as 'WAYPOST'. */
const waypost = `
#######.#..#..#######
#.....#....#..#.....#
#.###.#...##..#.###.#
#.###.#.#.###.#.###.#
#.###.#.##..#.#.###.#
#.....#.####..#.....#
#######.#.#.#.#######
........#####........
#...#.###.##.#####..#
##.#.#...#.##.....###
..#.###....#..###..#.
#.#.##.#..#..####..##
..#####..#..####.##.#
........##..####....#
#######.#...##..#..#.
#.....#....##......##
#.###.#.####..#..##.#
#.###.#..#.##..#..###
#.###.#..###..#.##...
#.....#......##......
#######.#.#.#####.#.#`;

test('a code that a reader has read', () => {
  const drawn = qrMatrix('WAYPOST')?.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join(''));
  expect(drawn).toEqual(waypost.trim().split('\n'));
});

test.each([
  [0, 21],
  [14, 21],
  [15, 25],
  [106, 41],
  [122, 45],
  [412, 77],
  [413, undefined],
])('%i octets need %s modules', (length, size) => {
  expect(qrMatrix('x'.repeat(length))?.length).toBe(size);
});

test('octets are counted, not characters', () => {
  expect(qrMatrix('ü'.repeat(7))?.length).toBe(21);
  expect(qrMatrix('ü'.repeat(8))?.length).toBe(25);
});

/** The worked example of ISO/IEC 18004 annex I: '01234567' in version 1-M. */
test('the corrections of the standard’s own example', () => {
  const data = [
    0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11,
  ];
  const expected = [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55];
  expect([...correctionOf(Uint8Array.from(data), 10)]).toEqual(expected);
});
