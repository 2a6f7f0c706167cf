/** Every file of `data/` is parsed and held against its schema; languages of the catalogue say the same things. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { placeholdersOf } from '../src/findings/catalogue.ts';
import { faultsOf } from './data-schemas.ts';
import { listFiles, projectRoot } from './source-files.ts';

const paths = listFiles('data', ['.toml']);
const read = (path: string): unknown => parse(readFileSync(join(projectRoot, path), 'utf8'));

describe('data files', () => {
  test.each(paths)('%s', (path) => {
    expect(faultsOf(path.slice('data/'.length), read(path))).toEqual([]);
  });
});

/** 'categories.dns.ptr.title' → the placeholders of its templates. */
function flatten(value: unknown, key: string, into: Map<string, ReadonlySet<string>>): void {
  if (typeof value === 'string' || Array.isArray(value)) {
    into.set(key, new Set([value].flat().flatMap((text) => placeholdersOf(String(text)))));
  } else {
    for (const [name, inner] of Object.entries(Object(value)))
      flatten(inner, key === '' ? name : `${key} · ${name}`, into);
  }
}

function textsOf(path: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  flatten(read(path), '', found);
  return found;
}

describe('languages of the catalogue', () => {
  const english = paths.filter((path) => path.startsWith('data/texts/en/'));
  const languages = [...new Set(paths.flatMap((path) => /^data\/texts\/([a-z]{2})\//.exec(path)?.[1] ?? []))];
  const others = languages.filter((language) => language !== 'en');

  test('English and German are there', () => {
    expect(languages).toEqual(expect.arrayContaining(['de', 'en']));
  });

  test.each(others.flatMap((language) => english.map((path) => [language, path] as const)))(
    '%s says all of %s',
    (language, path) => {
      const own = path.replace('/en/', `/${language}/`);
      expect(paths).toContain(own);
      const source = textsOf(path);
      const translated = textsOf(own);
      expect([...source.keys()].filter((key) => !translated.has(key))).toEqual([]);
      expect([...translated.keys()].filter((key) => !source.has(key))).toEqual([]);
      // A placeholder that English does not know would never be filled.
      const strange = [...translated].flatMap(([key, names]) =>
        [...names].filter((name) => !source.get(key)?.has(name)).map((name) => `${key}: {${name}}`),
      );
      expect(strange).toEqual([]);
    },
  );
});

describe('the validator names file and entry', () => {
  const good = {
    source: 'RFC 5321 §4.2.3',
    seen: '2026-11-23',
    rule: [
      {
        id: 'sample/full',
        category: 'recipient.full',
        patterns: ['mailbox full'],
        samples: ['552 Mailbox full'],
      },
    ],
  };
  const change = (entry: object) => ({ ...good, rule: [{ ...good.rule[0], ...entry }] });
  const card = {
    id: 'sample',
    name: 'Sample',
    kind: 'mailbox',
    fingerprint: { hosts: ['mx.example.org'] },
    source: [{ title: 'Page', url: 'https://example.org/', seen: '2026-11-23' }],
  };

  const fact = { phrases: ['no ..1 spf record'], samples: ['550 No SPF record'] };
  const fixes = Object(read('data/fixes.toml'));
  const changeFix = (entry: object) => ({
    ...fixes,
    fix: { ...fixes.fix, 'spf/publish': { ...fixes.fix['spf/publish'], ...entry } },
  });

  test('a good rule file and a good card have no faults', () => {
    expect(faultsOf('rejections/sample.toml', good)).toEqual([]);
    expect(faultsOf('providers/sample.toml', card)).toEqual([]);
  });

  test.each<[string, string, unknown]>([
    ['an unknown category', 'rejections/sample.toml', change({ category: 'recipient.fool' })],
    ['an unknown key', 'rejections/sample.toml', change({ pattern: 'x' })],
    ['a broken pattern', 'rejections/sample.toml', change({ patterns: ['{a|b'] })],
    ['no sample', 'rejections/sample.toml', change({ samples: [] })],
    ['a foreign id', 'rejections/sample.toml', change({ id: 'other/full' })],
    [
      'a family of another file',
      'rejections/sample.toml',
      { ...change({ id: 'other/full' }), family: 'other' },
    ],
    ['an id used twice', 'rejections/sample.toml', { ...good, rule: [...good.rule, ...good.rule] }],
    ['no source', 'rejections/sample.toml', { seen: good.seen, rule: good.rule }],
    ['a card with another id', 'providers/other.toml', card],
    ['a card without source', 'providers/sample.toml', { ...card, source: undefined }],
    [
      'a meaning without English',
      'providers/sample.toml',
      { ...card, code: [{ match: 'X1', meaning: { de: 'x' } }] },
    ],
    ['a phrase with the gap of a pattern', 'told.toml', { 'spf/none': { ...fact, phrases: ['no * spf'] } }],
    ['a phrase with the stem of a pattern', 'told.toml', { 'spf/none': { ...fact, phrases: ['kein~ spf'] } }],
    ['a pattern with the gap of a phrase', 'rejections/sample.toml', change({ patterns: ['no ..2 user'] })],
    ['a pattern with the stem of a phrase', 'rejections/sample.toml', change({ patterns: ['receiv* mail'] })],
    ['a fact that nobody knows', 'told.toml', { 'spf/nun': fact }],
    ['a fact with an unknown key', 'told.toml', { 'spf/none': { ...fact, phrase: [] } }],
    ['a fact without samples', 'told.toml', { 'spf/none': { phrases: fact.phrases } }],
    ['a fix with a misspelt key', 'fixes.toml', changeFix({ exludedBy: ['spf/pass'] })],
    ['a fix by a fact that nobody knows', 'fixes.toml', changeFix({ toldBy: ['spf/nun'] })],
    [
      'a fix in place of which another stands by no fact',
      'fixes.toml',
      changeFix({ instead: { queue: 'spf/helo' } }),
    ],
    ['a fix for an actor that nobody knows', 'fixes.toml', changeFix({ actor: 'sender-dms' })],
    ['a fix before an unknown one', 'fixes.toml', changeFix({ precedes: ['spf/nun'] })],
    ['a list with a misspelt key', 'fixes.toml', changeFix({ list: { way: ['owner'] } })],
    ['a place that nobody knows', 'fixes.toml', { ...fixes, 'at-relais': {} }],
    ['a category that nobody knows', 'fixes.toml', { ...fixes, told: { 'auth.spv': [] } }],
    [
      'a group of the receiving side without fixes',
      'fixes.toml',
      { ...fixes, own: { ...fixes.own, wait: undefined } },
    ],
    ['a word with a broken sign', 'question-words.toml', { greetings: ['hi'], en: { opens: ['{what|how'] } }],
    ['a language with an unknown key', 'question-words.toml', { greetings: ['hi'], en: { open: ['what'] } }],
    ['a file of no known kind', 'other/sample.toml', {}],
  ])('%s', (_, path, content) => {
    const faults = faultsOf(path, content);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`data/${path}`);
  });

  test('a fault of a rule names the rule', () => {
    expect(faultsOf('rejections/sample.toml', change({ strength: 'very' }))[0]).toContain(
      'rule sample/full, strength',
    );
  });
});
