/** An audit in words, in one language, ready for any surface: terminal, page, JSON, JUnit. */
import { domainToUnicode } from 'node:url';
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, fillCommands, fillFirst } from '../../findings/catalogue.ts';
import type { Citation, Subject } from '../../findings/finding.ts';
import type { Severity } from '../../findings/profile.ts';
import { formatFix, type Mark } from '../../findings/say/fix-lines.ts';
import { listWords } from '../../findings/say/list-words.ts';
import { lookupsOf } from '../../findings/say/lookups.ts';
import { optionWords } from '../../findings/say/option-words.ts';
import type { Audit, NotChecked, WeighedFinding } from '../audit-case.ts';
import { type AuditStanding, openQuestions, standingOf } from '../open-questions.ts';
import { providerRequirement } from '../provider-rules.ts';
import { reportsOf } from '../reported-sender.ts';
import { codeWords } from './code-words.ts';
import { mergeAlike } from './merge-alike.ts';
import { type PlanView, viewPlan } from './plan-view.ts';
import { type ReportsView, viewReports } from './reports-view.ts';
import { type SpfTreeView, viewSpfTree } from './spf-tree-view.ts';
import { turnOf } from './turn-of.ts';

export interface FindingView {
  readonly check: string;
  readonly message: string;
  readonly subject: string;
  /** The sending address whose case it belongs to. */
  readonly ip?: string;
  readonly mark: Mark;
  /** The word that stands with the mark: the severity, 'pass', 'not checked'. */
  readonly word: string;
  readonly severity?: Severity;
  readonly label: string;
  readonly detail: string;
  /** The reply that a receiver would send. */
  readonly reply: string;
  readonly todo: string;
  /** Of a failure: whose turn it is. */
  readonly turn?: string;
  /** What it rests on: RFC sections, pages of providers with the day they were read. */
  readonly sources: readonly Citation[];
  /** Records, settings, requests and commands to copy. */
  readonly records: readonly string[];
  readonly commands: readonly string[];
  /** Letters to whoever else must act. */
  readonly contacts: readonly string[];
  /** Question, server, time, TTL and answer of each look-up behind it. */
  readonly lookups: readonly string[];
  /** Of a provider's rule: whose it is and what it asks. */
  readonly provider?: string;
  readonly what?: string;
}

export interface AuditView {
  readonly subject: Subject;
  /** Of the words: 'en', 'de'. */
  readonly language: string;
  /** 'unknown' where too much could not be looked at to say that it is good (open-questions.ts). */
  readonly standing: AuditStanding;
  readonly headline: string;
  readonly counts: string;
  readonly failed: readonly FindingView[];
  readonly unknown: readonly FindingView[];
  readonly passed: readonly FindingView[];
  /** What providers ask of senders: it follows from the rest, so it stands apart and is not counted. */
  readonly providers: readonly FindingView[];
  readonly notChecked: readonly string[];
  /** Who sends as the domain, where reports were given. */
  readonly reports?: ReportsView;
  readonly plan?: PlanView;
  /** The domain's SPF record and all that it leads to. */
  readonly spfTree?: SpfTreeView;
}

/** The most look-ups that are told of one finding; an SPF tree may hold many. */
const MAX_LOOKUPS = 40;

/** Says the audit. Notes (not-applicable) are left out: they say that a question does not arise. */
export function viewAudit(audit: Audit, texts: Catalogue): AuditView {
  const views = audit.findings.map((finding) => viewFinding(finding, audit, texts));
  const of = (outcome: WeighedFinding['outcome']) =>
    views.filter(
      ({ check }, place) => check !== providerRequirement.id && audit.findings[place]?.outcome === outcome,
    );
  const failed = of('fail');
  const unknown = of('unknown');
  const passed = of('pass');
  const reports = reportsOf(audit);
  const spfTree = viewSpfTree(audit, texts);
  const told = mergeAlike(failed, texts);
  const grave = told.filter(isGrave).length;
  const faults = failed.filter(isGrave).length;
  const advice = failed.length - faults;
  const standing = standingOf(audit);
  const open = standing === 'unknown' ? openQuestions(audit) : [];
  return {
    subject: audit.subject,
    language: texts.language,
    standing,
    headline: texts.ui(`audit.headline.${headlineOf(standing, grave, advice, passed.length)}`, {
      subject: shownName(audit.subject.name),
      server: silentServer(audit.findings),
      count: grave,
      ...(unknown.length > 0 && { unknown: unknown.length }),
      all: failed.length + unknown.length + passed.length,
      what: open.map((question) => texts.ui(`open.${question}`)).join(', '),
    }),
    counts: texts.ui('audit.counts', {
      passed: passed.length,
      unknown: unknown.length,
      failed: faults,
      ...(advice > 0 && { advice }),
    }),
    failed,
    unknown: mergeSame(unknown, texts),
    passed,
    providers: mergeRules(
      views.filter(({ check }) => check === providerRequirement.id),
      texts,
    ),
    notChecked: audit.notChecked.map((one) => sayNotChecked(one, texts)),
    ...(reports !== undefined && { reports: viewReports(reports, texts) }),
    ...(spfTree !== undefined && { spfTree }),
    ...(audit.plan !== undefined && { plan: viewPlan(audit.plan, audit.subject.name, texts) }),
  };
}

const isGrave = ({ severity }: FindingView): boolean => severity !== 'notice';

/** From how many findings with one and the same reason on they are told as one. */
const MANY_ALIKE = 3;

