/** BIMI assertion records (draft-brand-indicators-for-message-identification §4.2): 'v=BIMI1; l=https://…; a=https://…'. */
import { parseTagList, tagValue } from '../dkim/index.ts';

export type BimiProblem =
  | 'syntax'
  | 'no-location'
  | 'logo-not-https'
  | 'certificate-not-https'
  | 'logo-not-svg';

export interface BimiRecord {
  readonly logoUrl?: string;
  readonly certificateUrl?: string;
  /** Both l= and a= are empty (§4.2: a declination to publish). */
  readonly isDeclined: boolean;
  readonly problems: readonly BimiProblem[];
  readonly unknownTags: readonly string[];
}

/** avp and lps came with later drafts. */
const known: ReadonlySet<string> = new Set(['v', 'l', 'a', 'avp', 'lps']);

/** The version comes first and is exact. */
export function isBimiRecord(text: string): boolean {
  return /^\s*v[ \t]*=[ \t]*BIMI1[ \t]*(;|$)/.test(text.slice(0, 100));
}

/** Reads a text that `isBimiRecord`. */
export function parseBimiRecord(text: string): BimiRecord {
  const list = parseTagList(text);
  const location = tagValue(list, 'l');
  const authority = tagValue(list, 'a');
  const isDeclined = location === '' && (authority ?? '') === '';
  const problems: BimiProblem[] = list.problems.length > 0 ? ['syntax'] : [];
  // A record with a certificate may leave the picture to it.
  if (location === undefined || (location === '' && !isDeclined && authority === undefined))
    problems.push('no-location');
  if (location !== undefined && location !== '') {
    if (!isHttps(location)) problems.push('logo-not-https');
    else if (!/\.svgz?$/i.test(pathOf(location))) problems.push('logo-not-svg');
  }
  if (authority !== undefined && authority !== '' && !isHttps(authority))
    problems.push('certificate-not-https');
  return {
    ...(location !== undefined && location !== '' && { logoUrl: location }),
    ...(authority !== undefined && authority !== '' && { certificateUrl: authority }),
    isDeclined,
    problems,
    unknownTags: list.tags.map(({ name }) => name).filter((name) => !known.has(name)),
  };
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : '');
