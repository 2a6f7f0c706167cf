/** Every check of an audit is said whole in every language, and each of its failures has a weight and something to do. */
import { describe, expect, test } from 'vitest';
import { providerRequirement } from '../src/audit/provider-rules.ts';
import { auditChecks } from '../src/checks/index.ts';
import { fillFirst, placeholdersOf, type Templates } from '../src/findings/catalogue.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { catalogueOf, languagesOf } from '../src/main/services.ts';
import { readSources } from './source-files.ts';

const data = readDataFolder('data');
const checks = [...auditChecks, providerRequirement];
const ids = checks.map(({ id }) => id as string);
const catalogues = languagesOf(data).map((language) => catalogueOf(data, language));
const weights = new Map(
  Object.entries(data)
    .filter(([name]) => name.startsWith('profiles/default/'))
    .flatMap(([, file]) => Object.entries(file))
    .map(([check, messages]) => [check, Object.keys(Object(messages))] as const),
);
/** Sources of the checks, for the message ids that stand in them. */
const sources = [...readSources('src/checks'), ...readSources('src/audit')]
  .filter(({ path }) => !path.endsWith('.test.ts'))
  .map(({ code }) => code)
  .join('\n');

/** The id stands there whole, or its beginning before something that is put in. */
function isInSources(message: string): boolean {
  const words = message.split('-');
  const beginnings = words.slice(1).map((_, count) => `${words.slice(0, count + 1).join('-')}-\${`);
  return [`'${message}'`, ...beginnings].some((text) => sources.includes(text));
}

const endsPlain = (templates: Templates | undefined): boolean =>
  templates !== undefined && templates.length > 0 && placeholdersOf(templates.at(-1) ?? '').length === 0;
const isSentence = (text: string): boolean => /[.?”"}]$/.test(text) && !text.includes('!');

test('no check stands twice', () => {
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

test('weights are given to checks that there are', () => {
  expect([...weights.keys()].filter((id) => !ids.includes(id))).toEqual([]);
});

test('the languages say the same things', () => {
  const keysOf = (language: string) =>
    Object.entries(data)
      .filter(([name]) => new RegExp(`^texts/${language}/(audit/|findings)`).test(name))
      .flatMap(([, file]) =>
        Object.entries(file).flatMap(([check, texts]) =>
          ['messages', 'reply', 'todo'].flatMap((part) =>
            Object.keys(Object(Object(texts)[part])).map((message) => `${check} ${part} ${message}`),
          ),
        ),
      )
      .sort();
  expect(keysOf('de')).toEqual(keysOf('en'));
});

describe.each(ids)('%s', (id) => {
  test('has its sources', () => {
    const check = checks.find((one) => one.id === id);
    expect(check?.sources.length).toBeGreaterThan(0);
    for (const source of check?.sources ?? [])
      expect(/^(RFC \d+|draft-|CA\/B)/.test(source.title) || source.seen !== undefined, source.title).toBe(
        true,
      );
  });

  test.each(catalogues.map((texts) => [texts.language, texts] as const))('is said in %s', (_, texts) => {
    const { label, about, messages, todo, reply } = texts.finding(id);
    expect(endsPlain(label), 'label').toBe(true);
    if (about !== '') expect(isSentence(about), 'about').toBe(true);
    for (const [message, templates] of Object.entries(messages)) {
      expect(templates.length, message).toBeGreaterThan(0);
      expect(isInSources(message), message).toBe(true);
    }
    for (const message of weights.get(id) ?? []) {
      expect(Object.keys(messages), 'weighed').toContain(message);
    }
    for (const message of [...Object.keys(todo), ...Object.keys(reply)])
      expect(Object.keys(messages), 'answered').toContain(message);
    for (const [message, templates] of Object.entries(todo)) expect(endsPlain(templates), message).toBe(true);
    for (const templates of Object.values(todo))
      for (const text of templates) expect(isSentence(text), text).toBe(true);
    expect(fillFirst(label, {}).length).toBeLessThanOrEqual(70);
  });
});
