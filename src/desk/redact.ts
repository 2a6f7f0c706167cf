/**
 * A report for whoever has its link: without who the people in it are. What may be shown is listed, member by member, for each version
 * of a document (redact-explain, redact-audit, redact-check), and what is shown goes through the filter for its kind of text
 * (redact-texts). What is not listed, and a document of another version, is withheld. docs/redacted-links.md says what stays.
 */
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { Report } from '../store/reports/types.ts';
import type { Breather } from './limits.ts';
import { auditLayout, auditListLayout } from './redact-audit.ts';
import { checkLayout, checkListLayout, namesIn, subjectOf, withoutMessage } from './redact-check.ts';
import { explainLayout } from './redact-explain.ts';
import { type Layout, listIn, objectIn, textIn, token } from './redact-layout.ts';
import { peopleOf } from './redact-people.ts';
import { type Hiding, hidingFor, WITHHELD } from './redact-texts.ts';

const layouts: Readonly<Record<string, Layout>> = {
  'waypost/explain/1': explainLayout,
  'waypost/audit/1': auditLayout,
  'waypost/audit-list/1': auditListLayout,
  'waypost/check/1': checkLayout,
  'waypost/check-list/1': checkListLayout,
};

/** The report without what is nobody else's: no options, no input, nobody who asked. */
export function redactReport(report: Report): Report {
  const steps = redacted(report);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, with breaths in between for whoever else waits. */
export async function redactSlowly(report: Report, breather: Breather): Promise<Report> {
  const steps = redacted(report);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await breather.breathe();
  }
}

/** Step by step; each is some milliseconds. */
function* redacted(report: Report): Generator<void, Report> {
  const { id, kind, at, standing, language, document } = report;
  const rest = { id, kind, at, standing, askedBy: '', ...(language !== undefined && { language }) };
  const schema = textIn(document.schema);
  const layout = Object.hasOwn(layouts, schema) ? layouts[schema] : undefined;
  if (layout === undefined)
    return {
      ...rest,
      about: WITHHELD,
      headline: '',
      turn: '',
      tags: [],
      options: {},
      document: { isWithheld: true },
    };
  const people = peopleOf(report);
  yield;
  const hide = hidingFor(people);
  yield;
  const summary = summaryHiding(document, hide);
  return {
    ...rest,
    about: aboutOf(report, hide),
    headline: summary.own(report.headline),
    turn: summary.own(report.turn),
    tags: report.tags.filter((tag) => token(tag, hide) !== undefined),
    options: {},
    document: yield* laidOut(document, layout, hide),
  };
}

/** What a document has many of, each as large as a document. */
const LISTS = ['explanations', 'audits', 'reports'] as const;

/** The document as its layout shows it, and of these lists one after another. */
function* laidOut(document: JsonObject, layout: Layout, hide: Hiding): Generator<void, JsonObject> {
  const lists = LISTS.filter((name) => Array.isArray(document[name]));
  const shown = objectIn(
    layout({ ...document, ...Object.fromEntries(lists.map((name) => [name, []])) }, hide),
  );
  const filled: Record<string, JsonValue> = {};
  for (const name of lists) {
    if (!Array.isArray(shown[name])) continue;
    const items: JsonValue[] = [];
    for (const item of listIn(document[name])) {
      items.push(...listIn(objectIn(layout({ [name]: [item] }, hide))[name]));
      yield;
    }
    filled[name] = items;
  }
  return { ...shown, ...filled };
}

/** What was asked about: a refusal, a message, names; never more of it than the document shows. */
function aboutOf({ document, about }: Report, hide: Hiding): string {
  if (document.schema === 'waypost/explain/1') return hide.foreign(about);
  if (document.schema === 'waypost/check-list/1')
    return listIn(document.reports)
      .map((one) => hide.file(textIn(objectIn(objectIn(one).message).name)))
      .join(', ');
  if (document.schema !== 'waypost/check/1') return hide.own(about);
  const message = objectIn(document.message);
  return textIn(message.subject) === '' ? hide.file(textIn(message.name)) : subjectOf(message, hide);
}

const MAX_PIECES = 20;
/** A shorter one says nothing but a code. */
const MIN_REPLY = 7;

/** Replies and Subjects that stand in a sentence of the summary are shown as everywhere. */
function summaryHiding(document: JsonObject, hide: Hiding): Hiding {
  const replies = listIn(document.explanations)
    .slice(0, MAX_PIECES)
    .map((one) => textIn(objectIn(objectIn(objectIn(one).verdict).reply).text));
  const said = replies
    .filter((text) => text.length > MIN_REPLY)
    .map((text) => [text, hide.foreign(text)] as const);
  const named = document.schema === 'waypost/check/1' ? namesIn(objectIn(document.message), hide) : [];
  return withoutMessage(hide, [...said, ...named]);
}
