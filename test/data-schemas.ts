/** The shape of every file in `data/`, by its place. An unknown key is a fault: it would be read by nobody. */
import { z } from 'zod';
import { parsePattern } from '../src/explain/classify/pattern.ts';
import { sourceOf } from '../src/explain/question-words.ts';
import { isCategoryId } from '../src/findings/category.ts';
import { severities } from '../src/findings/profile.ts';
import { fixesSchema, toldSchema } from './advice-schemas.ts';

const day = z.iso.date('not an ISO day like 2026-11-23');
const filled = z.string().trim().min(1, 'empty');
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not kebab-case');
const url = z.string().regex(/^(https?:\/\/|mailto:)\S+$/, 'not an http(s) or mailto link');
const category = z.string().refine(isCategoryId, 'not a category of src/findings/category.ts');
const localised = z
  .record(z.string().regex(/^[a-z]{2}$/, 'not a language'), filled)
  .refine((texts) => 'en' in texts, 'has no English');
const replyCode = z.string().regex(/^([245]\d\d|[245]xx)$/, "not a reply code like '550' or '5xx'");
const enhanced = z
  .string()
  .regex(/^[x245]\.(\d{1,3}|\*)\.(\d{1,3}|\*)$/, "not an enhanced code like '5.7.25', 'x.7.23' or '5.7.*'");
const phase = z.enum(['connect', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'end-of-data']);

/** A text that `read` throws no error at. */
const readBy = (read: (text: string) => unknown) =>
  filled.superRefine((text, context) => {
    try {
      read(text);
    } catch (cause) {
      context.addIssue({ code: 'custom', message: cause instanceof Error ? cause.message : String(cause) });
    }
  });

const pattern = readBy(parsePattern);

const sample = z.union([
  filled,
  z.strictObject({ text: filled, host: filled.optional(), phase: phase.optional() }),
]);

const rule = z
  .strictObject({
    id: z.string(),
    category,
    patterns: z.array(pattern).min(1).optional(),
    all: z.array(id).min(1).optional(),
    unless: z.array(id).min(1).optional(),
    codes: z.array(replyCode).min(1).optional(),
    enhanced: z.array(enhanced).min(1).optional(),
    phases: z.array(phase).min(1).optional(),
    needsProvider: z.boolean().optional(),
    needsPhase: z.boolean().optional(),
    settles: z.literal(true).optional(),
    provider: id.optional(),
    strength: z.enum(['decisive', 'strong', 'weak', 'faint']).optional(),
    source: filled.optional(),
    seen: day.optional(),
    note: filled.optional(),
    samples: z.array(sample).min(1, 'a rule needs a sample'),
  })
  .refine((it) => it.patterns ?? it.all ?? it.enhanced ?? it.codes, 'has neither patterns nor codes');

/**
 * `data/rejections/<file>.toml`. Ids begin with the file's name, or with the family whose rules fill several files, and are not repeated; source
 * and date stand somewhere.
 */
const rejections = (name: string) =>
  z
    .strictObject({
      provider: id.optional(),
      family: id.optional(),
      source: filled.optional(),
      seen: day.optional(),
      concept: z.record(id, z.array(pattern).min(1)).optional(),
      rule: z.array(rule).min(1).optional(),
    })
    .refine((file) => file.rule ?? file.concept, 'has neither rules nor concepts')
    .superRefine((file, context) => {
      const seen = new Set<string>();
      const family = file.family ?? name;
      if (!name.startsWith(family))
        context.addIssue({ code: 'custom', message: `the file's name does not begin with '${family}'` });
      file.rule?.forEach((entry, i) => {
        const fault = (message: string) => context.addIssue({ code: 'custom', message, path: ['rule', i] });
        if (!entry.id.startsWith(`${family}/`) || !/^[a-z0-9-]+$/.test(entry.id.slice(family.length + 1))) {
          fault(`the id is not '${family}/<kebab-name>'`);
        }
        if (seen.has(entry.id)) fault('the id is used twice');
        seen.add(entry.id);
        if ((entry.source ?? file.source) === undefined) fault('has no source');
        if ((entry.seen ?? file.seen) === undefined) fault("has no 'seen' date");
      });
    });

