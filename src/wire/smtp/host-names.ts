/** Host names and IP addresses as prose writes them: 'mx.example.org[192.0.2.1]', '(192.0.2.1)', '[IPv6:2001:db8::1]', 'mx.example.org.'. */

const DOT = 0x2e;
const MAX_LABEL = 63;

/** Whether the text is an IPv4 or IPv6 address, nothing around it. */
export function isIpAddress(text: string): boolean {
  if (text.length > 45 || text.length < 3) return false;
  const colon = text.indexOf(':');
  if (colon < 0) return isIpv4(text);
  // The first group is four digits at most, or an IPv4 address.
  if (colon > 15 || !/^[0-9A-Fa-f.:]+$/.test(text)) return false;
  const parts = text.split(':');
  if (parts.length < 3 || parts.length > 9 || text.includes(':::')) return false;
  const isCompressed = text.includes('::');
  return (
    (isCompressed || parts.length === 8 || parts.length === 7) && parts.every((part) => isIpv6Group(part))
  );
}

function isIpv4(text: string): boolean {
  let dots = 0;
  let digits = 0;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === DOT) {
      if (digits === 0 || dots === 3) return false;
      dots += 1;
      digits = 0;
      value = 0;
    } else if (unit >= 0x30 && unit <= 0x39) {
      digits += 1;
      value = value * 10 + unit - 0x30;
      if (digits > 3 || value > 255) return false;
    } else return false;
  }
  return dots === 3 && digits > 0;
}

function isIpv6Group(part: string): boolean {
  return part === '' || /^[0-9a-fA-F]{1,4}$/.test(part) || (part.includes('.') && isIpAddress(part));
}

/** Whether the text has the form of a host name with at least one dot; letters beyond ASCII are allowed. */
export function isHostName(text: string): boolean {
  if (text.length < 3 || text.length > 253 || !text.includes('.') || isIpAddress(text)) return false;
  let labelAt = 0;
  let hasName = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === DOT) {
      if (at === labelAt || at - labelAt > MAX_LABEL) return false;
      labelAt = at + 1;
      hasName = false;
    } else if (unit < 0x30 || unit > 0x39) {
      hasName = true;
      if (!isLabelUnit(unit) && (unit < 0x80 || !isForeignLabels(text))) return false;
    }
  }
  const last = text.length - labelAt;
  return hasName && last > 0 && last <= MAX_LABEL;
}

function isLabelUnit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x2d || unit === 0x5f;
}

/** All characters are letters, digits, hyphens, underscores of any script, and dots. */
function isForeignLabels(text: string): boolean {
  return !/[^\p{L}\p{N}_.-]/u.test(text);
}

/** A host and its address, each where given. */
export interface Speaker {
  readonly host?: string;
  readonly ip?: string;
}

/** Reads 'name', 'name[ip]', 'name [ip]:port', 'ip', '[ip]'; nothing where it is neither. */
export function parseSpeaker(text: string): Speaker {
  const open = text.search(/[[(]/);
  const name = cleanName(open < 0 ? text : text.slice(0, open));
  const inside = open < 0 ? '' : cleanAddress(text.slice(open + 1));
  const ip = isIpAddress(inside) ? inside : isIpAddress(name) ? name : undefined;
  // Postfix writes 'ip[ip]' where the host has no name, 'unknown[ip]' for a client without one.
  const host = isHostName(name) ? name : undefined;
  return { ...(host === undefined ? {} : { host }), ...(ip === undefined ? {} : { ip }) };
}

function cleanName(text: string): string {
  const bare = text
    .trim()
    .replace(/^[<"']/, '')
    .replace(/[>"',;]$/, '');
  const name = bare.replace(/:[0-9]{1,5}$/, '').replace(/[.:]{1,3}$/, '');
  return isIpAddress(bare) ? bare : name;
}

function cleanAddress(text: string): string {
  const close = text.search(/[\])]/);
  const inside = (close < 0 ? text : text.slice(0, close)).trim();
  return inside.toLowerCase().startsWith('ipv6:') ? inside.slice(5) : inside;
}
