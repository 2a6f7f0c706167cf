/**
 * ARC sets of a message as text (RFC 8617 §4): who sealed it, in which order, and what each saw. Verification lives in
 * gather/mail-auth. Limits: 50 instances (§4.2.1), 150 fields.
 */
import { parseTagList, tagValue } from '../dkim/index.ts';
import { parseHeaderBlock } from '../message/index.ts';

export interface ArcSet {
  readonly instance: number;
  /** d= and s= of the ARC-Seal. */
  readonly sealDomain?: string;
  readonly sealSelector?: string;
  /** cv= of the seal, lower case: 'none', 'pass', 'fail'. */
  readonly chainStatus?: string;
  /** d= and s= of the ARC-Message-Signature. */
  readonly signatureDomain?: string;
  readonly signatureSelector?: string;
  /** Who says so, of the ARC-Authentication-Results, and its results as written, unfolded. */
  readonly results?: string;
}

const maxFields = 150;
const maxInstance = 50;
const maxResults = 1000;
const instanceOfResults = /^[ \t]*i[ \t]*=[ \t]*([0-9]{1,2})[ \t]*;/;

/** Sets in the order of their instances; fields without a usable instance are passed over, of repeated ones the first counts. */
export function findArcSets(message: Uint8Array): readonly ArcSet[] {
  const sets = new Map<number, Partial<ArcSet>>();
  const fields = parseHeaderBlock(message).headers.filter(({ name }) => isArcField(name));
  for (const { name, rawValue } of fields.slice(0, maxFields)) {
    const value = unfold(rawValue);
    const [instance, part] = readField(name.toLowerCase(), value);
    if (instance === undefined) continue;
    sets.set(instance, { ...part, ...sets.get(instance) });
  }
  return [...sets].sort(([one], [other]) => one - other).map(([instance, part]) => ({ instance, ...part }));
}

const isArcField = (name: string): boolean => name.toLowerCase().startsWith('arc-');
const unfold = (text: string): string => text.replace(/\r?\n(?=[ \t])/g, '').trim();

function readField(name: string, value: string): readonly [number | undefined, Partial<ArcSet>] {
  if (name === 'arc-authentication-results') {
    const match = instanceOfResults.exec(value);
    const results = value.slice(match?.[0].length ?? 0).trim();
    return [instanceIn(match?.[1]), { results: results.slice(0, maxResults) }];
  }
  const list = parseTagList(value);
  const instance = instanceIn(tagValue(list, 'i'));
  const domain = tagValue(list, 'd')?.toLowerCase();
  const selector = tagValue(list, 's');
  if (name === 'arc-seal') {
    const status = tagValue(list, 'cv')?.toLowerCase();
    return [
      instance,
      {
        ...(domain !== undefined && { sealDomain: domain }),
        ...(selector !== undefined && { sealSelector: selector }),
        ...(status !== undefined && { chainStatus: status }),
      },
    ];
  }
  if (name !== 'arc-message-signature') return [undefined, {}];
  return [
    instance,
    {
      ...(domain !== undefined && { signatureDomain: domain }),
      ...(selector !== undefined && { signatureSelector: selector }),
    },
  ];
}

function instanceIn(text: string | undefined): number | undefined {
  const instance = text !== undefined && /^[0-9]{1,2}$/.test(text) ? Number(text) : 0;
  return instance >= 1 && instance <= maxInstance ? instance : undefined;
}

/** Has the newest ARC-Message-Signature no c= tag? */
export function lacksCanonicalization(message: Uint8Array): boolean {
  const signatures = parseHeaderBlock(message)
    .headers.filter(({ name }) => name.toLowerCase() === 'arc-message-signature')
    .slice(0, maxFields)
    .map(({ rawValue }) => parseTagList(unfold(rawValue)));
  const newest = signatures.toSorted((a, b) => Number(tagValue(b, 'i')) - Number(tagValue(a, 'i')))[0];
  return newest !== undefined && tagValue(newest, 'c') === undefined;
}
