/** Ways to give something (data/texts/<language>/ways.toml): no sentence names an option of the commands to somebody who has none. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { askBody } from '../src/api/schemas/ask.ts';
import { type Ways, waysOf } from '../src/findings/ways.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { languagesOf } from '../src/main/services.ts';
import { readTexts } from '../tools/web/read-texts.ts';
import { projectRoot, readSources } from './source-files.ts';

const data = readDataFolder('data');
const languages = languagesOf(data);
const waysIn = (language: string) => (data[`texts/${language}/ways.toml`] ?? {}) as unknown as Ways;

/** Said by commands alone, on a terminal; what is said of a check on its page of the documentation; a command of swaks. */
const ofCommands =
  /^(?:serve · .*|ui · (?:offline|overview\.rest|paste|letter\.withheld|hint\.language\.[a-z]+)|check-ui · (?:label\.(?:fixable|notFixed)|check\.offline|engines\.hidden)|check-input · stop\.(?:bad-rspamd|bad-spamd|fix-one|server-url|server-plain|server-wants-token|not-sent)|audit-ui · (?:plan\.secret|stop\.(?:nothing-given|two-sources|plan-needs-zone|plan-needs-name|bad-validator|bad-server|no-file-of-names|no-names|no-text|no-mail|not-evidence|odd-evidence|link-in-place|key-in-place|no-private-key|no-selectors|keys-[a-z-]+|reports-[a-z-]+))|.* · about|fixes · [a-z/-]+ · command)$/;

/** 'audit-ui · stop.bad-helo' and each of its templates. */
function* templatesOf(value: unknown, key: string): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [key, value];
  else if (Array.isArray(value)) for (const one of value) yield* templatesOf(one, key);
  else
    for (const [name, inner] of Object.entries(Object(value))) yield* templatesOf(inner, `${key} · ${name}`);
}

describe.each(languages)('%s', (language) => {
  const folder = `texts/${language}/`;
  const templates = Object.entries(data)
    .filter(([path]) => path.startsWith(folder) && path !== `${folder}ways.toml`)
    .flatMap(([path, texts]) => [...templatesOf(texts, path.slice(folder.length, -'.toml'.length))]);
  const ways = waysIn(language);

  test('no text names an option itself, but for those of commands alone', () => {
    const named = templates.filter(([, text]) => /--[a-z]/.test(text)).map(([key]) => key);
    expect(named.filter((key) => !ofCommands.test(key))).toEqual([]);
    expect(named.length).toBeGreaterThan(20);
  });

  test('every way that a text names is there, and every one that is there is named', () => {
    const named = new Set(templates.flatMap(([, text]) => waysOf(text)));
    expect([...named].filter((name) => !(name in ways))).toEqual([]);
    // Options that stand in the data of findings, of problems and of what was not checked.
    const inData = new Set(
      readSources('src')
        .filter(({ path }) => !/^src\/cli\/|test(?:ing)?\.ts$/.test(path))
        .flatMap(({ text }) => [...text.matchAll(/'--([a-z-]+)'/g)].map(([, name]) => name)),
    );
    for (const what of ['subject', 'from', 'text', 'reason']) inData.add(what);
    expect(Object.keys(ways).filter((name) => !named.has(name) && !inData.has(name))).toEqual([]);
  });

  test('only the command line is told of options and commands', () => {
    const told = Object.entries(ways).filter(([, { api, page }]) =>
      /--[a-z]|waypost /.test(`${api} ${page}`),
    );
    expect(told).toEqual([]);
  });

  test('members are those of a request', () => {
    const { options } = askBody.shape;
    const members = Object.keys((options.unwrap() as z.ZodObject).shape);
    const named = Object.values(ways).flatMap(({ api }) =>
      [...api.matchAll(/options\.([A-Za-z]+)/g)].map(([, member = '']) => member),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((member) => !members.includes(member))).toEqual([]);
  });

  test('fields and pages are called as the dashboard calls them', () => {
    const { texts } = readTexts(join(projectRoot, 'data', folder, 'web'));
    const labels = new Set(Object.values(texts));
    const named = Object.values(ways).flatMap(({ page }) =>
      [...page.matchAll(/[“„]([^”“]+)[”“]/g)].flatMap(([, label = '']) =>
        label.replace(/: \{ip\}$|: 0$/, '').split(': '),
      ),
    );
    expect(named.length).toBeGreaterThan(15);
    const isKnown = (name: string) => labels.has(name) || name.split(', ').every((part) => labels.has(part));
    expect(named.filter((name) => !isKnown(name))).toEqual([]);
  });
});

test('languages have the same ways, each with the same options, members and placeholders', () => {
  const [first = 'en', ...others] = languages;
  const bare = (language: string) =>
    Object.entries(waysIn(language)).map(([name, { command, api }]) => [
      name,
      [...`${command} ${api}`.matchAll(/--[a-z-]+|options\.\w+|\{\w+\}|[A-Z]{3,} \/[a-z-]+/g)].map(
        ([one]) => one,
      ),
    ]);
  for (const other of others) expect(bare(other)).toEqual(bare(first));
});
