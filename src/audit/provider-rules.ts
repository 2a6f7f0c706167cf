/**
 * What mailbox providers ask of senders, as dated data (`data/provider-rules.toml`), held against the findings of an
 * audit: met, missing with the reply that one gets, or not seen. Nothing is looked up here.
 */
import type { CheckId, Citation, Finding, Outcome, Subject } from '../findings/finding.ts';

/** One requirement of one provider. */
export interface ProviderRule {
  /** 'google/spf-and-dkim': provider and name. */
  readonly id: string;
  readonly provider: string;
  /** From how many messages a day to this provider; 0: everybody. */
  readonly fromMessagesPerDay: number;
  /** All of these must hold. 'a | b + c': check a passes, or both b and c do; 'a@zone': as far
   * as its findings are about that DNS list. Empty: no audit can see it. */
  readonly requires: readonly (readonly (readonly string[])[])[];
  readonly reply?: string;
  /** ISO day since when it is asked for. */
  readonly since?: string;
  readonly source: { readonly title: string; readonly url: string; readonly seen: string };
}

export interface ProviderRules {
  readonly rules: readonly ProviderRule[];
  /** Provider id → its name. */
  readonly names: ReadonlyMap<string, string>;
}

type Table = Readonly<Record<string, unknown>>;

const tables = (value: unknown): readonly Table[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const optional = <K extends string>(key: K, value: unknown): { readonly [P in K]?: string } =>
  typeof value === 'string' ? ({ [key]: value } as { readonly [P in K]?: string }) : {};

/** Reads the parsed file; its shape is checked by a test. */
export function parseProviderRules(file: Table): ProviderRules {
  const rules = tables(file.provider).flatMap((provider) =>
    tables(provider.rule).map(
      (rule): ProviderRule => ({
        id: `${text(provider.id)}/${text(rule.id)}`,
        provider: text(provider.id),
        fromMessagesPerDay: Number(rule.fromMessagesPerDay ?? 0),
        requires: (Array.isArray(rule.requires) ? rule.requires : []).map((clause) =>
          text(clause)
            .split('|')
            .map((part) => part.split('+').map((check) => check.trim())),
        ),
        ...optional('reply', rule.reply),
        ...optional('since', rule.since),
        source: (rule.source ?? provider.source) as ProviderRule['source'],
      }),
    ),
  );
  const names = new Map(tables(file.provider).map(({ id, name }) => [text(id), text(name)] as const));
  return { rules, names };
}

type State = 'pass' | 'fail' | 'unknown';

/** Many rules ask for the same checks: each is read once. */
function stateReader(findings: readonly Finding[]): (wanted: string) => State {
  const byCheck = Map.groupBy(findings, ({ check }) => check as string);
  const known = new Map<string, State>();
  return (wanted) => {
    const state = known.get(wanted) ?? stateOf(wanted, byCheck);
    known.set(wanted, state);
    return state;
  };
}

/** What all findings of one check say together: one failure fails it, nothing said is unknown. */
function stateOf(wanted: string, byCheck: ReadonlyMap<string, readonly Finding[]>): State {
  const [check = '', zone] = wanted.split('@');
  const about = byCheck.get(check) ?? [];
  const said = (zone === undefined ? about : about.filter(({ data }) => isAboutZone(data, zone))).map(
    ({ outcome }) => outcome,
  );
  if (said.includes('fail')) return 'fail';
  return said.includes('pass') && !said.includes('unknown') ? 'pass' : 'unknown';
}

/** A finding about one DNS list names its zone, one about several their zones. */
const isAboutZone = ({ zone, zones }: Finding['data'], wanted: string): boolean =>
  zone === wanted || (typeof zones === 'string' && zones.split(', ').includes(wanted));

const all = (states: readonly string[]) =>
  states.includes('fail') ? 'fail' : states.includes('unknown') ? 'unknown' : 'pass';
const any = (states: readonly string[]) =>
  states.includes('pass') ? 'pass' : states.includes('unknown') ? 'unknown' : 'fail';

const outcomes = { pass: 'pass', fail: 'fail', unknown: 'unknown' } as const satisfies Record<
  string,
  Outcome
>;
const messages = { pass: 'met', fail: 'missing', unknown: 'not-seen' } as const;

/** The one check whose findings come from other findings, not from evidence. */
export const providerRequirement = {
  id: 'provider/requirement',
  sources: [
    {
      title: 'Email sender guidelines',
      url: 'https://support.google.com/a/answer/81126',
      seen: '2026-03-21',
    },
    {
      title: 'Sender Best Practices',
      url: 'https://senders.yahooinc.com/best-practices/',
      seen: '2025-04-10',
    },
    {
      title: 'Postmaster information for iCloud Mail',
      url: 'https://support.apple.com/en-us/102322',
      seen: '2026-11-26',
    },
  ],
} as const satisfies { readonly id: CheckId; readonly sources: readonly Citation[] };

/**
 * One finding for each rule that applies. `messagesPerDay` undefined: how much is sent is not known, so what is asked of
 * large senders is told as that. Only a domain can meet rules: other subjects give no findings.
 */
export function judgeProviderRules(
  { rules, names }: ProviderRules,
  findings: readonly Finding[],
  subject: Subject,
  messagesPerDay: number | undefined,
): readonly Finding[] {
  if (subject.kind !== 'domain') return [];
  const read = stateReader(findings);
  return rules
    .filter((rule) => messagesPerDay === undefined || messagesPerDay >= rule.fromMessagesPerDay)
    .map((rule) => {
      const isSizeOpen = messagesPerDay === undefined && rule.fromMessagesPerDay > 0;
      return judgeRule(rule, names.get(rule.provider) ?? rule.provider, read, subject, isSizeOpen);
    });
}

function judgeRule(
  rule: ProviderRule,
  provider: string,
  read: (wanted: string) => State,
  subject: Subject,
  isSizeOpen: boolean,
): Finding {
  const clauses = rule.requires.map((clause) => any(clause.map((checks) => all(checks.map(read)))));
  const state = rule.requires.length === 0 ? 'unknown' : all(clauses);
  const named = [...new Set(rule.requires.flat(2))];
  const checksIn = (wanted: State) => named.filter((check) => read(check) === wanted).join(', ');
  const missing = isSizeOpen ? 'missing-for-large' : 'missing';
  const message = state === 'fail' ? missing : messages[state];
  return {
    check: providerRequirement.id,
    message: rule.requires.length === 0 ? 'elsewhere' : message,
    subject,
    outcome: outcomes[state],
    confidence: state === 'unknown' ? 0 : 1,
    data: {
      rule: rule.id,
      provider,
      reply: rule.reply,
      since: rule.since,
      messagesPerDay: rule.fromMessagesPerDay === 0 ? undefined : rule.fromMessagesPerDay,
      failing: checksIn('fail') || undefined,
      silent: checksIn('unknown') || undefined,
      page: rule.source.title,
      url: rule.source.url,
      seen: rule.source.seen,
    },
    evidence: [],
    fixes: [],
  };
}

/** The page that asks for it, with the day it was read. */
export function citeRule({ data: { page, url, seen } }: Finding): readonly Citation[] {
  return [{ title: String(page), url: String(url), seen: String(seen) }];
}