const codeRow = (match: z.ZodString) => z.strictObject({ match, category, telling: z.boolean().optional() });
const codes = z.strictObject({ enhanced: z.array(codeRow(enhanced)), reply: z.array(codeRow(replyCode)) });

const hostName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, 'not a lower-case host name');

const largeMailboxDomains = z.strictObject({
  seen: day,
  domains: z.array(hostName).min(1),
  endings: z.record(hostName, z.array(hostName).min(1)),
  honest: z.array(hostName),
});

/** `data/providers/<id>.toml`: what is said has a source, or the card says that it has none. */
const provider = (name: string) =>
  z
    .strictObject({
      id: z.literal(name),
      name: filled,
      kind: z.enum(['mailbox', 'filter', 'sender-service', 'hosting', 'software']),
      unsourced: z.boolean().optional(),
      company: filled.optional(),
      hidesBlocks: z.literal(true).optional(),
      brand: z.array(z.strictObject({ name: filled, of: z.array(hostName).min(1).optional() })).optional(),
      note: localised.optional(),
      fingerprint: z.strictObject({
        hosts: z.array(hostName).optional(),
        domains: z.array(hostName).optional(),
        texts: z.array(pattern).optional(),
        banners: z.array(pattern).optional(),
        contacts: z.array(hostName).optional(),
        codes: z.array(z.string().regex(/^[45?]\.\d+\.[\d?]+$/)).optional(),
      }),
      submission: z
        .strictObject({ starttlsHost: hostName, byConnector: z.literal(true).optional() })
        .optional(),
      contact: z
        .strictObject({
          postmaster: z.union([url, filled]).optional(),
          appeal: url.optional(),
          appealHow: localised.optional(),
          usualWaitHours: z.number().positive().optional(),
        })
        .optional(),
      source: z.array(z.strictObject({ title: filled, url, seen: day })).optional(),
      code: z
        .array(
          z.strictObject({
            match: filled,
            category: category.optional(),
            meaning: localised,
            list: filled.optional(),
            source: filled.optional(),
          }),
        )
        .optional(),
    })
    .refine(
      (card) => Object.values(card.fingerprint).some((list) => (list?.length ?? 0) > 0),
      'recognises nothing',
    )
    .refine(
      (card) => card.source !== undefined || card.unsourced === true,
      'has neither source nor `unsourced`',
    )
    .refine(
      (card) => card.unsourced !== true || card.note !== undefined,
      'is unsourced and has no note that says so',
    );

/** Prose by key, nested: one text ('': nothing is said), or several from which the first that can be filled is taken. */
type Texts = string | readonly string[] | { readonly [key: string]: Texts };
const texts: z.ZodType<Texts> = z.lazy(() =>
  z.union([z.string(), z.array(filled).min(1), z.record(z.string(), texts)]),
);

const nameSuffix = z.string().regex(/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/, 'not a lower-case name');

/** `data/dkim-selectors.toml`: what providers say of their selectors, each with its dated page. */
const dkimSelectors = z.strictObject({
  provider: z.array(
    z.strictObject({
      id,
      name: filled,
      mx: z.array(nameSuffix),
      spf: z.array(nameSuffix),
      selectors: z.array(z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'not a selector')),
      known: z.enum(['page', 'zones']),
      source: z.strictObject({ title: filled, url, seen: day }),
    }),
  ),
});

const checkId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "not a check's id like 'spf/record-valid'");

const anyTable = z.record(z.string(), z.unknown());

