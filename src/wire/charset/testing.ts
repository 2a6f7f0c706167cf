/** Encodes text into legacy charsets by turning TextDecoder round. For tests only: one or two bytes a character. */

const maps = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The bytes of a text in a charset that TextDecoder knows; throws for a character it lacks. ISO-2022-JP too. */
export function encodeForTests(text: string, charset: string): Uint8Array {
  if (charset === 'iso-2022-jp') return encodeIso2022Jp(text);
  const map = maps.get(charset) ?? reverseMap(charset);
  maps.set(charset, map);
  return Uint8Array.from(
    [...text].flatMap((char) => {
      const code = char.codePointAt(0) ?? 0;
      const bytes = code < 0x80 ? [code] : map.get(char);
      if (bytes === undefined) throw new Error(`${charset} has no '${char}'`);
      return bytes;
    }),
  );
}

function reverseMap(charset: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(charset);
  const map = new Map<string, readonly number[]>();
  const offer = (bytes: readonly number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !map.has(text)) map.set(text, bytes);
  };
  for (let lead = 0x80; lead <= 0xff; lead++) offer([lead]);
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) offer([lead, trail]);
  return map;
}

/** RFC 1468: JIS X 0208 is EUC-JP without the high bits. */
function encodeIso2022Jp(text: string): Uint8Array {
  const out: number[] = [];
  let isWide = false;
  for (const char of text) {
    const bytes = encodeForTests(char, 'euc-jp');
    if ((bytes.length === 2) !== isWide) out.push(0x1b, ...(isWide ? [0x28, 0x42] : [0x24, 0x42]));
    isWide = bytes.length === 2;
    out.push(...bytes.map((byte) => byte & 0x7f));
  }
  if (isWide) out.push(0x1b, 0x28, 0x42);
  return Uint8Array.from(out);
}
