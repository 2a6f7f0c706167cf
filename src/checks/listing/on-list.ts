/** The findings about what lists say of the addresses, or the names, of an audit: one a listing, one for all that is clean. */
import type { JsonObject } from '../../base/json.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type {
  AuditListAnswer,
  ListedSubject,
  ListingDetails,
  ListProblem,
} from '../../findings/facts/listings.ts';
import type { FindingDraft } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';

type Kind = ListedSubject['kind'];

/** Findings about subjects of one kind. Refusals and failed self-tests are told once for an operator. */
export function draftOnList(evidence: Evidence, kind: Kind): readonly FindingDraft[] {
  const facts = valueOn(evidence, 'listings');
  const subjects = facts?.subjects.filter((subject) => subject.kind === kind) ?? [];
  const answers = facts?.answers.filter((answer) => answer.kind === kind) ?? [];
  if (answers.length === 0) return draft(evidence, 'listings', 'not-applicable', 'not-asked');
  return [
    ...subjects.flatMap((subject) => {
      const own = answers.filter((answer) => answer.subject === subject.name);
      return [
        ...own.flatMap((answer) => listed(evidence, subject, answer)),
        ...clean(evidence, subject, own),
      ];
    }),
    ...notChecked(evidence, answers),
  ];
}

const aboutSubject = (
  drafts: readonly FindingDraft[],
  { kind, name }: ListedSubject,
): readonly FindingDraft[] => drafts.map((one) => ({ ...one, subject: { kind, name } }));

/** By weight: 4 informs, and nobody should refuse for it. */
const messages = { 1: 'listed-everywhere', 2: 'listed-widely', 3: 'listed-small' } as const;

function listed(
  evidence: Evidence,
  subject: ListedSubject,
  answer: AuditListAnswer,
): readonly FindingDraft[] {
  const { listing, state, tier } = answer;
  if (listing === undefined || (state !== 'listed' && state !== 'informs')) return [];
  const data = dataOf(subject, answer, listing);
  if (state === 'informs') return aboutSubject(draft(evidence, 'listings', 'pass', 'marked', data), subject);
  if (tier !== 1 && tier !== 2 && tier !== 3)
    return aboutSubject(draft(evidence, 'listings', 'pass', 'listed-informs', data), subject);
  const message = listing.isPolicy ? 'listed-policy' : messages[tier];
  const more = { fixes: fixesOf(subject, answer, listing) };
  return aboutSubject(draft(evidence, 'listings', 'fail', message, data, more), subject);
}

/** `weighs`: 'rspamd 4/15': 4 points of the 15 from which on it refuses. */
function dataOf(
  { roles }: ListedSubject,
  { zone, operator, tier, question }: AuditListAnswer,
  { codes, causes, weights, reason, delistUrl, endsAfterHours }: ListingDetails,
): JsonObject {
  return {
    zone,
    operator,
    tier,
    roles: roles.join(', '),
    codes: codes.map(({ code }) => code).join(', '),
    meaning: [...new Set(codes.map(({ meaning }) => meaning))].join('; '),
    cause: causes[0],
    weighs: weights.map(({ filter, points, refuses }) => `${filter} ${points}/${refuses}`).join(', '),
    reason,
    delistUrl,
    endsAfterHours,
    question,
  };
}

function fixesOf(
  { name }: ListedSubject,
  { zone, operator, question }: AuditListAnswer,
  { delistUrl, isRequest, endsAfterHours, isPolicy }: ListingDetails,
): readonly Fix[] {
  const asked = isPolicy
    ? `Please exclude ${name} from ${zone}: it is the fixed address of a mail server of ours, and its reverse name is set.`
    : `Please remove ${name} from ${zone}. The cause of the listing has been found and ended.`;
  return [
    ...(isRequest && delistUrl !== undefined
      ? [{ kind: 'contact' as const, who: operator, url: delistUrl, text: asked }]
      : []),
    ...(endsAfterHours === undefined
      ? []
      : [
          {
            kind: 'wait' as const,
            seconds: endsAfterHours * 3600,
            why: `${zone} lets listings end by themselves`,
          },
        ]),
    // The same answer says whether it is over.
    ...(question === undefined ? [] : [{ kind: 'command' as const, line: `dig +short ${question} A` }]),
  ];
}

function clean(
  evidence: Evidence,
  subject: ListedSubject,
  answers: readonly AuditListAnswer[],
): readonly FindingDraft[] {
  const zones = answers.filter(({ state }) => state === 'not-listed').map(({ zone }) => zone);
  if (zones.length === 0) return [];
  const data = { zones: zones.join(', '), count: zones.length, roles: subject.roles.join(', ') };
  return aboutSubject(draft(evidence, 'listings', 'pass', 'not-listed', data), subject);
}

function notChecked(evidence: Evidence, answers: readonly AuditListAnswer[]): readonly FindingDraft[] {
  const failed = answers.flatMap(({ problem, ...answer }) =>
    problem === undefined ? [] : [{ ...answer, problem }],
  );
  // Of the lists of little weight only what the user can do something about stands for itself.
  const isSmall = ({ tier, problem }: { readonly tier: number; readonly problem: ListProblem }): boolean =>
    tier > 3 || (tier === 3 && problem.code !== 'needs-key' && problem.isKeyed !== true);
  const groups = Map.groupBy(
    failed.filter((one) => !isSmall(one)),
    ({ operator, problem }) => `${operator} ${messageOf(problem)}`,
  );
  const small = uniqueZones(failed.filter(isSmall));
  return [
    ...[...groups.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const { operator, problem } = first;
      const { answer, keyUrl, registerUrl } = problem;
      const zones = uniqueZones(alike);
      const data = { operator, zones: zones.join(', '), count: zones.length, answer, keyUrl, registerUrl };
      return draft(evidence, 'listings', 'unknown', messageOf(problem), data);
    }),
    ...(small.length === 0
      ? []
      : draft(evidence, 'listings', 'unknown', 'small-lists', {
          zones: small.join(', '),
          count: small.length,
        })),
  ];
}

/** Why a list was not believed or not asked, and the message that says so. */
const problemMessages = {
  refused: 'refused',
  'needs-key': 'needs-key',
  'no-answer': 'no-answer',
  'lists-everything': 'lists-everything',
  'no-list': 'no-list',
  'test-entry-gone': 'test-entry-gone',
  'no-test-entry': 'no-test-entry',
  'over-limit': 'over-limit',
} as const satisfies Record<ListProblem['code'], string>;

/** A key that does not work fails like a list that is gone; the user can mend it. */
function messageOf({ code, isKeyed }: ListProblem): string {
  const isOfKey = isKeyed === true && ['refused', 'no-answer', 'test-entry-gone'].includes(code);
  return isOfKey ? 'key-refused' : problemMessages[code];
}

const uniqueZones = (answers: readonly { readonly zone: string }[]): readonly string[] => [
  ...new Set(answers.map(({ zone }) => zone)),
];
