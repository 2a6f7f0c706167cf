/** ISO-2022-KR (RFC 1557): SO and SI switch between KS X 1001 and ASCII. Read as EUC-KR with the high bits put back. */
const SO = 0x0e;
const SI = 0x0f;
const ESC = 0x1b;
const LF = 0x0a;

const eucKr = new TextDecoder('euc-kr');

/** Decodes ISO-2022-KR; the designator 'ESC $ ) C' is dropped, a line end goes back to ASCII. */
export function decodeIso2022Kr(bytes: Uint8Array): string {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let isShifted = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte === SO || byte === SI) isShifted = byte === SO;
    else if (
      byte === ESC &&
      bytes[index + 1] === 0x24 &&
      bytes[index + 2] === 0x29 &&
      bytes[index + 3] === 0x43
    )
      index += 3;
    else {
      if (byte === LF) isShifted = false;
      out[length++] = isShifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte;
    }
  }
  return eucKr.decode(out.subarray(0, length));
}
