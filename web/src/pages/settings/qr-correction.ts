/** Reed-Solomon codes over GF(2⁸) with x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004 §7.5): what lets a scratched QR code be read. */

function multiply(a: number, b: number): number {
  let product = 0;
  for (let place = 7; place >= 0; place -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> place) & 1) * a;
  }
  return product;
}

/** The product of (x − 2⁰) … (x − 2ⁿ⁻¹) without its leading 1. */
function generator(length: number): readonly number[] {
  const factors = [...Array<number>(length - 1).fill(0), 1];
  let root = 1;
  for (let round = 0; round < length; round += 1) {
    for (const [place, factor] of factors.entries())
      factors[place] = multiply(factor, root) ^ (factors[place + 1] ?? 0);
    root = multiply(root, 2);
  }
  return factors;
}

/** The `length` octets that follow the data. */
export function correctionOf(data: Uint8Array, length: number): Uint8Array {
  const factors = generator(length);
  const rest = new Uint8Array(length);
  for (const octet of data) {
    const lead = octet ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[length - 1] = 0;
    for (const [place, factor] of factors.entries())
      rest[place] = (rest[place] ?? 0) ^ multiply(factor, lead);
  }
  return rest;
}
