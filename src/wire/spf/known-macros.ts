/**
 * Macros of a domain-spec (RFC 7208 §7) that are known without a message: the domain of the record, %{d}, and the
 * sender's domain, %{o}. Everything else (IP, local part, HELO) belongs to a delivery.
 */

export interface KnownNames {
  /** Domain of the record in hand. */
  readonly domain: string;
  /** Domain of the sender: the one that the evaluation began with. */
  readonly senderDomain: string;
}

const defaultDelimiter = '.';
const maxNameLength = 253;

/** The name, or undefined where a macro needs a message. The domain-spec must be well-formed. */
export function expandKnownMacros(domainSpec: string, names: KnownNames): string | undefined {
  let out = '';
  let position = 0;
  while (position < domainSpec.length) {
    const char = domainSpec[position] ?? '';
    if (char !== '%') {
      out += char;
      position += 1;
      continue;
    }
    const kind = domainSpec[position + 1];
    if (kind === '{') {
      const end = domainSpec.indexOf('}', position);
      const value = end < 0 ? undefined : macroValue(domainSpec.slice(position + 2, end), names);
      if (value === undefined) return undefined;
      out += value;
      position = end + 1;
      continue;
    }
    out += kind === '_' ? ' ' : kind === '-' ? '%20' : '%';
    position += 2;
  }
  return shortened(out.endsWith('.') ? out.slice(0, -1) : out);
}

/** `body` is what stands between the braces: letter, digits, r, delimiters. */
function macroValue(body: string, names: KnownNames): string | undefined {
  const letter = (body[0] ?? '').toLowerCase();
  const name = letter === 'd' ? names.domain : letter === 'o' ? names.senderDomain : undefined;
  if (name === undefined) return undefined;
  let position = 1;
  while (isDigit(body[position])) position += 1;
  const count = position > 1 ? Number(body.slice(1, position)) : undefined;
  const isReversed = body[position]?.toLowerCase() === 'r';
  const delimiters = body.slice(isReversed ? position + 1 : position) || defaultDelimiter;
  const parts = splitAt(name, delimiters);
  if (isReversed) parts.reverse();
  return (count === undefined ? parts : parts.slice(-count)).join('.');
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

function splitAt(text: string, delimiters: string): string[] {
  const parts: string[] = [''];
  for (const char of text) {
    if (delimiters.includes(char)) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** RFC 7208 §7.3: labels are taken off the left until the name fits. */
function shortened(name: string): string {
  let rest = name;
  while (rest.length > maxNameLength && rest.includes('.')) rest = rest.slice(rest.indexOf('.') + 1);
  return rest;
}
