/** An audit for a terminal: what to mend first, worst first, each with what to do; then what could not be seen. */
import { mergeAlike } from '../../audit/say/merge-alike.ts';
import type { PlanView } from '../../audit/say/plan-view.ts';
import type { SpfTreeView } from '../../audit/say/spf-tree-view.ts';
import type { AuditView, FindingView } from '../../audit/say/view.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { sourceText } from '../../findings/say/sources.ts';
import { BODY, indented, labelled } from '../paragraphs.ts';
import type { Style } from '../style.ts';
import { hang, printable, textWidth } from '../wrap.ts';
import { renderReports } from './render-reports.ts';

export interface AuditTextOptions {
  readonly style: Style;
  /** Show every look-up, and every check that passed. */
  readonly isVerbose: boolean;
}

const INDENT = 2;

function failure(
  finding: FindingView,
  place: number,
  texts: Catalogue,
  { style, isVerbose }: AuditTextOptions,
): string {
  const head = [finding.label, finding.detail].filter((piece) => piece !== '').join(': ');
  const title = hang(`  ${place}`, `${finding.word}: ${head}`, BODY, style.width);
  // Records and commands are never wrapped: they are there to be copied.
  const copied = [...finding.records, ...finding.commands.map((command) => `$ ${command}`)];
  return [
    style.bold(title).replace(finding.word, style.mark(finding.mark, finding.word)),
    labelled(texts.ui('label.receiverSays'), finding.reply, style),
    finding.todo === '' ? '' : indented(finding.todo, BODY, style),
    finding.sources.length === 0
      ? ''
      : style.dim(
          labelled(
            texts.ui('label.sources'),
            finding.sources.map((source) => sourceText(source, isVerbose)).join('; '),
            style,
          ),
        ),
    ...finding.contacts.map((text) => indented(`"${text}"`, BODY, style)),
    ...copied.map((line) => `        ${printable(line)}`),
    ...(isVerbose ? finding.lookups.map((line) => style.dim(indented(line, BODY + 2, style))) : []),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function list(title: string, findings: readonly FindingView[], options: AuditTextOptions): string {
  if (findings.length === 0) return '';
  const { style, isVerbose } = options;
  const width = Math.max(...findings.map(({ word }) => textWidth(word)));
  const lines = findings.map((finding) => {
    const text = [finding.label, finding.detail].filter((piece) => piece !== '').join(': ');
    const indent = 4 + width + 2;
    const shown = hang(`    ${finding.word}`, text, indent, style.width).replace(
      finding.word,
      style.mark(finding.mark, finding.word),
    );
    const details = isVerbose ? finding.lookups.map((line) => style.dim(indented(line, indent, style))) : [];
    return [shown, ...details].join('\n');
  });
  return [`  ${title}`, ...lines].join('\n');
}

function renderPlan({ headline, steps }: PlanView, texts: Catalogue, style: Style): readonly string[] {
  const copied = (line: string): string => `        ${printable(line)}`;
  const shown = steps.map((step, i) =>
    [
      style.bold(hang(`  ${i + 1}`, step.title, BODY, style.width)),
      indented(step.text, BODY, style),
      ...(step.before.length === 0 ? [] : [`     ${texts.ui('plan.before')}`, ...step.before.map(copied)]),
      ...(step.after.length === 0 ? [] : [`     ${texts.ui('plan.after')}`, ...step.after.map(copied)]),
      ...step.files.flatMap(({ head, lines }) => [indented(head, BODY, style), ...lines.map(copied)]),
      ...step.others.map((text) => indented(`"${text}"`, BODY, style)),
      style.dim(indented(step.proof, BODY, style)),
    ].join('\n'),
  );
  return [indented(headline, INDENT, style), ...shown];
}

function renderSpfTree({ title, lines }: SpfTreeView, style: Style): string {
  const shown = lines.map(({ depth, term, note }) =>
    hang(
      `${' '.repeat(4 + 2 * Math.min(depth, 10))}${printable(term)}`,
      `(${note})`,
      8 + 2 * Math.min(depth, 10),
      style.width,
    ),
  );
  return [indented(title, INDENT, style), ...shown].join('\n');
}

/** One audit as text, ending without a newline. */
export function renderAudit(view: AuditView, texts: Catalogue, options: AuditTextOptions): string {
  const { style, isVerbose } = options;
  // Advice is a line each; with --verbose it says as much as what weighs.
  const isAdvice = ({ severity }: FindingView): boolean => severity === 'notice' && !isVerbose;
  const failed = mergeAlike(view.failed, texts);
  const grave = failed.filter((finding) => !isAdvice(finding));
  const advice = failed.filter(isAdvice);
  const sections = [
    [
      style.bold(indented(view.headline, INDENT, style)),
      style.dim(indented(view.counts, INDENT, style)),
    ].join('\n'),
    ...grave.map((finding, i) => failure(finding, i + 1, texts, options)),
    isVerbose ? '' : list(texts.ui('label.advice'), advice, options),
    view.reports === undefined ? '' : renderReports(view.reports, style),
    list(texts.ui('label.couldNotCheck'), view.unknown, options),
    isVerbose ? list(texts.ui('label.passed'), view.passed, options) : '',
    list(texts.ui('label.providers'), view.providers, options),
    view.notChecked.length === 0
      ? ''
      : [
          `  ${texts.ui('label.notChecked')}`,
          ...view.notChecked.map((text) => hang('    -', text, 6, style.width)),
        ].join('\n'),
    isVerbose && view.spfTree !== undefined ? renderSpfTree(view.spfTree, style) : '',
    ...(view.plan === undefined ? [] : renderPlan(view.plan, texts, style)),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}
