/** A change plan in words. */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import { formatFix, zoneValue } from '../../findings/say/fix-lines.ts';
import type { PlanFile, PlanStep, RecordChange } from '../plan/types.ts';

export interface PlanStepView {
  readonly title: string;
  readonly text: string;
  /** 'proven: …', or what it waits for. */
  readonly proof: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Each file with its head and, where it is no secret, its lines. */
  readonly files: readonly { readonly head: string; readonly lines: readonly string[] }[];
  /** Letters and settings for others. */
  readonly others: readonly string[];
}

export interface PlanView {
  readonly headline: string;
  readonly steps: readonly PlanStepView[];
}

export function viewPlan(steps: readonly PlanStep[], domain: string, texts: Catalogue): PlanView {
  const key = ['plan.nothing', 'plan.headline.one'][steps.length] ?? 'plan.headline';
  const headline = texts.ui(key, { count: steps.length });
  return { headline, steps: steps.map((step) => viewStep(step, domain, texts)) };
}

/** What is to be copied: a TXT value in strings of at most 255 octets, as zones take it. */
const copied = ({ name, type, adds }: RecordChange): readonly string[] =>
  adds.map((value) => `${name}. ${type} ${zoneValue(type, value)}`);

/** What stands there, to be read and compared: a TXT value whole, as receivers join its strings (RFC 7208 §3.3). */
const read = ({ name, type, removes }: RecordChange): readonly string[] =>
  removes.map((value) => `${name}. ${type} ${zoneValue(type, type === 'TXT' ? [value] : value)}`);

function viewStep(step: PlanStep, domain: string, texts: Catalogue): PlanStepView {
  const { id, changes, files, others, proof } = step;
  const words = wordsOf(step, domain, texts);
  const said =
    proof.state === 'proven'
      ? sayProof(proof, texts)
      : texts.ui(`plan.waits.${proof.state === 'not-provable' ? proof.why : 'owner'}`, words);
  return {
    title: texts.ui(`plan.${id}.title`, words),
    text: texts.ui(`plan.${id}.text`, words),
    proof: said,
    before: changes.flatMap(read),
    after: changes.flatMap(copied),
    files: files.map((file) => ({ head: headOf(file, texts), lines: file.isSecret ? [] : linesOf(file) })),
    others: others.flatMap((fix) => (fix.kind === 'contact' ? [fix.text] : (formatFix(fix) ?? []))),
  };
}

/** What laying the step over the zone showed; a count of nothing is not told. */
function sayProof(
  { mended, keptNetworks, left }: Extract<PlanStep['proof'], { readonly state: 'proven' }>,
  texts: Catalogue,
): string {
  const counted = (key: string, count: number): readonly string[] =>
    count === 0 ? [] : [texts.ui(`plan.proven.${key}`, { count })];
  const shown = left.map((key) => sayFailure(key, texts)).join(', ');
  return [
    texts.ui('plan.proven'),
    [
      ...counted('mended', mended.length),
      texts.ui('plan.proven.nothing'),
      ...counted('kept', keptNetworks),
      ...(shown === '' ? [] : [texts.ui('plan.proven.left', { left: shown })]),
    ].join('; '),
  ].join(' ');
}

/** The step's arguments, counts as the language writes them; `first`: what a source needs that stands in the way. */
function wordsOf({ data }: PlanStep, domain: string, texts: Catalogue): JsonObject {
  const format = new Intl.NumberFormat(texts.language);
  const told = Object.entries(data).map(([key, value]) => [
    key,
    typeof value === 'number' ? format.format(value) : value,
  ]);
  const words: JsonObject = { domain, ...Object.fromEntries(told) };
  return data.action === undefined
    ? words
    : { ...words, first: texts.ui(`reports.do.${data.action}`, words) };
}

/** 'check message subject' as what the check looks at. */
function sayFailure(key: string, texts: Catalogue): string {
  const [check = '', message = '', ...rest] = key.split(' ');
  const { label, messages } = texts.finding(check);
  const subject = rest.join(' ');
  const said = [fillFirst(label, { subject }), fillFirst(messages[message] ?? [], { subject })];
  return said.filter((piece) => piece !== '').join(': ') || key;
}

function headOf({ name, url, isSecret }: PlanFile, texts: Catalogue): string {
  if (isSecret === true) return texts.ui('plan.secret', { name });
  return url === undefined ? texts.ui('plan.file', { name }) : texts.ui('plan.fileAt', { name, url });
}

const linesOf = ({ text }: PlanFile): readonly string[] => text.trimEnd().split(/\r?\n/);
