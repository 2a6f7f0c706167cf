/** Rules of rejection as they stand in `data/rejections/*.toml`, read into values. The words are data, not code. */
import { type CategoryId, isCategoryId } from '../../findings/category.ts';
import type { SmtpPhase } from '../../findings/reply-facts.ts';
import { type Pattern, parsePattern } from './pattern.ts';

/** 'faint': what is true of every refusal ('refused', 'later'), behind whatever says more. */
export type Strength = 'decisive' | 'strong' | 'weak' | 'faint';

/** A refusal that a rule finds, with what else was known of it. */
export interface RuleSample {
  readonly text: string;
  readonly host?: string;
  readonly phase?: SmtpPhase;
}

/** One rule: what it finds, where it holds, and which category it speaks for. */
export interface Rule {
  /** 'google/no-ptr'. */
  readonly id: string;
  readonly category: CategoryId;
  readonly provider?: string;
  readonly needsProvider: boolean;
  /** Holds only where it is told which command was refused. */
  readonly needsPhase?: boolean;
  readonly strength: Strength;
  readonly patterns: readonly Pattern[];
  /** Concepts that must be named close to one another, in any order. */
  readonly all: readonly string[];
  /** Concepts that must not be named anywhere. */
  readonly unless: readonly string[];
  /** Reply codes as written: '550', '5xx'. Empty: any. */
  readonly codes: readonly string[];
  /** Enhanced codes as written: '5.7.25', 'x.7.23', '5.7.*'. Empty: any. */
  readonly enhanced: readonly string[];
  readonly phases: readonly string[];
  readonly source: string;
  readonly seen: string;
  readonly samples: readonly RuleSample[];
}

/** What most rules have none of, so that it is left out there. */
const seldom = ['all', 'unless', 'codes', 'enhanced', 'phases'] as const;

/** A rule without its words: those are in the automaton. */
export type RuleHead = Omit<Rule, 'patterns' | 'samples' | 'source' | 'seen' | (typeof seldom)[number]> &
  Partial<Pick<Rule, (typeof seldom)[number]>> & { readonly hasPatterns: boolean };

/** A table of TOML, not yet looked into. */
export type TomlTable = Readonly<Record<string, unknown>>;

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const optionalString = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

function sampleOf(value: unknown): RuleSample | undefined {
  if (typeof value === 'string') return { text: value };
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
    return undefined;
  const { host, phase } = value as { host?: unknown; phase?: unknown };
  return {
    text: value.text,
    ...(typeof host === 'string' && { host }),
    ...(typeof phase === 'string' && { phase: phase as SmtpPhase }),
  };
}

function ruleOf(raw: TomlTable, file: TomlTable, fileName: string): Rule {
  const id = optionalString(raw.id) ?? '';
  const category = optionalString(raw.category) ?? '';
  if (id === '' || !isCategoryId(category))
    throw new Error(`${fileName}: rule '${id}' has no known category ('${category}')`);
  const provider = optionalString(raw.provider ?? file.provider);
  const strength = optionalString(raw.strength) ?? 'strong';
  if (strength !== 'decisive' && strength !== 'strong' && strength !== 'weak' && strength !== 'faint') {
    throw new Error(
      `${fileName}: rule '${id}': strength '${strength}' is not decisive, strong, weak or faint`,
    );
  }
  return {
    id,
    category,
    ...(provider !== undefined && { provider }),
    needsProvider: raw.needsProvider === true,
    ...(raw.needsPhase === true && { needsPhase: true }),
    strength,
    patterns: strings(raw.patterns).map(parsePattern),
    all: strings(raw.all),
    unless: strings(raw.unless),
    codes: strings(raw.codes),
    enhanced: strings(raw.enhanced),
    phases: strings(raw.phases),
    source: optionalString(raw.source ?? file.source) ?? '',
    seen: optionalString(raw.seen ?? file.seen) ?? '',
    samples: (Array.isArray(raw.samples) ? raw.samples : [])
      .map(sampleOf)
      .filter((sample) => sample !== undefined),
  };
}

/** Reads one rules file. Throws with file and rule named: the files are ours, and a test reads them all. */
export function parseRules(fileName: string, file: TomlTable): readonly Rule[] {
  const raw = file.rule;
  if (!Array.isArray(raw)) return [];
  return raw.map((rule) => ruleOf(rule as TomlTable, file, fileName));
}

/** Does 'x.7.23', '5.7.*' or '5.7.25' cover this enhanced code? */
export function coversEnhanced(written: string, enhanced: string): boolean {
  const want = written.split('.');
  const have = enhanced.split('.');
  return want.every(
    (piece, i) => piece === '*' || piece === have[i] || (i === 0 && piece === 'x' && have[0] !== '2'),
  );
}

/** Does '550' or '5xx' cover this reply code? */
export function coversCode(written: string, code: number): boolean {
  const text = String(code);
  return written.endsWith('xx') ? written[0] === text[0] : written === text;
}

/** What stays of a rule when its words are in the automaton. */
export function headOf(rule: Rule): RuleHead {
  const { patterns, samples: _samples, source: _source, seen: _seen, ...rest } = rule;
  const head: RuleHead & Partial<Rule> = { ...rest, hasPatterns: patterns.length > 0 };
  for (const name of seldom) if (rule[name].length === 0) Reflect.deleteProperty(head, name);
  return head;
}
