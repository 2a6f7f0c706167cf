/**
 * Checked messages as one self-contained page: the message's text with its findings marked at their place, and the HTML in
 * a frame without scripts, forms, links or any request (sandbox and policy both).
 */
import type { Catalogue } from '../../findings/catalogue.ts';
import { escapeHtml, htmlFrame } from '../../findings/say/html-page.ts';
import { sourceLink } from '../../findings/say/sources.ts';
import type { MailView, TextPart } from '../../wire/mail-view/index.ts';
import type { EnginesView } from './engines.ts';
import { enginesHtml } from './engines-html.ts';
import type { VariantsView } from './variants.ts';
import { variantsHtml } from './variants-html.ts';
import type { MessageFindingView, MessageView } from './view.ts';

export interface MessagePage {
  readonly view: MessageView;
  readonly message: MailView;
  readonly engines?: EnginesView;
}

/** Characters of a part that are shown as source. */
const MAX_SOURCE = 200_000;
/** Frames need no more than this of a part. */
const MAX_FRAME = 1_000_000;

const FRAME_POLICY =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">';

function item(finding: MessageFindingView, texts: Catalogue): string {
  return [
    `<li><strong class="${finding.mark}">${escapeHtml(finding.word)}</strong><strong>${escapeHtml(finding.label)}</strong>${escapeHtml(finding.detail)}`,
    finding.where === ''
      ? ''
      : `<p class="where">${escapeHtml(`${texts.ui('label.where')} ${finding.where}`)}</p><pre>${escapeHtml(finding.snippet)}</pre>`,
    finding.reply === ''
      ? ''
      : `<p class="where">${escapeHtml(finding.replyLabel)}</p><blockquote>${escapeHtml(finding.reply)}</blockquote>`,
    finding.also.length === 0
      ? ''
      : `<p class="where">${escapeHtml(`${texts.ui('label.also')} ${finding.also.join('; ')}`)}</p>`,
    finding.rules.length === 0 ? '' : `<small>${escapeHtml(finding.rules.join(', '))}</small>`,
    finding.todo === '' ? '' : `<p>${escapeHtml(finding.todo)}</p>`,
    finding.sources.length === 0 ? '' : `<p class="where">${finding.sources.map(sourceLink).join('; ')}</p>`,
    `<small>${escapeHtml(finding.check)}</small></li>`,
  ].join('');
}

/** The source of a text part with the places of its findings marked; overlapping marks are joined. */
function markedSource(part: TextPart, findings: readonly MessageFindingView[]): string {
  const text = part.text.slice(0, MAX_SOURCE);
  const spans = findings
    .flatMap(({ place, label }) =>
      place?.decoded !== undefined && place.part === part.part.path ? [{ ...place.decoded, label }] : [],
    )
    .sort((a, b) => a.start - b.start);
  let html = '';
  let at = 0;
  for (const { start, end, label } of spans) {
    if (start < at || start >= text.length) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark title="${escapeHtml(label)}">${escapeHtml(text.slice(start, end))}</mark>`;
    at = Math.min(end, text.length);
  }
  return `<pre>${html}${escapeHtml(text.slice(at))}</pre>`;
}

/** `sandbox` without any permission: no script, no form, no navigation; the policy inside lets nothing be fetched. */
function frameOf(part: TextPart): string {
  const source = `${FRAME_POLICY}${part.text.slice(0, MAX_FRAME)}`;
  const attribute = source.replace(/[&"]/g, (char) => (char === '&' ? '&amp;' : '&quot;'));
  return `<iframe sandbox="" referrerpolicy="no-referrer" style="width:100%;height:32rem;border:1px solid var(--line);background:#fff" srcdoc="${attribute}"></iframe>`;
}

function article({ view, message, engines }: MessagePage, texts: Catalogue): string {
  const parts = message.texts.map((part) => {
    const frame = part.kind === 'html' ? frameOf(part) : '';
    return `<h2>${escapeHtml(part.part.contentType.type)} ${escapeHtml(part.part.path)}</h2>${frame}<details><summary>${escapeHtml(texts.ui('label.where'))}</summary>${markedSource(part, view.failed)}</details>`;
  });
  return [
    '<article>',
    `<h1>${escapeHtml(view.headline)}</h1>`,
    `<p class="facts">${escapeHtml(view.counts)}</p>`,
    view.failed.length === 0 ? '' : `<ol>${view.failed.map((finding) => item(finding, texts)).join('')}</ol>`,
    view.unknown.length === 0
      ? ''
      : `<h2>${escapeHtml(texts.ui('label.couldNotCheck'))}</h2><ul>${view.unknown.map((finding) => item(finding, texts)).join('')}</ul>`,
    engines === undefined ? '' : enginesHtml(engines, texts),
    ...parts,
    '</article>',
  ].join('\n');
}

/** The page in pieces, for messages that come one after another: each is written when it is there, the comparison last. */
export class MessagePages {
  readonly #texts: Catalogue;
  #after: string | undefined;

  constructor(texts: Catalogue) {
    this.#texts = texts;
  }

  /** The next piece; the page is called after its first message. */
  add(page: MessagePage): string {
    const piece = `${article(page, this.#texts)}\n`;
    if (this.#after !== undefined) return piece;
    const { before, after } = htmlFrame(page.view.headline, this.#texts.language, 'img-src data:');
    this.#after = after;
    return before + piece;
  }

  /** The last piece; '' where there was no message. */
  end(variants?: VariantsView): string {
    if (this.#after === undefined) return '';
    return `${variants === undefined ? '' : variantsHtml(variants)}${this.#after}`;
  }
}
