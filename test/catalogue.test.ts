/** The catalogue says something whole, in every language, for every category, fix, check and message. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../src/base/json.ts';
import { rejectionChecks } from '../src/checks/index.ts';
import { parseFixTable } from '../src/explain/fix-table.ts';
import type { ProviderCard } from '../src/explain/provider-card.ts';
import { textData } from '../src/explain/text-data.ts';
import { toldData, toldFacts } from '../src/explain/told/index.ts';
import {
  fillAll,
  fillCommands,
  fillFirst,
  placeholdersOf,
  type Templates,
} from '../src/findings/catalogue.ts';
import { type CategoryId, categories, familyOf } from '../src/findings/category.ts';
import type { Finding } from '../src/findings/finding.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { catalogueOf, languagesOf } from '../src/main/services.ts';
import { allFindings, fullEvidence, fullReply } from './catalogue-evidence.ts';
import { readSources } from './source-files.ts';

const data = readDataFolder('data');
const languages = languagesOf(data);
const catalogues = languages.map((language) => catalogueOf(data, language));
const table = parseFixTable(data['fixes.toml'] ?? {});
const categoryIds = Object.keys(categories) as CategoryId[];
const findings = allFindings();

const card: ProviderCard = {
  id: 'sample',
  name: 'Sample Mail',
  kind: 'mailbox',
  domains: [],
  hosts: [],
  codes: [],
  sources: [],
  postmaster: 'postmaster@example.com',
  appeal: 'https://example.com/appeal',
  usualWaitHours: 24,
};
const fullData = {
  ...textData(fullReply, fullEvidence, { role: 'recipient-gateway', because: [] }, card),
  // Of a client of ours alone (src/explain/own-refusal.ts).
  login: 'clerk@example.net',
  providerClient: true,
};
/** After another code: what is said of the next attempt is another thing, too. */
const deferredData = {
  ...textData(
    { ...fullReply, replyCode: 451, expandedFrom: 'info@example.net', text: 'See https://example.com/help' },
    fullEvidence,
    { role: 'recipient-gateway', because: [] },
    { ...card, domains: ['example.com'] },
  ),
};
const emptyData: JsonObject = { speaker: 'The receiving server' };
/** What is known of an SPF record that is missing or broken is never known together. */
const spfWith = (result: 'none' | 'permerror'): JsonObject => {
  const { spf } = fullEvidence;
  const value = spf?.state === 'present' ? { ...spf.value, result } : undefined;
  const evidence = value === undefined ? {} : { spf: { ...spf, value } as NonNullable<typeof spf> };
  return textData(fullReply, evidence, { role: 'unknown', because: [] }, undefined);
};
/** What is said of the list behind a refusal, open or closed; the first two by the catalogue itself (lists.toml). */
const ofList: JsonObject = {
  how: 'Then ask there',
  questions: 'First find out',
  askedList: 'Sample',
  parts: 'First look there',
  closedList: 'Sample',
  listSince: '2024-06-05',
};
const told = toldData({
  facts: toldFacts,
  providerDomain: 'example.net',
  meantDomain: 'gmail.com',
  typedDomain: 'gmial.com',
  askedHost: 'smtp.example.net',
  certificateName: '*.example.net',
  expectedName: 'mail.example.org',
});
/** Where only a network is blamed no IP is. */
const ofNetwork = textData(
  { text: 'your IP Netblock [192.0.2.0/24]' },
  {},
  { role: 'unknown', because: [] },
  undefined,
);
/** What a program tells of the server that it tried, on either kind of port. */
const tried = ['192.0.2.1:587', '192.0.2.1:465'].map((where) =>
  textData(
    { text: `connect ETIMEDOUT ${where}`, via: 'program' },
    {},
    { role: 'smarthost', because: [] },
    undefined,
  ),
);
/** Of a provider that tells how its customers hand mail in. */
const handedIn = textData(
  fullReply,
  {},
  { role: 'smarthost', because: [] },
  {
    ...card,
    submission: { starttlsHost: 'smtp.example.com', byConnector: true },
  },
);
/** What words state of figures and names (src/explain/stated-figures.ts). */
const stated = [
  'connect to mx.example.com[192.0.2.1]:25: timed out; <mail>: Helo command rejected: no; greylisted for 300 seconds; size 3 of max 2',
  'greylisted for 20 seconds; max emails per hour (101/100) allowed',
  'daily limit',
  'bad boolean configuration: smtpd_delay_reject = yes d',
  'The following identities failed the check in region EU-WEST-1: a@example.org',
  'To unblock: https://example.com/UnblockMe',
].map((text) =>
  textData(
    { text, retryUntil: 'Sun, 29 Nov 2026', speakerHost: 'mx.example.com' },
    {},
    { role: 'unknown', because: [] },
    undefined,
  ),
);
/** What is added for the fixes of a verdict (src/explain/explain.ts, rank-fixes.ts). */
const ofFix = { receives: true, blocked: true, lowReputation: true, found: true, guessed: true };
/** What sentences to the recipient are put together of (src/explain/say/tell-words.ts). */
const toThem = { refusal: 'Your mail server refused my message', afterwards: 'I will send it again' };
const asked = textData(
  fullReply,
  {},
  { role: 'unknown', because: [] },
  { ...card, appeal: 'mailto:unblock@example.com' },
);
const named = textData(
  { text: 'contact abuse@example.com' },
  {},
  { role: 'unknown', because: [] },
  undefined,
);
const known = new Set(
  [
    asked,
    named,
    fullData,
    deferredData,
    handedIn,
    spfWith('none'),
    spfWith('permerror'),
    told,
    toThem,
    ofList,
    ofFix,
    ofNetwork,
    ...tried,
    ...stated,
  ].flatMap(Object.keys),
);

