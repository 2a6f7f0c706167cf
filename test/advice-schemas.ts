/** The shape of `data/told.toml` and `data/fixes.toml`; what a fix names in other files is held against them in test/catalogue.test.ts. */
import { z } from 'zod';
import { receivesGroupOf } from '../src/explain/asker.ts';
import { clientGroupOf } from '../src/explain/own-client.ts';
import { mailboxGroupOf } from '../src/explain/own-mailbox.ts';
import { ownGroupOf } from '../src/explain/own-refusal.ts';
import { places } from '../src/explain/place.ts';
import { toldFacts } from '../src/explain/told/index.ts';
import type { CategoryId } from '../src/findings/category.ts';
import { categories, isCategoryId } from '../src/findings/category.ts';
import { compilePhrases } from '../src/wire/phrases/index.ts';

const filled = z.string().trim().min(1, 'empty');
const filledList = z.array(filled).min(1);
const pair = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "not 'family/name'");
const fact = z.enum(toldFacts);
const category = z.string().refine(isCategoryId, 'not a category of src/findings/category.ts');

const phrase = filled.superRefine((text, context) => {
  try {
    compilePhrases({ phrase: [text] });
  } catch (cause) {
    context.addIssue({ code: 'custom', message: cause instanceof Error ? cause.message : String(cause) });
  }
});

/** By fact. One that follows from names, results or the way that mail went has no wordings, and does not stand here. */
export const toldSchema = z.partialRecord(
  fact,
  z.strictObject({
    phrases: z.array(phrase).min(1),
    runs: filledList.optional(),
    samples: filledList,
  }),
);

const list = z.strictObject({
  ways: filledList.optional(),
  holds: z.enum(['ip', 'domain']).optional(),
  causes: filledList.optional(),
  exceptCauses: filledList.optional(),
  form: z.boolean().optional(),
});

const fix = z.strictObject({
  answers: z.array(pair).min(1).optional(),
  actor: z.enum([...new Set(Object.values(categories).map(({ actor }) => actor))]),
  requires: z.array(pair).min(1).optional(),
  precedes: z.array(pair).min(1).optional(),
  stopsMail: z.literal(true).optional(),
  waits: z.literal(true).optional(),
  needs: filledList.optional(),
  list: list.optional(),
  toldBy: z.array(fact).min(1).optional(),
  excludedBy: z.array(fact).min(1).optional(),
  instead: z.partialRecord(fact, pair).optional(),
  like: pair.optional(),
});

const fixesOfCategory = z.record(category, z.array(pair));
/** A group of own-mailbox.ts, or what is else in it where nobody tries again. */
const mailboxGroup = z
  .string()
  .refine((name) => mailboxGroups.has(name.replace(/-ended$/, '')), { error: 'no group of a mailbox' });
const mailboxGroups: ReadonlySet<string | undefined> = new Set(
  Object.keys(categories)
    .filter(isCategoryId)
    .flatMap((id) => [mailboxGroupOf(id, 'gateway'), mailboxGroupOf(id, 'relay')]),
);

/** By the groups that categories fall into, each of which is there. */
const fixesOfGroup = (groupOf: (category: CategoryId) => string) =>
  z.record(
    z.enum([...new Set(Object.keys(categories).filter(isCategoryId).map(groupOf))]),
    z.array(pair).min(1),
  );

export const fixesSchema = z
  .strictObject({
    category: fixesOfCategory,
    told: fixesOfCategory,
    own: fixesOfGroup((id) => ownGroupOf(id)),
    'own-client': fixesOfGroup(clientGroupOf),
    receives: fixesOfGroup(receivesGroupOf),
    'has-mailbox': z.record(z.union([mailboxGroup, z.literal('told')]), z.array(pair).min(1)),
    'did-not-send': z.strictObject({ any: z.array(pair).min(1) }),
    ...Object.fromEntries(places.map((place) => [`at-${place}`, fixesOfCategory])),
    fix: z.record(pair, fix),
  })
  .superRefine(({ fix: fixes }, context) => {
    for (const [id, { precedes = [] }] of Object.entries(fixes))
      for (const other of precedes)
        if (!(other in fixes))
          context.addIssue({
            code: 'custom',
            message: `precedes the unknown fix '${other}'`,
            path: ['fix', id],
          });
  });
