/** The address or domain that the text of a link shows, where its text is one. */
import { parse } from 'tldts';
import { type MessageLink, parseTarget } from '../../../wire/links/index.ts';

export interface ShownDomain {
  /** As shown. */
  readonly host: string;
  /** Registrable domain. */
  readonly domain: string;
  readonly scheme?: 'http' | 'https';
}

/** A host name of letters and at least one dot, maybe with a scheme and a path; nothing before or behind. */
const SHOWN =
  /^(?:(https?):\/\/)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24})(?::\d{1,5})?(?:[/?#]\S{0,200})?$/iu;

/** Undefined where the text of the link shows no domain of a public suffix: 'Node.js' shows none, 'Read more' neither. */
export function shownDomain(link: MessageLink): ShownDomain | undefined {
  const before = known.get(link);
  if (before !== undefined) return before.domain;
  const domain = readShown(link);
  known.set(link, { domain });
  return domain;
}

/** Several checks ask for the same link. */
const known = new WeakMap<MessageLink, { readonly domain: ShownDomain | undefined }>();

function readShown({ source, shown }: MessageLink): ShownDomain | undefined {
  if (source !== 'anchor' && source !== 'area') return undefined;
  const match = SHOWN.exec(shown.trim());
  const host = match?.[2]?.toLowerCase();
  if (host === undefined) return undefined;
  const target = parseTarget(`https://${host}/`);
  if (target.kind !== 'web') return undefined;
  const { isIcann, domain } = parse(target.host);
  // Without scheme or 'www.' a name of two labels may be a file or a product: only endings that are common in addresses count.
  const isPlain = match?.[1] === undefined && !host.startsWith('www.');
  if (domain === null || isIcann !== true || (isPlain && looksLikeFile(host))) return undefined;
  const scheme = match?.[1]?.toLowerCase();
  return { host, domain, ...((scheme === 'http' || scheme === 'https') && { scheme }) };
}

/** 'readme.md', 'Node.js', 'archive.zip': endings that are top-level domains too. */
const looksLikeFile = (host: string): boolean =>
  /\.(?:js|md|py|rs|sh|zip|mov|pl|cc|ps|ai|app|net|io|py|so)$/.test(host) &&
  !/^www\./.test(host) &&
  host.split('.').length === 2;
