/**
 * Every return code that the collected facts (../shared/facts/dnsbl.json) and our own data know, read by our reader: is it
 * a listing, a policy range, a mark or a refusal, and do we say of it what the facts say?
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DnsblData, DnsList } from '../../src/gather/dnsbl/list-data.ts';
import { informs } from '../../src/gather/dnsbl/list-question.ts';
import { type ListReading, readCodes } from '../../src/gather/dnsbl/read-codes.ts';
import { projectRoot } from '../source-files.ts';

export type CodeClass = 'listed' | 'policy' | 'informs' | 'refused';

export interface CodeCase {
  readonly zone: string;
  readonly code: string;
  readonly expected: CodeClass;
  /** What the facts say it means. */
  readonly meaning: string;
}

export interface CodeResult extends CodeCase {
  readonly got: CodeClass | 'no-list';
  readonly said: string;
  readonly isRight: boolean;
}

interface FactList {
  readonly zone: string;
  readonly kind: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly error_codes?: Readonly<Record<string, string>>;
  readonly listing_codes?: readonly string[];
}

const factsFile = resolve(projectRoot, '../shared/facts/dnsbl.json');

export const hasFacts = existsSync(factsFile);

/** Left out, with the reason. */
export const skippedCodes: Readonly<Record<string, string>> = {
  'list.dnswl.org X': 'names the third octet; the codes 127.0.X.0 to .3 are tried with each of its values',
  'list.dnswl.org 127.0.10.0':
    'the facts say both: category 10 "special", and "blocked" as rspamd reads it; we do not believe it',
  'bl.score.senderscore.com combinations': 'says that bits add up; tried in read-codes.test.ts',
};

/** The cases of the facts: each code once, of a range its ends. */
export function factCases(): readonly CodeCase[] {
  const { lists } = JSON.parse(readFileSync(factsFile, 'utf8')) as { readonly lists: readonly FactList[] };
  return lists.flatMap((list) => {
    const errors = Object.entries(list.error_codes ?? {}).flatMap(([key, meaning]) =>
      concrete(list.zone, key).map((code) => ({
        zone: list.zone,
        code,
        expected: 'refused' as const,
        meaning,
      })),
    );
    const codes = Object.entries(list.codes).flatMap(([key, meaning]) =>
      concrete(list.zone, key).map((code) => ({
        zone: list.zone,
        code,
        expected: classOf(list, code, meaning),
        meaning,
      })),
    );
    return [...codes, ...errors];
  });
}

/** The addresses that a key of the facts stands for. */
function concrete(zone: string, key: string): readonly string[] {
  const id = `${zone} ${key}`;
  if (id in skippedCodes) return [];
  const bit = /^bit (\d+)$/.exec(key)?.[1];
  if (bit !== undefined) return [`127.0.0.${bit}`];
  const range = /^(127\.\d+\.\d+\.)(\d+)(?:-|\.\.)(\d+)$/.exec(key);
  if (range !== null) return [`${range[1]}${range[2]}`, `${range[1]}${range[3]}`];
  const third = key.includes('.X.') ? [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 20] : [0];
  return third.flatMap((x) => spread(key.replace('.X.', `.${x}.`)));
}

function spread(key: string): readonly string[] {
  const range = /^(127\.\d+\.\d+\.)(\d)-(\d)$/.exec(key);
  if (range !== null) return [`${range[1]}${range[2]}`, `${range[1]}${range[3]}`];
  return /[NYx]$/.test(key) ? [0, 1, 50, 100].map((n) => key.replace(/[NYx]$/, String(n))) : [key];
}

function classOf({ kind, listing_codes }: FactList, code: string, meaning: string): CodeClass {
  if (kind.startsWith('allow')) return 'informs';
  if (kind === 'ip-score' && listing_codes?.includes(code) !== true)
    return /worst|bad/.test(meaning) ? 'listed' : 'informs';
  if (listing_codes !== undefined && !listing_codes.includes(code)) return 'informs';
  return /^(PBL|policy)/.test(meaning) ? 'policy' : 'listed';
}

/** Reads each case; right is the class, and a meaning that shares a word with that of the facts. */
export function readCases(cases: readonly CodeCase[], data: DnsblData): readonly CodeResult[] {
  return cases.map((one) => {
    const list = data.lists.find(({ zone }) => zone === one.zone);
    if (list === undefined) return { ...one, got: 'no-list', said: '', isRight: false };
    const reading = readCodes(list, [one.code]);
    const got = classRead(list, reading, one);
    const said = wordsOf(reading);
    return { ...one, got, said, isRight: got === one.expected && saysTheSame(one, said) };
  });
}

function classRead(list: DnsList, reading: ListReading, { expected }: CodeCase): CodeResult['got'] {
  if (reading.state === 'not-checked') return reading.problem === 'refused' ? 'refused' : 'no-list';
  if (reading.state === 'not-listed') return 'informs';
  // A mark of a scale may be bad; as a listing it still only informs.
  if (informs(list) && expected !== 'listed') return 'informs';
  return reading.isPolicyListing ? 'policy' : 'listed';
}

function wordsOf(reading: ListReading): string {
  if (reading.state === 'not-checked') return reading.why;
  const codes = reading.state === 'listed' ? reading.codes : reading.informs;
  return codes.map(({ meaning }) => meaning).join('; ');
}

/** Other words for the same. */
const synonyms: Readonly<Record<string, string>> = {
  phish: 'phishing',
  'abused-legit': 'abused',
  auth: 'authenticated',
  email: 'e-mail',
};

function saysTheSame({ meaning, expected }: CodeCase, said: string): boolean {
  if (expected === 'refused') return said !== '';
  const words = (text: string): readonly string[] => {
    const found: readonly string[] = text.toLowerCase().match(/[a-z][a-z&-]{2,}/g) ?? [];
    return found.flatMap((word) => [word, synonyms[word] ?? word]);
  };
  const ours = new Set(words(said));
  return words(meaning).some((word) => ours.has(word));
}

/** Codes of our own data that our reader does not read as the data says. */
export function misreadOwnCodes(data: DnsblData): readonly string[] {
  return data.lists.flatMap((list) => [
    ...list.codes.flatMap(({ key, value }) => {
      const code = key.split('-')[0] ?? '';
      const said = wordsOf(readCodes(list, [code]));
      const meant = value.replace('{octet}', code.slice(code.lastIndexOf('.') + 1));
      return said === meant ? [] : [`${list.zone} ${code}: ${said}`];
    }),
    ...list.bits.flatMap(({ bit, meaning }) => {
      const said = wordsOf(readCodes(list, [`127.0.0.${bit}`]));
      return said === meaning ? [] : [`${list.zone} bit ${bit}: ${said}`];
    }),
    ...list.errors.flatMap(({ key }) => {
      const reading = readCodes(list, [key.split('-')[0] ?? '']);
      return reading.state === 'not-checked' && reading.problem === 'refused' ? [] : [`${list.zone} ${key}`];
    }),
  ]);
}

/** How many codes our own data holds. */
export const countOwnCodes = (data: DnsblData): number =>
  data.lists.reduce((sum, { codes, bits, errors }) => sum + codes.length + bits.length + errors.length, 0);
