/** A checked message for a terminal: worst consequence first, each with its place and what to do. */

import type { Catalogue } from '../../findings/catalogue.ts';
import { sourceText } from '../../findings/say/sources.ts';
import type { MessageFindingView, MessageView } from '../../preflight/say/view.ts';
import { BODY, indented, labelled } from '../paragraphs.ts';
import type { Style } from '../style.ts';
import { hang, textWidth } from '../wrap.ts';

/** Of notes only where everything is wanted. */
function sourcesOf({ sources, consequence }: MessageFindingView, isVerbose: boolean): string {
  if (consequence === 'information' && !isVerbose) return '';
  return sources.map((source) => sourceText(source, isVerbose)).join('; ');
}

function failure(
  finding: MessageFindingView,
  place: number,
  texts: Catalogue,
  style: Style,
  isVerbose: boolean,
): string {
  const head = [finding.label, finding.detail].filter((piece) => piece !== '').join(': ');
  const title = hang(`  ${place}`, `${finding.word}: ${head}`, BODY, style.width);
  const where = [finding.where, finding.snippet === '' ? '' : `"${finding.snippet}"`]
    .filter((piece) => piece !== '')
    .join(': ');
  return [
    style.bold(title).replace(finding.word, style.mark(finding.mark, finding.word)),
    labelled(texts.ui('label.where'), where, style),
    labelled(finding.replyLabel, finding.reply, style),
    labelled(texts.ui('label.also'), finding.also.join('; '), style),
    labelled(texts.ui('label.rules'), finding.rules.join(', '), style),
    finding.todo === '' ? '' : indented(finding.todo, BODY, style),
    style.dim(labelled(texts.ui('label.sources'), sourcesOf(finding, isVerbose), style)),
    finding.isFixable ? style.dim(indented(texts.ui('label.fixable'), BODY, style)) : '',
    style.dim(labelled(texts.ui('label.notFixed'), finding.whyNotFixed, style)),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function list(title: string, findings: readonly MessageFindingView[], style: Style): string {
  if (findings.length === 0) return '';
  const width = Math.max(...findings.map(({ word }) => textWidth(word)));
  const lines = findings.map(({ word, label, detail, mark, also }) => {
    const text = [[label, ...also].join(', '), detail].filter((piece) => piece !== '').join(': ');
    return hang(`    ${word}`, text, 4 + width + 2, style.width).replace(word, style.mark(mark, word));
  });
  return [`  ${title}`, ...lines].join('\n');
}

/** One report as text, ending without a newline; what is in order only when asked for. */
export function renderMessage(view: MessageView, texts: Catalogue, style: Style, isVerbose: boolean): string {
  return [
    [style.bold(indented(view.headline, 2, style)), style.dim(indented(view.counts, 2, style))].join('\n'),
    ...view.failed.map((finding, i) => failure(finding, i + 1, texts, style, isVerbose)),
    list(texts.ui('label.couldNotCheck'), view.unknown, style),
    view.failed.length === 0 ? '' : style.dim(indented(texts.ui('check.legend'), 2, style)),
    isVerbose ? list(texts.ui('label.passed'), view.passed, style) : '',
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}
