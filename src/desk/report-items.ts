/**
 * What a stored document says, thing by thing, for comparing it with another. Documents of an older version may lack what is read
 * here; what is missing is left out.
 */
import type { JsonObject, JsonValue } from '../base/json.ts';
import { isDerived, keyOf } from '../findings/finding-key.ts';
import type { AskKind } from '../store/reports/types.ts';

export interface Item {
  /** The same in another report where nothing changed. */
  readonly key: string;
  /** What it looks at, whatever the result: items of one group with different outcomes are one thing that changed. */
  readonly group: string;
  readonly outcome: string;
  /** How much it weighs: a severity, a consequence, a category. */
  readonly weight: string;
  readonly about: string;
  readonly word: string;
  readonly label: string;
  readonly detail: string;
  readonly data: JsonObject;
}

type Maybe = JsonValue | undefined;

const objectOf = (value: Maybe): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const listOf = (value: Maybe): readonly JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : []);
const textOf = (value: Maybe): string => (typeof value === 'string' ? value : '');

/** Everything that the document of a report tells. */
export function itemsOf(kind: AskKind, document: JsonObject): readonly Item[] {
  if (kind === 'explain') return listOf(document.explanations).flatMap(ofExplanation);
  if (kind === 'audit')
    return (document.audits === undefined ? [document] : listOf(document.audits)).flatMap(ofAudit);
  const reports = document.reports === undefined ? [document] : listOf(document.reports);
  return reports.flatMap((report) => ofMessage(report, reports.length > 1));
}

/** A finding's words stand in the view of its outcome, found by what it is about. */
function wordsFor(words: JsonObject, fits: (view: JsonObject) => boolean): JsonObject {
  for (const list of ['failed', 'unknown', 'passed', 'providers']) {
    const found = listOf(words[list]).find(fits);
    if (found !== undefined) return found;
  }
  return {};
}

function ofAudit(document: JsonObject): readonly Item[] {
  const words = objectOf(document.words);
  const cases = listOf(document.evidence);
  const findings = listOf(document.findings).filter(({ check }) => !isDerived(textOf(check)));
  return findings.map((finding) => {
    const about = textOf(objectOf(finding.subject).name);
    const place = typeof finding.case === 'number' ? cases[finding.case] : undefined;
    const caseAbout = objectOf(place?.about);
    const ip = caseAbout.kind === 'ip' ? textOf(caseAbout.name) : undefined;
    const check = textOf(finding.check);
    const message = textOf(finding.message);
    const data = objectOf(finding.data);
    const view = wordsFor(
      words,
      (one) =>
        one.check === check &&
        one.message === message &&
        one.subject === about &&
        (ip === undefined || one.ip === ip),
    );
    return {
      key: keyOf({ check, message, about, ip, data }),
      group: [check, about, ip ?? ''].join('|'),
      outcome: textOf(finding.outcome),
      weight: textOf(finding.severity),
      about,
      ...said(view, check),
      data,
    };
  });
}

const said = (view: JsonObject, check: string) => ({
  word: textOf(view.word),
  label: textOf(view.label) || check,
  detail: textOf(view.detail),
});

function ofMessage(document: JsonObject, isOneOfMany: boolean): readonly Item[] {
  const words = objectOf(document.words);
  const { name, subject } = objectOf(document.message);
  const about = isOneOfMany ? textOf(name) : textOf(subject);
  const prefix = isOneOfMany ? `${about}|` : '';
  return listOf(document.findings).map((finding) => {
    const check = textOf(finding.check);
    const message = textOf(finding.message);
    const place = objectOf(finding.place);
    // Lines and octets move when a message is edited; the words at the place stay.
    const where = [place.part, place.header, place.snippet].map(textOf).join(' ');
    const view = wordsFor(
      words,
      (one) =>
        one.check === check &&
        one.message === message &&
        textOf(objectOf(one.place).snippet) === textOf(place.snippet),
    );
    return {
      key: `${prefix}${[check, message, where].join('|')}`,
      group: `${prefix}${check}`,
      outcome: textOf(finding.outcome),
      weight: textOf(finding.class),
      about,
      ...said(view, check),
      data: {},
    };
  });
}

/** The cause, and beside it what was looked at for it. */
function ofExplanation(explanation: JsonObject): readonly Item[] {
  const { verdict: given, words: toldAs, count } = explanation;
  const verdict = objectOf(given);
  const words = objectOf(toldAs);
  const cause = objectOf(verdict.cause);
  const category = textOf(verdict.category);
  const really = cause.isAsserted === true ? textOf(cause.category) : '';
  const key = [category, really === category ? '' : really].join('|');
  const reply = objectOf(verdict.reply);
  const item: Item = {
    key,
    group: 'cause',
    outcome: textOf(verdict.class),
    weight: typeof count === 'number' ? String(count) : '',
    about: textOf(reply.recipient) || textOf(reply.speakerHost),
    word: really || category,
    label: textOf(words.title) || category,
    detail: textOf(words.headline),
    data: {},
  };
  const looked = listOf(verdict.findings).map((finding): Item => {
    const check = textOf(finding.check);
    const about = textOf(objectOf(finding.subject).name);
    return {
      key: [key, check, textOf(finding.message), about].join('|'),
      group: ['looked', check, about].join('|'),
      outcome: textOf(finding.outcome),
      weight: '',
      about,
      word: textOf(finding.outcome),
      label: check,
      detail: textOf(finding.message),
      data: {},
    };
  });
  return [item, ...looked];
}