/** What could not be looked at for one reason, about one subject, is told once. */
function mergeSame(findings: readonly FindingView[], texts: Catalogue): readonly FindingView[] {
  const groups = Map.groupBy(findings, ({ subject, detail }) => `${subject} ${detail}`);
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length < MANY_ALIKE) return alike;
    const label = texts.ui('audit.manyChecks', { count: alike.length, subject: first.subject });
    return [{ ...first, label }];
  });
}

/** Of each provider what is not met stands for itself; what holds and what cannot be seen is one line each. */
function mergeRules(findings: readonly FindingView[], texts: Catalogue): readonly FindingView[] {
  const failed = findings.filter(({ mark }) => mark === 'fail');
  const merged = (['unknown', 'pass'] as const).flatMap((mark) => {
    const providers = Map.groupBy(
      findings.filter((finding) => finding.mark === mark),
      ({ provider = '' }) => provider,
    );
    return [...providers].flatMap(([provider, rules]) => {
      const [first] = rules;
      const detail = rules.map(({ what = '' }) => what).join('; ');
      return first === undefined
        ? []
        : [{ ...first, label: texts.ui(`audit.rules.${mark}`, { provider }), detail }];
    });
  });
  return [...failed, ...merged];
}

/** `grave`: what is to be mended. */
function headlineOf(standing: AuditStanding, grave: number, advice: number, passed: number): string {
  switch (standing) {
    case 'bad':
      return grave === 1 ? 'one' : 'many';
    case 'unknown':
      return passed + advice > 0 ? 'open' : 'nothing';
    case 'good':
      return advice > 0 ? 'advice' : 'clean';
  }
}

/** An internationalised name as it was typed, beside the form that DNS knows. */
function shownName(name: string): string {
  const typed = name.includes('xn--') ? domainToUnicode(name) : '';
  return typed === '' || typed === name ? name : `${typed} (${name})`;
}

/** The one DNS server that was asked and answered nothing; undefined where it is not one. */
function silentServer(findings: readonly WeighedFinding[]): string | undefined {
  const silent = findings.filter(({ data: { why } }) => why === 'network' || why === 'time-out');
  const servers = new Set(
    silent.flatMap(({ data: { server } }) => (typeof server === 'string' ? server : [])),
  );
  const [server] = servers;
  return servers.size === 1 ? server : undefined;
}

const marks = { pass: 'pass', fail: 'fail', unknown: 'unknown', 'not-applicable': 'note' } as const;

function viewFinding(finding: WeighedFinding, audit: Audit, texts: Catalogue): FindingView {
  const { check, message, outcome, severity, subject, data, fixes } = finding;
  const words = texts.finding(check);
  const filling: JsonObject = {
    ...listWords(data, texts),
    ...data,
    ...codeWords(data, outcome, texts),
    ...ruleWords(data.rule, texts),
    ...checkWords(data, texts),
    subject: subject.name,
  };
  const { about, evidence = {} } = audit.cases[finding.case] ?? {};
  const lookups = finding.evidence.flatMap((key) => lookupsOf(evidence[key]));
  const word = severity === undefined ? (outcome === 'unknown' ? 'notChecked' : outcome) : undefined;
  const copied = fixes.filter(({ kind }) => kind !== 'command');
  return {
    check,
    message,
    subject: subject.name,
    ...(about?.kind === 'ip' && { ip: about.name }),
    mark: marks[outcome],
    word: word === undefined ? texts.ui(`severity.${severity}`) : texts.ui(`word.${word}`),
    ...(severity !== undefined && { severity }),
    label: fillFirst(words.label, filling),
    detail: fillFirst(words.messages[message] ?? [], filling) || String(filling.why ?? ''),
    reply: fillFirst(words.reply[message] ?? [], filling),
    todo: fillFirst(words.todo[message] ?? [], filling),
    ...(outcome === 'fail' && { turn: turnOf(finding, audit.subject, texts) }),
    sources: finding.sources ?? [],
    records: copied.map(formatFix).filter((line) => line !== undefined),
    commands: fixes.flatMap((fix) => (fix.kind === 'command' ? fillCommands([fix.line], {}) : [])),
    contacts: fixes.flatMap((fix) =>
      fix.kind === 'contact' ? [fix.url === undefined ? fix.text : `${fix.text} ${fix.url}`] : [],
    ),
    lookups: lookups
      .slice(0, MAX_LOOKUPS)
      .map(({ line, answer }) => (answer === undefined ? line : `${line}: ${answer}`)),
    ...(typeof data.provider === 'string' && { provider: data.provider }),
    ...(typeof filling.what === 'string' && { what: filling.what }),
  };
}

/** What a provider asks, where the finding is about that. */
function ruleWords(rule: unknown, texts: Catalogue): JsonObject {
  if (typeof rule !== 'string') return {};
  return { what: texts.find(`rule.${rule}.what`), elsewhere: texts.find(`rule.${rule}.elsewhere`) };
}

/** Checks that a rule rests on, by what they look at instead of their ids. */
function checkWords({ failing, silent }: JsonObject, texts: Catalogue): JsonObject {
  const said = (ids: unknown): string | undefined =>
    typeof ids === 'string'
      ? ids
          .split(', ')
          .map((id) => fillFirst(texts.finding(id.split('@', 1)[0] ?? id).label, {}) || id)
          .join(', ')
      : undefined;
  return { failing: said(failing), silent: said(silent) };
}

function sayNotChecked({ what, option, data }: NotChecked, texts: Catalogue): string {
  const given = { ...data, ...(option !== undefined && { option }) };
  return texts.ui(`notChecked.${what}`, { ...given, ...optionWords(given, texts) });
}
