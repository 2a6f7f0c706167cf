/** Every key that the pages use has words, every word is used, and no word is prose without an end or with a mark of exclamation. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTexts } from '../../../tools/web/read-texts.ts';

const root = join(import.meta.dirname, '../../..');
const { texts } = readTexts(join(root, 'data/texts/en/web'));
const german = readTexts(join(root, 'data/texts/de/web')).texts;
const forms = /\.(zero|one|two|few|many|other)$/;
const keys = new Set(Object.keys(texts).map((key) => key.replace(forms, '')));

const sources = readdirSync(join(root, 'web/src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(join(root, 'web/src', name), 'utf8') }));
const all = sources.map(({ text }) => text).join('\n');

/** Literals that look like keys of an area there is, in calls of t() or as values that reach it. */
const areas = new Set([...keys].map((key) => key.split('.', 1)[0] ?? ''));
const literals = new Map(
  sources.flatMap(({ name, text }) =>
    [...text.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)].flatMap(([, key = '']) =>
      areas.has(key.split('.', 1)[0] ?? '') ? [[key, name] as const] : [],
    ),
  ),
);
/** Beginnings of keys that are put together: `ask.do.${kind}`. */
const prefixes = [...all.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*[\w-]*)\$\{/gi)].map(
  ([, prefix = '']) => prefix,
);

test('each key that is written in a page is in the catalogue', () => {
  const missing = [...literals].filter(
    ([key]) => !keys.has(key) && ![...keys].some((one) => one.startsWith(`${key}.`)),
  );
  expect(missing.map(([key, name]) => `${name}: ${key}`)).toEqual([]);
});

test('each key of the catalogue is used, but for words that pages share', () => {
  const unused = [...keys].filter(
    (key) =>
      !key.startsWith('common.') && !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  const inLists = unused.filter(
    (key) => ![...literals.keys()].some((literal) => key.startsWith(`${literal}.`)),
  );
  expect(inLists).toEqual([]);
});

test('both languages have the same keys', () => {
  expect(Object.keys(german)).toEqual(Object.keys(texts));
});

test.each([
  ['en', texts],
  ['de', german],
])(
  '%s: no exclamation marks, no blanks at the ends, no straight apostrophe for a quotation',
  (_, catalogue) => {
    const bad = Object.entries(catalogue).filter(([, text]) => /!|^\s|\s$|\s\s|"/.test(text));
    expect(bad).toEqual([]);
  },
);

/** Limits of ours, which are never one. */
const LIMITS = [
  'alerts.cut',
  'domains.tooMany',
  'lists.cut',
  'messages.hint',
  'people.passwordHint',
  'settings.firstPasswordHint',
  'settings.newPasswordForHint',
];

test.each([
  ['en', texts],
  ['de', german],
])('%s: a number beside its noun has a form for one', (_, catalogue) => {
  const single = Object.entries(catalogue).filter(
    ([key, text]) => !/\.(?:one|other)$/.test(key) && /\{count\} \p{L}{3}/u.test(text),
  );
  expect(single.map(([key]) => key).filter((key) => !LIMITS.includes(key))).toEqual([]);
});

test('no page sets a style attribute: the policy of the page forbids it', () => {
  expect(sources.filter(({ text }) => /\sstyle=/.test(text)).map(({ name }) => name)).toEqual([]);
});
