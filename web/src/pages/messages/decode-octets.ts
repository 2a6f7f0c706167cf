/** Octets of a message as text to look at: UTF-8 where they are, else one character an octet, so that nothing is lost. */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const octets = new TextDecoder('windows-1252');

export function decodeOctets(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return octets.decode(bytes); // another charset, or broken
  }
}
