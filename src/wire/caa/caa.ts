/**
 * Values of CAA properties (RFC 8659 §4): 'ca.example.net; account=230123', ';' for nobody, addresses for reports. Linear
 * in the value; nothing throws.
 */

export interface CaaIssuer {
  /** Not there: nobody may issue (an empty issuer name, RFC 8659 §4.2). */
  readonly issuer?: string;
  readonly parameters: readonly { readonly tag: string; readonly value: string }[];
}

/** 'bad-issuer': no domain name. 'bad-parameter': not tag=value. 'bad-url': neither mailto: nor http(s):. 'bad-tag'. 'empty'. */
export type CaaProblem = 'bad-issuer' | 'bad-parameter' | 'bad-url' | 'bad-tag' | 'empty';

/** RFC 8659 §4.2–4.3, RFC 9495 (S/MIME), and IANA's registry of CAA properties for VMC. */
const issuing = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc']);
/** RFC 8659 §4.4; the CA/Browser Forum's two for domain validation. */
const others = new Set(['iodef', 'contactemail', 'contactphone']);

/** Tags in lower case. */
export function isKnownCaaTag(tag: string): boolean {
  return issuing.has(tag) || others.has(tag);
}

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const parameterTag = /^[a-z0-9]+$/;
const isName = (text: string): boolean =>
  text.length <= 253 && text.split('.').every((part) => label.test(part));

/** Reads `[issuer-domain-name] [";" parameter …]`; undefined parameters are a problem of `problemOfCaa`. */
export function parseCaaIssuer(value: string): CaaIssuer {
  const [name = '', ...rest] = value.split(';').map((part) => part.trim());
  const parameters = rest.flatMap((part) => {
    const equals = part.indexOf('=');
    if (equals === -1) return [];
    return { tag: part.slice(0, equals).trim(), value: part.slice(equals + 1).trim() };
  });
  return { ...(name !== '' && { issuer: name.toLowerCase() }), parameters };
}

/** What is wrong with the value of a property, or undefined. Properties that are not known are not judged. */
export function problemOfCaa(tag: string, value: string): CaaProblem | undefined {
  // RFC 8659 §4.1: letters and digits.
  if (!parameterTag.test(tag)) return 'bad-tag';
  if (issuing.has(tag)) {
    const { issuer } = parseCaaIssuer(value);
    if (issuer !== undefined && !isName(issuer)) return 'bad-issuer';
    // ';' alone, and a last ';', are common and harmless.
    const parts = value
      .split(';')
      .slice(1)
      .map((part) => part.trim());
    return parts.every(isParameter) ? undefined : 'bad-parameter';
  }
  if (tag === 'iodef') return /^(mailto:.+@.+|https?:\/\/.+)$/i.test(value.trim()) ? undefined : 'bad-url';
  return others.has(tag) && value.trim() === '' ? 'empty' : undefined;
}

function isParameter(part: string): boolean {
  if (part === '') return true;
  const equals = part.indexOf('=');
  // RFC 8659 §4.2: value = *(%x21-3A / %x3C-7E).
  return (
    equals > 0 &&
    /^[a-z0-9-]+$/i.test(part.slice(0, equals).trim()) &&
    /^[\x21-\x3a\x3c-\x7e]*$/.test(part.slice(equals + 1).trim())
  );
}
