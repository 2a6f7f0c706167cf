/** Names as DNS carries them: A-labels (RFC 5890 §2.3.2.1), within the limits of RFC 1035 §2.3.4. */
import { domainToASCII } from 'node:url';
import { failed, ok, type Result } from '../../base/result.ts';

/** 255 octets on the wire: each label with its length, and the root's zero. */
const maxTextLength = 253;
const maxLabelLength = 63;

/** The name in lower case without the final dot ('.' for the root); problem 'bad-name' where it cannot be asked. */
export function wireName(name: string): Result<string> {
  if (name === '.') return ok(name);
  if (name.length > 1000) return failed('bad-name', 'The name is longer than any name in DNS.');
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  const ascii = isPrintableAscii(bare) ? bare : domainToASCII(bare);
  if (ascii === '' || !isPrintableAscii(ascii)) {
    return failed('bad-name', `'${shown(name)}' is no name that DNS can be asked about.`);
  }
  const labels = ascii.split('.');
  if (ascii.length > maxTextLength || labels.some((label) => label === '' || label.length > maxLabelLength)) {
    const rule = 'labels hold 1 to 63 octets and a name at most 255 (RFC 1035 §2.3.4)';
    return failed('bad-name', `'${shown(name)}' is no name that DNS can be asked about: ${rule}.`);
  }
  return ok(ascii.toLowerCase());
}

function isPrintableAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // RFC 2181 §11: any octet may stand in a label; a blank does after '%_' of SPF (RFC 7208 §7.2).
    if (code < 0x20 || code >= 0x7f) return false;
  }
  return true;
}

/** A name of strangers, fit to stand in a sentence. */
function shown(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 77)}...` : name;
  return JSON.stringify(short).slice(1, -1);
}
