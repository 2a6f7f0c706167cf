/**
 * The record that was meant: separators put right, names in lower case, what is outlived or has no valid value left
 * out, bare report addresses made URIs. Policies are never made stronger than written.
 */
import { parseTagList } from '../dkim/index.ts';
import { lintDmarcRecord } from './lint.ts';
import { isDmarcRecord } from './record.ts';
import { parseReportUris } from './report-uri.ts';

const maxLength = 4096;
const tagNames = 'v|p|sp|np|adkim|aspf|fo|psd|t|rua|ruf|pct|rf|ri';
const lostSeparator = new RegExp(`[,\\s](?=(?:${tagNames})[ \\t]*=)`, 'gi');
const lostAddress = /;\s*(?=mailto:)/gi;
const removed: ReadonlySet<string> = new Set(['pct', 'rf', 'ri']);

/** Undefined where no clean record comes out. */
export function mendDmarcRecord(text: string): string | undefined {
  if (text.length > maxLength) return undefined;
  const bare = text
    .replace(/["'\\“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const parted = bare.replace(lostAddress, ',').replace(lostSeparator, ';').replace(/;+/g, ';');
  const values = new Map<string, string>();
  for (const { name, value } of parseTagList(parted).tags) {
    const lower = name.toLowerCase();
    if (!values.has(lower) && !removed.has(lower)) values.set(lower, withoutEndSigns(value));
  }
  values.delete('v');
  const policy = (values.get('p') ?? 'none').toLowerCase();
  values.delete('p');
  const head = `v=DMARC1; p=${['none', 'quarantine', 'reject'].includes(policy) ? policy : 'none'}`;
  const rest = [...values].flatMap(([name, value]) => mendTag(name, value));
  const mended = [head, ...rest].join('; ');
  return isDmarcRecord(mended) && lintDmarcRecord(mended).faults.length === 0 ? mended : undefined;
}

/** Commas and blanks at the end belonged to the lost separator. */
function withoutEndSigns(value: string): string {
  let end = value.length;
  while (end > 0 && (value[end - 1] === ',' || value[end - 1] === ' ')) end -= 1;
  return value.slice(0, end);
}

function mendTag(name: string, value: string): readonly string[] {
  if (name === 'rua' || name === 'ruf') {
    const uris = parseReportUris(name, value).flatMap(({ uri, problem, address }) =>
      problem === undefined
        ? [uri]
        : problem === 'no-scheme' && address !== undefined
          ? [`mailto:${address}`]
          : [],
    );
    return uris.length === 0 ? [] : [`${name}=${uris.join(',')}`];
  }
  const tag = `${name}=${value}`;
  return lintDmarcRecord(`v=DMARC1; p=none; ${tag}`).faults.length === 0 ? [tag] : [];
}