const ruleSource = z.strictObject({ title: filled, url, seen: day });
/** `data/provider-rules.toml`: a rule is held against checks, or says where else it can be seen. */
const providerRules = z.strictObject({
  provider: z.array(
    z.strictObject({
      id,
      name: filled,
      source: ruleSource,
      rule: z.array(
        z
          .strictObject({
            id,
            since: day.optional(),
            fromMessagesPerDay: z.number().int().positive().optional(),
            requires: z.array(filled).min(1).optional(),
            what: localised,
            elsewhere: localised.optional(),
            reply: z
              .string()
              .regex(/^[45]\d\d[ -]/, 'is no reply')
              .optional(),
            source: ruleSource.optional(),
          })
          .refine(
            (it) => (it.requires === undefined) !== (it.elsewhere === undefined),
            'is seen nowhere, or twice',
          ),
      ),
    }),
  ),
});

const strings = z.array(filled);
const words = z.record(z.string(), strings);

/** `data/link-hosts.toml`, `lure-words.toml`, `engine-phrases.toml`, `unsubscribe-words.toml`, `check-weights.toml`. */
const mailTables: Readonly<Record<string, z.ZodType>> = {
  'link-hosts.toml': z.strictObject({
    collected: day,
    shorteners: z.array(hostName),
    ownShorteners: z.array(
      z.string().regex(/^[a-z0-9.-]+\.[a-z]+(?:\/[a-z]+)?$/, 'not a name, or name/path'),
    ),
    freeHosts: z.array(hostName),
    formHosts: z.array(hostName),
    fileHosts: z.array(hostName),
    pictureHosts: z.array(hostName),
    freeSenders: z.array(hostName),
    cheapSuffixes: z.array(z.string().regex(/^[a-z]+(?:\.[a-z]+)?$/)),
    redirector: z.array(
      z.strictObject({ host: hostName, path: z.string().startsWith('/'), parameters: strings }),
    ),
    redirectParameters: strings,
    trackers: z.array(z.strictObject({ domain: hostName, service: filled })),
    source: z.strictObject({ title: filled, seen: day }),
  }),
  'lure-words.toml': z.strictObject({
    collected: day,
    words,
    brands: z.record(z.string(), z.array(hostName)),
  }),
  'engine-phrases.toml': z.strictObject({
    collected: day,
    source: filled,
    rule: z.array(
      z.strictObject({
        rule: z.string().regex(/^[A-Z][A-Z0-9_]+$/, 'not the name of a rule'),
        engine: filled.optional(),
        scores: z.union([z.tuple([z.number()]), z.tuple([z.number(), z.number(), z.number(), z.number()])]),
        where: z.enum(['body', 'subject']),
        capitals: z.boolean().optional(),
        start: z.boolean().optional(),
        about: filled,
        phrases: strings.min(1),
      }),
    ),
  }),
  'suspect-suffixes.toml': z.strictObject({
    rule: z.array(
      z.strictObject({
        engine: z.enum(['SpamAssassin', 'rspamd']),
        rule: z.string().regex(/^[A-Z][A-Z0-9_]+$/, 'not the name of a rule'),
        of: z.enum(['link', 'sender']),
        points: z.number().positive(),
        suffixes: z.array(z.string().regex(/^[a-z]+$/)).min(1),
        source: z.strictObject({
          title: filled,
          url: z.string().startsWith('https://').optional(),
          seen: day,
        }),
      }),
    ),
  }),
  'unsubscribe-words.toml': z.record(
    z.string().regex(/^[a-z]{2}$/, 'not a language'),
    z.strictObject({
      link: strings.min(1),
      done: strings.min(1),
      form: strings.min(1),
      common: strings.min(1).optional(),
    }),
  ),
  'client-support.toml': z.strictObject({
    updated: day,
    clients: z.record(id, filled),
    feature: z.array(
      z.strictObject({
        id,
        title: filled,
        tested: day,
        effect: z.enum(['content', 'layout', 'look']),
        none: z.array(id),
        partly: z.array(id),
        signs: z.array(z.record(z.string(), filled)).min(1),
      }),
    ),
  }),
  'check-weights.toml': z.record(z.string(), z.record(z.string(), z.number())),
};

