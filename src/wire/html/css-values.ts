/** Values of CSS as far as it takes to tell whether text is seen: lengths, colours. */

export type Rgb = readonly [number, number, number];

const LENGTH = /^(-?\d{0,6}(?:\.\d{0,6})?)(px|pt|em|rem|ex|%|vh|vw|in|cm|mm)?$/;
const PIXELS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  em: 16,
  rem: 16,
  ex: 8,
  in: 96,
  cm: 37.8,
  mm: 3.78,
};

/** A length in pixels (an em counts as 16); percentages and view sizes only where they are 0; undefined for other values. */
export function pixelsOf(value: string): number | undefined {
  const match = LENGTH.exec(value.trim());
  const number = match === null || match[1] === '' ? Number.NaN : Number(match[1]);
  if (Number.isNaN(number)) return undefined;
  if (number === 0) return 0;
  const factor = PIXELS[match?.[2] ?? 'px'];
  return factor === undefined ? undefined : number * factor;
}

const named: Readonly<Record<string, Rgb>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  navy: [0, 0, 128],
  orange: [255, 165, 0],
  purple: [128, 0, 128],
  maroon: [128, 0, 0],
  lime: [0, 255, 0],
  aqua: [0, 255, 255],
  cyan: [0, 255, 255],
  teal: [0, 128, 128],
  olive: [128, 128, 0],
  fuchsia: [255, 0, 255],
  magenta: [255, 0, 255],
  whitesmoke: [245, 245, 245],
  lightgray: [211, 211, 211],
  lightgrey: [211, 211, 211],
  darkgray: [169, 169, 169],
  darkgrey: [169, 169, 169],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
};

/** Red, green, blue; 'transparent' for it and for what is all but that; undefined for what is not known here. */
export function colourOf(text: string): Rgb | 'transparent' | undefined {
  const value = text.trim().toLowerCase();
  if (value === 'transparent') return 'transparent';
  const hex = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(value)?.[1];
  if (hex !== undefined && (value.startsWith('#') || hex.length === 6)) return colourOfHex(hex);
  const inside = /^rgba?\(([^()]{1,60})\)$/.exec(value)?.[1];
  if (inside === undefined) return named[value];
  const [red, green, blue, alpha] = inside.split(/[\s,/]+/).filter((part) => part !== '');
  if (alpha !== undefined && Number.parseFloat(alpha) <= 0.02) return 'transparent';
  if (alpha !== undefined && Number.parseFloat(alpha) < 1 && !alpha.endsWith('%')) return undefined;
  const channels = [red, green, blue].map((part) => Number.parseFloat(part ?? ''));
  const [r, g, b] = channels;
  if (r === undefined || g === undefined || b === undefined || channels.some(Number.isNaN)) return undefined;
  return [r, g, b];
}

function colourOfHex(hex: string): Rgb | 'transparent' {
  const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  const [r = 0, g = 0, b = 0, alpha = 255] = digits.map((pair) => Number.parseInt(pair, 16));
  return alpha <= 5 ? 'transparent' : [r, g, b];
}

/** No reader tells them apart: every channel within 6 of 255. */
export function isSameColour(a: Rgb, b: Rgb): boolean {
  return a.every((channel, index) => Math.abs(channel - (b[index] ?? 0)) <= 6);
}
