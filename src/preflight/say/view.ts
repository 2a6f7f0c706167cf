/** A checked message in words, ready for any surface. */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import type { Citation } from '../../findings/finding.ts';
import type { AlsoSaid, Consequence, MessageFinding } from '../../findings/message-check.ts';
import type { Mark } from '../../findings/say/fix-lines.ts';
import { optionWords } from '../../findings/say/option-words.ts';
import type { Place } from '../../wire/mail-view/index.ts';
import type { CheckedMessage } from '../check-message.ts';
import { whyLeft } from '../fix-message.ts';
import { receiverNames } from '../receivers.ts';
import { sayWhyLeft } from './left.ts';
import { signArguments } from './sign-words.ts';

export interface MessageFindingView {
  readonly check: string;
  readonly message: string;
  readonly mark: Mark;
  readonly consequence: Consequence;
  /** The consequence in a word, or 'pass', 'not checked'. */
  readonly word: string;
  readonly label: string;
  readonly detail: string;
  /** 'part 1.2, line 14, column 3'. */
  readonly where: string;
  readonly snippet: string;
  readonly reply: string;
  /** 'reply of Gmail': who would send it. */
  readonly replyLabel: string;
  readonly todo: string;
  /** What else is said of the same thing: 'links without encryption: …'. */
  readonly also: readonly string[];
  /** 'rspamd SUBJ_ALL_CAPS 3', of the others too. */
  readonly rules: readonly string[];
  readonly sources: readonly Citation[];
  /** `--fix` makes the change. */
  readonly isFixable: boolean;
  /** There is a change that `--fix` does not make: why; '' where there is none. */
  readonly whyNotFixed: string;
  readonly place?: Place;
}

export interface MessageView {
  readonly name: string;
  readonly headline: string;
  readonly counts: string;
  readonly failed: readonly MessageFindingView[];
  readonly unknown: readonly MessageFindingView[];
  readonly passed: readonly MessageFindingView[];
}

/** Says the report; `name` is how the message was given. */
export function viewMessage(
  { findings }: Pick<CheckedMessage, 'findings'>,
  name: string,
  texts: Catalogue,
): MessageView {
  const views = findings.map((finding) => ({ finding, view: viewFinding(finding, texts) }));
  const of = (outcome: MessageFinding['outcome']) =>
    views.filter(({ finding }) => finding.outcome === outcome).map(({ view }) => view);
  const failed = of('fail');
  const worst = findings.find(({ outcome }) => outcome === 'fail')?.consequence ?? 'clean';
  const counted = { failed: failed.length, unknown: of('unknown').length, passed: of('pass').length };
  return {
    name,
    headline: texts.ui(`check.headline.${worst}`, {
      name,
      receivers: receiverNames(refusersIn(findings)),
    }),
    counts: texts.ui('check.counts', counted),
    failed,
    unknown: of('unknown'),
    passed: of('pass'),
  };
}

/** What --receivers left out: failures that only others judge. */
export interface LeftOut {
  readonly failures: number;
  readonly refused: number;
  /** Who would refuse; empty where that may be anybody. */
  readonly receivers: readonly string[];
}

/** `failures`: what was left out; undefined where that is nothing. */
export function leftOutOf(failures: readonly MessageFinding[]): LeftOut | undefined {
  if (failures.length === 0) return undefined;
  const refused = failures.filter(({ consequence }) => consequence === 'refused');
  return { failures: failures.length, refused: refused.length, receivers: refusersIn(failures) };
}

/** Says what was left out: a refusal of others beside the headline, for it may be what matters. */
export function withLeftOut(view: MessageView, leftOut: LeftOut | undefined, texts: Catalogue): MessageView {
  if (leftOut === undefined) return view;
  const counts = [view.counts, texts.ui('check.leftOut', { count: leftOut.failures })].join(' · ');
  if (leftOut.refused === 0) return { ...view, counts };
  const data = { count: leftOut.refused, receivers: receiverNames(leftOut.receivers) };
  return { ...view, counts, headline: `${view.headline} ${texts.ui('check.leftOut.refused', data)}` };
}

/** All who would refuse; none where that is not said of one finding: then it may be anybody. */
function refusersIn(findings: readonly MessageFinding[]): readonly string[] {
  const refused = findings.filter(
    ({ outcome, consequence }) => outcome === 'fail' && consequence === 'refused',
  );
  if (refused.some(({ receivers }) => receivers.length === 0)) return [];
  return [...new Set(refused.flatMap(({ receivers }) => receivers))];
}

const marks = { pass: 'pass', fail: 'fail', unknown: 'unknown', 'not-applicable': 'note' } as const;

function viewFinding(finding: MessageFinding, texts: Catalogue): MessageFindingView {
  const { check, message, outcome, data, place, fixes, also = [] } = finding;
  const words = texts.finding(check);
  const filling: JsonObject = {
    ...data,
    ...optionWords(data, texts),
    ...signArguments(data, texts),
    snippet: place?.snippet,
  };
  const receivers = receiverNames(finding.receivers);
  const left = whyLeft(finding);
  return {
    check,
    message,
    consequence: finding.consequence,
    mark: marks[outcome],
    word: wordOf(finding, receivers, texts),
    label: fillFirst(words.label, filling),
    detail: fillFirst(words.messages[message] ?? [], filling),
    where: place === undefined ? '' : sayPlace(place, texts),
    snippet: place?.snippet ?? '',
    reply: fillFirst(words.reply[message] ?? [], filling),
    replyLabel: texts.ui('label.replyOf', { receivers }),
    todo: fillFirst(words.todo[message] ?? [], filling),
    also: also.map((one) => sayAlso(one, texts)),
    rules: [finding, ...also]
      .flatMap(({ engineRules = [] }) => engineRules)
      .map(({ engine, rule, weight }) => `${engine} ${rule} ${weight}`),
    sources: finding.sources ?? [],
    isFixable: left === undefined && fixes.some(({ kind }) => kind === 'message'),
    whyNotFixed: left === undefined ? '' : sayWhyLeft(left, texts),
    ...(place !== undefined && { place }),
  };
}

/** 'nesting of the HTML: </div> in line 4 …'; what could not be read is only named: the reason is the same. */
export function sayAlso({ check, message, outcome, data }: AlsoSaid, texts: Catalogue): string {
  const words = texts.finding(check);
  const label = fillFirst(words.label, data);
  const detail = outcome === 'fail' ? fillFirst(words.messages[message] ?? [], data) : '';
  return detail === '' ? label : `${label}: ${detail}`;
}

/** 'refused by Gmail', 'scored', 'pass', 'not checked'. */
function wordOf({ outcome, consequence }: MessageFinding, receivers: string, texts: Catalogue): string {
  if (outcome !== 'fail') return texts.ui(`word.${outcome === 'unknown' ? 'notChecked' : outcome}`);
  const isNamed = receivers !== '' && (consequence === 'refused' || consequence === 'policy');
  return isNamed
    ? texts.ui(`consequence.${consequence}.by`, { receivers })
    : texts.ui(`consequence.${consequence}`);
}

function sayPlace({ part, header, line, column }: Place, texts: Catalogue): string {
  const data = { part, header, line, column };
  if (header !== undefined) return texts.ui('check.place.header', data);
  return texts.ui(part === '' ? 'check.place.line' : 'check.place.part', data);
}
