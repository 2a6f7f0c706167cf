/**
 * Records to start from, made of what is published: several merged, slips mended, terms that nobody needs left out. Each is
 * gentler than the one before it is thorough; which of them holds, the proof finds out.
 */
import type { SpfTreeFacts, SpfTreeNode, SpfTreeTerm } from '../../findings/facts/spf-tree.ts';
import {
  holdsNetwork,
  mergeSpfRecords,
  parseSpfRecord,
  removeTerms,
  repairRecord,
  spfMechanisms,
  withoutRepeats,
} from '../../wire/spf/index.ts';
import { passingNetworks } from './spf-networks.ts';

/** Most thorough first; empty where nothing was meant as SPF. */
export function spfBases({ records, nearMisses, misplaced, root }: SpfTreeFacts): readonly string[] {
  const texts = records.map(({ text }) => repaired(text));
  const [text] = texts;
  if (text === undefined) {
    const meant = nearMisses.flatMap(({ meant: whole }) => (whole === undefined ? [] : [whole]));
    return [...meant, ...misplaced.map(({ record }) => record)].filter((one) => parseSpfRecord(one).ok);
  }
  if (texts.length > 1) {
    const merged = mergeSpfRecords(texts);
    return merged === undefined ? [] : [...new Set([withEnd(tidy(merged)), tidy(merged)])];
  }
  const walked = root?.record === records[0]?.text ? root : undefined;
  const moved = walked === undefined ? text : beforeTheEnd(text);
  const bases =
    walked === undefined || moved !== text
      ? [withEnd(tidy(moved)), withEnd(tidy(text))]
      : [withoutTerms(walked, [dead, covered, unreached]), withoutTerms(walked, [dead]), text].flatMap(
          (one) => [withEnd(tidy(one)), tidy(one)],
        );
  return [...new Set([...bases, tidy(text), text])];
}

/** 'include=x' is an unknown modifier (RFC 7208 §6) where a mechanism was meant. */
function repaired(text: string): string {
  const names = spfMechanisms.filter((name) => name !== 'all' && name !== 'ptr').join('|');
  const colons = text.replace(new RegExp(`(^| )([+?~-]?(?:${names}))=`, 'gi'), '$1$2:');
  return repairRecord(colons) ?? colons;
}

function tidy(text: string): string {
  const parsed = parseSpfRecord(text);
  return parsed.ok ? withoutRepeats(parsed.value) : text;
}

type Reason = (term: SpfTreeTerm, root: SpfTreeNode, kept: readonly SpfTreeTerm[]) => boolean;

/** Includes of nothing make the whole record a permerror (RFC 7208 §5.2); terms that find nothing are void look-ups (§4.6.4). */
const dead: Reason = ({ name, target, isVoid }) => {
  const isLost = ['none', 'no-domain', 'loop', 'bad-name'].includes(target?.problem ?? '');
  const findsNothing = isVoid?.ipv4 === true && isVoid.ipv6;
  return (name === 'include' && isLost) || ((name === 'a' || name === 'mx') && findsNothing);
};

const unreached: Reason = ({ isUnreached }) => isUnreached;

/** What other terms let pass already; only for terms whose networks are known. */
const covered: Reason = (term, root, kept) => {
  if (!['a', 'mx', 'ip4', 'ip6'].includes(term.name) || term.qualifier !== '+' || term.networks.length === 0)
    return false;
  const others = passingNetworks({ ...root, terms: kept.filter((other) => other !== term) });
  return term.networks.every((network) => others.some((other) => holdsNetwork(other, network)));
};

/** From the end, so that of two terms that cover each other the first stays. */
function withoutTerms(root: SpfTreeNode, reasons: readonly Reason[]): string {
  let kept = root.terms;
  const dropped: SpfTreeTerm[] = [];
  for (const term of root.terms.toReversed()) {
    if (!reasons.some((reason) => reason(term, root, kept))) continue;
    dropped.push(term);
    kept = kept.filter((other) => other !== term);
  }
  return dropped.length === 0 ? (root.record ?? '') : removeTerms(root.record ?? '', dropped);
}

/** Terms behind all are never looked at (RFC 7208 §5.1); whoever wrote them wanted them in force. */
function beforeTheEnd(text: string): string {
  const parsed = parseSpfRecord(text);
  if (!parsed.ok) return text;
  const { terms } = parsed.value;
  const at = terms.findIndex(({ kind, name }) => kind === 'mechanism' && name === 'all');
  if (at < 0) return text;
  const behind = terms.slice(at + 1).filter(({ kind, name }) => kind === 'mechanism' && name !== 'all');
  if (behind.length === 0) return text;
  const rest = terms.slice(at).filter((term) => !behind.includes(term));
  return ['v=spf1', ...[...terms.slice(0, at), ...behind, ...rest].map((term) => term.text)].join(' ');
}

/** RFC 7208 §4.7: without an end the result is neutral; '~all' refuses nothing by itself. */
function withEnd(text: string): string {
  const parsed = parseSpfRecord(text);
  if (!parsed.ok) return text;
  const end = parsed.value.terms.find(
    (term) => term.name === 'all' || (term.kind === 'modifier' && term.name === 'redirect'),
  );
  if (end === undefined) return `${text.trimEnd()} ~all`;
  const isOpen = end.kind === 'mechanism' && (end.qualifier === '+' || end.qualifier === '?');
  return isOpen ? `${text.slice(0, end.span.start)}~all${text.slice(end.span.end)}` : text;
}
