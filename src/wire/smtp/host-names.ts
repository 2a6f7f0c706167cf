/** Host names and IP addresses as prose writes them: 'mx.example.org[192.0.2.1]', '(192.0.2.1)', '[IPv6:2001:db8::1]', 'mx.example.org.'. */

/** Whether the text is an IPv4 or IPv6 address, nothing around it. */
export function isIpAddress(text: string): boolean {
  if (text.length > 45) return false;
  if (!text.includes(':')) {
    const parts = text.split('.');
    return parts.length === 4 && parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255);
  }
  const parts = text.split(':');
  if (parts.length < 3 || parts.length > 9 || text.includes(':::')) return false;
  const isCompressed = text.includes('::');
  return (
    (isCompressed || parts.length === 8 || parts.length === 7) && parts.every((part) => isIpv6Group(part))
  );
}

function isIpv6Group(part: string): boolean {
  return part === '' || /^[0-9a-fA-F]{1,4}$/.test(part) || (part.includes('.') && isIpAddress(part));
}

/** Whether the text has the form of a host name with at least one dot; letters beyond ASCII are allowed. */
export function isHostName(text: string): boolean {
  if (text.length < 3 || text.length > 253 || !text.includes('.') || isIpAddress(text)) return false;
  const labels = text.split('.');
  if (labels.length < 2 || labels.some((label) => label === '' || label.length > 63)) return false;
  return labels.every((label) => !/[^\p{L}\p{N}_-]/u.test(label)) && !/^[0-9]+$/.test(labels.at(-1) ?? '');
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
