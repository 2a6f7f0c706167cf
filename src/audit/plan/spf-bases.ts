/**
 * Records to start from, made of what is published. First what the words alone tell (`spfStarts`: slips mended, several
 * records merged), then what the walk of that record tells (`spfBases`: terms that nobody needs). What lets somebody pass
 * stays, unless look-ups must be saved; which record holds, the proof finds out.
 */
import type { SpfTreeFacts, SpfTreeNode, SpfTreeTerm } from '../../findings/facts/spf-tree.ts';
import {
  holdsNetwork,
  mergeSpfRecords,
  parseSpfRecord,
  removeTerms,
  repairRecord,
  shapeOf,
  spfMechanisms,
  withoutRepeats,
} from '../../wire/spf/index.ts';
import { passingNetworks } from './spf-networks.ts';

/** A record and the terms of the walked one that it does without although they let somebody pass. */
export interface SpfBase {
  readonly text: string;
  readonly saved: readonly string[];
}

/** Well-formed records that were meant, best first; empty where nothing is plain. */
export function spfStarts({ records, nearMisses, misplaced }: SpfTreeFacts): readonly string[] {
  const texts = records.map(({ text }) => repaired(text));
  const [text] = texts;
  const meant = [
    ...nearMisses.flatMap(({ meant: whole }) => (whole === undefined ? [] : [whole])),
    ...misplaced.map(({ record }) => record),
  ];
  const merged = texts.length > 1 ? mergeSpfRecords(texts) : text;
  const starts = text === undefined ? meant.map(repaired) : merged === undefined ? [] : [merged];
  return [...new Set(starts)].filter((one) => parseSpfRecord(one).ok);
}

/** Bases made of a walked record, those first that keep most of it. */
export function spfBases(root: SpfTreeNode): readonly SpfBase[] {
  const text = root.record ?? '';
  const idle = root.terms.filter((term) => isDead(term) || isIdleAll(term, root));
  const costly = withoutCovered(root, idle);
  const shortened = [
    { text: without(text, idle), saved: [] },
    ...(costly.length === 0
      ? []
      : [{ text: without(text, [...idle, ...costly]), saved: costly.map((term) => term.text) }]),
    // A redirect that an all takes out of force and that leads to no record was given up.
    {
      text: without(
        text,
        root.terms.filter((term) => isDead(term) || isUnreachedEnd(term)),
      ),
      saved: [],
    },
    { text, saved: [] },
  ];
  const all = shortened.flatMap(({ text: one, saved }) => {
    const whole = tidy(beforeTheEnd(one));
    return [withEnd(whole), whole].map((ended) => ({ text: ended, saved }));
  });
  return all.filter(({ text: one }, place) => all.findIndex((other) => other.text === one) === place);
}

/**
 * 'include=x' is an unknown modifier (RFC 7208 §6) where a mechanism was meant; 'all=~' says what '~all' says, unless the
 * record has an end of its own.
 */
function repaired(text: string): string {
  const names = spfMechanisms.filter((name) => name !== 'all' && name !== 'ptr').join('|');
  const colons = text.replace(new RegExp(`(^| )([+?~-]?(?:${names}))=`, 'gi'), '$1$2:');
  const hasEnd = /(?:^| )[+?~-]?all(?= |$)/i.test(colons);
  const ended = colons.replace(/ all=([?~-]?)(?:all)?(?= |$)/gi, (_, qualifier: string) =>
    hasEnd ? '' : ` ${qualifier === '' ? '~' : qualifier}all`,
  );
  return repairRecord(ended) ?? ended;
}

function tidy(text: string): string {
  const parsed = parseSpfRecord(text);
  return parsed.ok ? withoutRepeats(parsed.value) : text;
}

const without = (text: string, terms: readonly SpfTreeTerm[]): string =>
  terms.length === 0 ? text : removeTerms(text, terms);

/** Includes of nothing make the whole record a permerror (RFC 7208 §5.2); terms that find nothing are void look-ups (§4.6.4). */
function isDead({ name, target, isVoid, problem }: SpfTreeTerm): boolean {
  const isLost = ['none', 'no-domain', 'loop', 'bad-name'].includes(target?.problem ?? '');
  const findsNothing = (isVoid?.ipv4 === true && isVoid.ipv6) || problem === 'bad-name';
  return (name === 'include' && isLost) || ((name === 'a' || name === 'mx') && findsNothing);
}

/**
 * An `all` behind another one says nothing; one beside a redirect takes the redirect out of force (RFC 7208 §6.1), and
 * nobody writes a redirect to have it ignored.
 */
function isIdleAll({ name, isUnreached }: SpfTreeTerm, { terms }: SpfTreeNode): boolean {
  return name === 'all' && (isUnreached || terms.some((other) => other.name === 'redirect'));
}

const isUnreachedEnd = ({ name, isUnreached }: SpfTreeTerm): boolean =>
  isUnreached && (name === 'all' || name === 'redirect');

/** A range wider than this stands for nobody in particular: it covers no term that names real hosts. */
const WIDEST = { 4: 16, 6: 32 } as const;

/** Look-ups whose networks other terms let pass already, from the end: what may go where look-ups must be saved. */
function withoutCovered(root: SpfTreeNode, gone: readonly SpfTreeTerm[]): readonly SpfTreeTerm[] {
  let kept = root.terms.filter((term) => !gone.includes(term));
  // A term that refuses may stand between two that pass.
  if (kept.some(({ name, qualifier = '+' }) => name !== 'all' && qualifier !== '+')) return [];
  const covered: SpfTreeTerm[] = [];
  for (const term of kept.toReversed()) {
    if (!['a', 'mx'].includes(term.name) || term.qualifier !== '+' || term.isUnreached) continue;
    if (term.networks.length === 0 || term.problem !== undefined) continue;
    const others = passingNetworks({ ...root, terms: kept.filter((other) => other !== term) }).filter(
      isNarrow,
    );
    if (!term.networks.every((network) => others.some((other) => holdsNetwork(other, network)))) continue;
    covered.push(term);
    kept = kept.filter((other) => other !== term);
  }
  return covered;
}

function isNarrow(network: string): boolean {
  const shape = shapeOf(network);
  return shape !== undefined && shape.bits >= WIDEST[shape.family];
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
