/**
 * Addresses of rua and ruf (RFC 9989 §4.7, §4.8): URIs parted by commas, of which receivers need to know mailto only.
 * The size limit of RFC 7489 ('!10m') is gone and passed over. Limits: 20 URIs.
 */

/** 'no-scheme': a bare address; 'not-mailto': another scheme; 'bad-address': no domain that mail could go to. */
export type ReportUriProblem = 'no-scheme' | 'not-mailto' | 'bad-address';

export interface ReportUri {
  /** As written, without the size limit. */
  readonly uri: string;
  readonly tag: 'rua' | 'ruf';
  readonly address?: string;
  /** Domain of the address, lower case. */
  readonly domain?: string;
  /** '!10m' of RFC 7489, without the '!'. */
  readonly sizeLimit?: string;
  readonly problem?: ReportUriProblem;
}

const maxUris = 20;
const size = /!([0-9]{1,10}[kmgt]?)$/i;
const scheme = /^([a-z][a-z0-9+.-]*):/i;
const hostName = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)+$/;

/** The URIs of one tag's value, in order. */
export function parseReportUris(tag: 'rua' | 'ruf', value: string): readonly ReportUri[] {
  return value
    .split(',', maxUris)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => parseReportUri(tag, piece));
}

function parseReportUri(tag: 'rua' | 'ruf', piece: string): ReportUri {
  const sizeLimit = size.exec(piece)?.[1];
  const uri = sizeLimit === undefined ? piece : piece.slice(0, -sizeLimit.length - 1);
  const base = { uri, tag, ...(sizeLimit !== undefined && { sizeLimit }) };
  const kind = scheme.exec(uri)?.[1]?.toLowerCase();
  // 'reports@example.org:25' has no scheme either: what stands before the colon holds an '@'.
  if (kind === undefined) return { ...base, ...addressOf(uri), problem: 'no-scheme' };
  if (kind !== 'mailto') return { ...base, problem: 'not-mailto' };
  const found = addressOf(uri.slice('mailto:'.length));
  return found === undefined ? { ...base, problem: 'bad-address' } : { ...base, ...found };
}

/** The one address of a mailto URI (RFC 6068 §2), its fields after '?' left out. */
function addressOf(text: string): { readonly address: string; readonly domain: string } | undefined {
  const address = text.split('?', 1)[0]?.trim() ?? '';
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  const isWhole = at > 0 && domain.length <= 253 && hostName.test(domain) && !/\s/.test(address);
  return isWhole ? { address, domain } : undefined;
}
