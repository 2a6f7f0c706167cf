/** The TXT record at _smtp._tls (RFC 8460 §3): 'v=TLSRPTv1; rua=mailto:tls@example.org'. Limit: 20 addresses. */
import { readFields } from '../mta-sts/index.ts';

export interface TlsRptRecord {
  readonly targets: readonly TlsRptTarget[];
  /** Senders take the record for absent: 'no-rua', and those of `readFields`. */
  readonly problems: readonly string[];
  readonly extensions: readonly string[];
}

export interface TlsRptTarget {
  /** As written. */
  readonly uri: string;
  readonly scheme?: 'mailto' | 'https';
  /** Domain of the mailbox, or the host of the URL; lower case. */
  readonly domain?: string;
  /** 'scheme': neither mailto nor https; 'address': no mailbox or host in it; 'character': '!', white space, or not ASCII. */
  readonly problem?: 'scheme' | 'address' | 'character';
}

const MAX_TARGETS = 20;

/** RFC 8460 §3: records that do not begin so are discarded; the case counts. */
export function isTlsRptRecord(text: string): boolean {
  return text.startsWith('v=TLSRPTv1;') || text.trimEnd() === 'v=TLSRPTv1';
}

/** Never throws; what does not begin as a record has the problem 'version'. */
export function parseTlsRptRecord(text: string): TlsRptRecord {
  if (!isTlsRptRecord(text)) return { targets: [], problems: ['version'], extensions: [] };
  const { fields, problems } = readFields(text, ['rua']);
  const rua = fields.find(({ name }) => name === 'rua')?.value;
  const uris = (rua ?? '').split(',', MAX_TARGETS).map((uri) => uri.trim());
  const targets = uris.filter((uri) => uri !== '').map(readTarget);
  return {
    targets,
    problems: [...(targets.length === 0 ? ['no-rua'] : []), ...problems],
    extensions: fields.map(({ name }) => name).filter((name) => name !== 'rua'),
  };
}

/** RFC 8460 §3: a mailto (RFC 6068) or https URI; '!' must be written as %21. */
function readTarget(uri: string): TlsRptTarget {
  if (!/^[\x21-\x7e]+$/.test(uri) || uri.includes('!')) return { uri, problem: 'character' };
  const colon = uri.indexOf(':');
  const scheme = uri.slice(0, Math.max(colon, 0)).toLowerCase();
  if (scheme === 'mailto') return readMailbox(uri, uri.slice(colon + 1));
  if (scheme !== 'https') return { uri, problem: 'scheme' };
  const host = URL.canParse(uri) ? new URL(uri).hostname.toLowerCase() : '';
  return host === '' ? { uri, scheme, problem: 'address' } : { uri, scheme, domain: host };
}

function readMailbox(uri: string, rest: string): TlsRptTarget {
  const address = rest.split('?', 1)[0] ?? '';
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  const isMailbox = at > 0 && /^[a-z0-9_.-]+$/.test(domain) && !domain.startsWith('.');
  return isMailbox ? { uri, scheme: 'mailto', domain } : { uri, scheme: 'mailto', problem: 'address' };
}

/** Writes the record; ',', ';', '!' and white space in an address are percent-encoded (RFC 8460 §3). */
export function formatTlsRptRecord(uris: readonly string[]): string {
  const encode = (sign: string): string =>
    encodeURIComponent(sign) === sign ? `%${hex(sign)}` : encodeURIComponent(sign);
  return `v=TLSRPTv1; rua=${uris.map((uri) => uri.replace(/[,;!\s]/g, encode)).join(',')}`;
}

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