/** Who pressed the spam button is not written to again. */
const tellsNobody: ReadonlySet<CategoryId> = new Set(['notice.complaint']);

/** Titles must fit one line beside a number. */
const MAX_TITLE = 60;

const OF_COMMAND = /\b(?:the command (?:below|shows)|der befehl (?:unten|zeigt))\b/i;
const hasNoHole = (text: string): boolean => !/[{}]|undefined/.test(text);
const isWhole = (text: string): boolean => text !== '' && hasNoHole(text);
const isSentence = (text: string): boolean => /[.?”"]$/.test(text) && !text.includes('!');

function strangers(templates: Templates, names: ReadonlySet<string>): readonly string[] {
  return templates.flatMap(placeholdersOf).filter((name) => !names.has(name));
}

/** Does the list end with a text that needs nothing? */
const endsPlain = (templates: Templates): boolean =>
  templates.length > 0 && placeholdersOf(templates.at(-1) ?? '{x}').every((name) => name === 'speaker');

describe.each(catalogues.map((catalogue) => [catalogue.language, catalogue] as const))(
  '%s',
  (language, texts) => {
    const raw = (file: string) => data[`texts/${language}/${file}.toml`] ?? {};

    test('has its own words for exactly the categories, fixes and checks that there are', () => {
      expect(Object.keys(raw('categories')).sort()).toEqual([...categoryIds].sort());
      expect(Object.keys(raw('fixes')).sort()).toEqual([...table.fixes.keys()].sort());
      expect(Object.keys(raw('findings')).sort()).toEqual(
        rejectionChecks.map(({ id }) => id as string).sort(),
      );
    });

    describe.each(categoryIds)('%s', (id) => {
      const words = texts.category(id);

      test('is said whole with everything known and with nothing known', () => {
        for (const key of ['because', 'turn', 'tell', 'wait', 'test', 'fine'] as const) {
          expect(strangers(words[key], known), key).toEqual([]);
          const mayBeEmpty = key === 'tell' && tellsNobody.has(id);
          expect(endsPlain(words[key]), key).toBe(true);
          for (const filling of [fullData, deferredData, emptyData])
            expect(fillFirst(words[key], filling), key).toSatisfy(
              key === 'fine' || mayBeEmpty ? hasNoHole : isWhole,
            );
        }
        for (const key of ['title', 'certain', 'background'] as const)
          expect(words[key], key).toSatisfy(isWhole);
        expect(strangers(words.avoid, known)).toEqual([]);
        expect(fillAll(words.avoid, emptyData).length).toBeGreaterThan(0);
        expect(words.avoid.length).toBeLessThanOrEqual(4);
      });

      test('keeps to its form: short titles, clauses without a stop, sentences with one', () => {
        expect(words.title.length).toBeLessThanOrEqual(MAX_TITLE);
        for (const text of [words.title, ...words.because, ...words.turn]) expect(text).not.toMatch(/[.!]$/);
        const sentences = [
          words.certain,
          ...words.wait,
          ...words.test,
          words.background,
          ...words.tell,
          ...words.avoid,
        ];
        const isSaid = (text: string): boolean => text !== '' || !tellsNobody.has(id);
        for (const text of sentences.filter(isSaid)) expect(text).toSatisfy(isSentence);
      });

      test('says that the address is fine wherever it was not the address', () => {
        if (['auth', 'reputation', 'content', 'policy', 'rate', 'dns', 'tls'].includes(familyOf(id)))
          for (const text of words.fine) expect(text).toSatisfy(isSentence);
        if (categories[id].suppress === 'yes')
          for (const text of words.fine) expect(text).not.toMatch(/keep it|behalten/i);
      });
    });

    test.each([...table.fixes.keys()])('fix %s is said whole and knows what it names', (id) => {
      const { title, text, command } = texts.fix(id);
      const answers = table.fixes.get(id)?.answers ?? [];
      const mended = findings.filter(({ check, outcome }) => answers.includes(check) && outcome === 'fail');
      const names = new Set([...known, ...mended.flatMap((finding) => Object.keys(finding.data))]);
      expect(strangers([...title, ...text, ...command], names)).toEqual([]);
      expect(endsPlain(title) && endsPlain(text)).toBe(true);
      for (const one of title) expect(one.length).toBeLessThanOrEqual(MAX_TITLE + 10);
      expect((title.at(-1) ?? '').length).toBeLessThanOrEqual(MAX_TITLE);
      for (const one of text) expect(one).toSatisfy(isSentence);
      const fillings = [
        fullData,
        deferredData,
        {},
        ...mended.map((finding) => ({ ...fullData, ...finding.data })),
      ];
      for (const filling of fillings) {
        expect(fillFirst(title, filling)).toSatisfy(isWhole);
        expect(fillFirst(text, filling)).toSatisfy(isWhole);
        // What it says of a command is said only where one stands below.
        if (OF_COMMAND.test(fillFirst(text, filling)))
          expect(fillCommands(command, filling).length).toBeGreaterThan(0);
        for (const line of fillCommands(command, filling)) expect(line).toSatisfy(isWhole);
      }
    });

    test('every message of every check is said, and no message that no check says', () => {
      const said = new Map<string, Set<string>>();
      for (const finding of findings) {
        const { label, messages } = texts.finding(finding.check);
        const place = `${finding.check} ${finding.message} ${JSON.stringify(finding.data)}`;
        expect(fillFirst(label, { ...finding.data, subject: finding.subject.name }), place).toSatisfy(
          isWhole,
        );
        expect(fillFirst(messages[finding.message] ?? [], finding.data), place).toSatisfy(isWhole);
        said.set(finding.check, (said.get(finding.check) ?? new Set()).add(finding.message));
      }
      for (const { id } of rejectionChecks) {
        expect(Object.keys(texts.finding(id).messages).sort(), id).toEqual([...(said.get(id) ?? [])].sort());
      }
    });
  },
);

describe('words of the program', () => {
  const ui = (language: string) =>
    (data[`texts/${language}/ui.toml`] ?? {}) as Record<string, string | string[]>;
  const keysOf = (start: string) => Object.keys(ui('en')).filter((key) => key.startsWith(start));
  const sources = readSources('src');
  const found = (folder: RegExp, pattern: RegExp): readonly string[] => [
    ...new Set(
      sources
        .filter(({ path }) => folder.test(path) && !/test(ing)?\.ts$/.test(path))
        .flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
    ),
  ];

  test.each(languages)('%s: every key, each with placeholders of the English one', (language) => {
    expect(Object.keys(ui(language)).sort()).toEqual(Object.keys(ui('en')).sort());
    for (const [key, templates] of Object.entries(ui(language))) {
      const english = new Set([ui('en')[key] ?? []].flat().flatMap(placeholdersOf));
      expect(strangers([templates].flat(), english), key).toEqual([]);
    }
  });

  test.each(languages)('%s: no key stands in two files', (language) => {
    const files = ['ui', 'lists', 'audit-ui', 'check-ui'].map((name) => `texts/${language}/${name}.toml`);
    const keys = files.flatMap((name) => Object.keys(data[name] ?? {}));
    expect(keys.length).toBeGreaterThan(400);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('every code for which an explanation may look at nothing has words', () => {
    const asked = /^src\/gather\/(dns\/(?!servers)|rejection|mail-auth|shelf\.ts)/;
    const codes = found(asked, /(?:\bcode: |\bfailed\(\s*)'([a-z-]+)'/g);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !keysOf('why.').includes(`why.${code}`))).toEqual([]);
    const problems = found(/lookup-listings|list-closed/, /'(list-[a-z]+)'/g);
    expect(problems.filter((code) => !keysOf('why.').includes(`why.${code}`))).toEqual([]);
  });

  test('every fact that may be asked for has its sentence', () => {
    const options = found(/^src\/gather\/rejection/, /notGiven\('[^']+', '([^']+)'/g);
    expect(options.length).toBeGreaterThan(5);
    expect(options.filter((option) => !keysOf('missing.').includes(`missing.${option}`))).toEqual([]);
  });

  test('every registered meaning of a code has its words', () => {
    const meanings = found(/enhanced-statuses\.ts$/, /meaning: '([a-z0-9-]+)'/g);
    expect(meanings.length).toBeGreaterThan(70);
    expect(meanings.filter((meaning) => !keysOf('enhanced.').includes(`enhanced.${meaning}`))).toEqual([]);
  });
});

test.each(languages)('%s: every option that a text names is one of the program', (language) => {
  const known = new Set(
    readSources('src/cli').flatMap(({ text }) =>
      [...text.matchAll(/'(--[a-z-]+)/g)].map((match) => match[1]),
    ),
  );
  // Of swaks and systemctl, in commands to try.
  const others = ['--to', '--quit-after', '--now', '--failed'];
  const texts = Object.entries(data).filter(([name]) => name.startsWith(`texts/${language}/`));
  const named = [...JSON.stringify(texts).matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((option) => !known.has(option) && !others.includes(option))).toEqual([]);
});

describe('the table of fixes', () => {
  test('has an entry for every category, at most five that ask for nothing, none twice', () => {
    for (const id of categoryIds) {
      const ids = table.byCategory.get(id);
      expect(ids, id).toBeDefined();
      const isPlain = (fix: string): boolean =>
        table.fixes.get(fix)?.list === undefined && table.fixes.get(fix)?.needs.length === 0;
      const plain = ids?.filter(isPlain);
      expect(plain?.length, id).toBeLessThanOrEqual(5);
      expect(new Set(ids).size, id).toBe(ids?.length);
      const needsNone = familyOf(id) === 'notice' || id === 'not-a-bounce';
      if (!needsNone) expect(ids?.length, id).toBeGreaterThan(0);
    }
  });

  test('uses every fix, and a fix answers only checks that there are', () => {
    const used = new Set(
      [
        table.byCategory,
        ...table.byPlace.values(),
        ...[table.whereTold, table.own, table.ownClient, table.receives, table.hasMailbox, table.didNotSend],
      ].flatMap((lists) => [...lists.values()].flat()),
    );
    for (const { instead } of table.fixes.values()) for (const id of instead.values()) used.add(id);
    expect([...table.fixes.keys()].filter((id) => !used.has(id))).toEqual([]);
    const checks = new Set<string>(rejectionChecks.map(({ id }) => id));
    const answers = [...table.fixes.values()].flatMap((fix) => fix.answers);
    expect(answers.filter((check) => !checks.has(check))).toEqual([]);
  });

  test('what is offered only where it is asked for can be asked for', () => {
    const told = [...table.whereTold.values()].flat();
    expect(told.filter((id) => table.fixes.get(id)?.toldBy.length === 0)).toEqual([]);
    for (const ids of table.whereTold.values()) expect(new Set(ids).size).toBe(ids.length);
  });

  test('needs only what may be known', () => {
    const needed = [...table.fixes.values()].flatMap((fix) => fix.needs);
    expect(needed.filter((name) => !known.has(name))).toEqual([]);
  });

  test('names an actor of ours', () => {
    const actors = new Set<string>(Object.values(categories).map(({ actor }) => actor));
    expect([...table.fixes].filter(([, { actor }]) => !actors.has(actor))).toEqual([]);
  });

  test('a failing check of a category has a fix that mends it', () => {
    const failing = new Set(
      findings.filter((one: Finding) => one.outcome === 'fail').map((one) => one.check as string),
    );
    const answered = new Set([...table.fixes.values()].flatMap((fix) => fix.answers));
    // What the recipient's side or nobody can mend by one record is told by the category's own fixes.
    const told = [
      'dns/recipient-domain-exists',
      'dns/recipient-null-mx',
      'dns/recipient-mx-usable',
      'dns/speaker-in-mx',
      'message/size-within-limit',
    ];
    expect([...failing].filter((check) => !answered.has(check)).sort()).toEqual(told.sort());
  });
});