const wordings = z.array(readBy(sourceOf)).min(1).optional();
const wordList = z.strictObject({ words: wordings, starts: wordings, parts: wordings }).optional();
/** `data/question-words.toml`: by language, beside the greetings. */
const questionWords = z.object({ greetings: z.array(filled).min(1) }).catchall(
  z.strictObject({
    opens: wordings,
    next: z
      .string()
      .regex(/^[\p{L}'’-]+$/u, 'not letters')
      .optional(),
    touches: z.literal(true).optional(),
    begins: wordings,
    ends: wordings,
    asker: wordList,
    told: wordList,
  }),
);

const bothLanguages = z.strictObject({ en: filled, de: filled });
/** `data/engine-symbols/<engine>.toml`: a hint that is named is there, and none is there that nobody names. */
const engineSymbols = z
  .strictObject({
    engine: z.enum(['rspamd', 'SpamAssassin']),
    version: filled,
    source: filled,
    seen: day,
    hint: z.record(id, bothLanguages),
    symbol: z.record(
      z.string().regex(/^[A-Z][A-Z0-9_]+$/, 'not the name of a rule'),
      bothLanguages.extend({
        hint: id.optional(),
        needs: z.enum(['network', 'received', 'bayes']).optional(),
        unanswered: z.literal(true).optional(),
      }),
    ),
  })
  .superRefine(({ hint, symbol }, context) => {
    const named = new Set(Object.values(symbol).map((one) => one.hint));
    for (const [name, one] of Object.entries(symbol))
      if (one.hint !== undefined && !(one.hint in hint))
        context.addIssue({ code: 'custom', message: `no hint ${one.hint}`, path: ['symbol', name] });
    for (const name of Object.keys(hint))
      if (!named.has(name))
        context.addIssue({ code: 'custom', message: 'is used by no rule', path: ['hint', name] });
  });

/** The schema for a file, by its path below `data/`; undefined: nobody has said what it holds. */
function schemaFor(path: string): z.ZodType | undefined {
  const [folder = '', file = ''] = path.split('/');
  const name = file.replace(/\.toml$/, '');
  if (path in mailTables) return mailTables[path];
  if (path === 'rejections/codes.toml') return codes;
  if (path === 'dkim-selectors.toml') return dkimSelectors;
  if (folder === 'rejections') return rejections(name);
  if (folder === 'providers') return provider(name);
  if (folder === 'engine-symbols') return engineSymbols;
  if (path === 'provider-rules.toml') return providerRules;
  if (folder === 'profiles') return z.record(checkId, z.record(id, z.enum(severities)));
  if (folder === 'texts') return z.record(z.string(), texts);
  if (path === 'question-words.toml') return questionWords;
  if (path === 'told.toml') return toldSchema;
  if (path === 'large-mailbox-domains.toml') return largeMailboxDomains;
  if (path === 'fixes.toml') return fixesSchema;
  // Read, and checked in detail, by its own parser, which has its own test.
  if (path === 'dnsbl.toml') return anyTable;
  return undefined;
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The faults of one parsed file, each with the file and the entry it stands in. */
export function faultsOf(path: string, content: unknown): readonly string[] {
  const schema = schemaFor(path);
  if (schema === undefined) return [`data/${path}: no schema for this file; add one to test/data-schemas.ts`];
  const result = schema.safeParse(content);
  if (result.success) return [];
  return result.error.issues.map(
    (issue: Fault) => `data/${path}: ${placeOf(content, issue.path)}: ${issue.message}`,
  );
}

/** 'rule google/no-ptr, codes.0' instead of 'rule.3.codes.0'. */
function placeOf(content: unknown, path: readonly PropertyKey[]): string {
  const [list, index, ...rest] = path;
  if (typeof list !== 'string' || typeof index !== 'number')
    return path.length === 0 ? 'the file' : path.join('.');
  const entries: unknown = Object(content)[list];
  const entry: unknown = Array.isArray(entries) ? Object(entries[index]) : {};
  const named = Object(entry);
  const label: unknown = named.id ?? named.match ?? named.title ?? index + 1;
  return [`${list} ${label}`, ...(rest.length > 0 ? [rest.join('.')] : [])].join(', ');
}
