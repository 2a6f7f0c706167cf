/** The frame of the document: doctype, language, title, and the tags whose absence a filter counts. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import {
  attributeOf,
  type HtmlElement,
  isPiece,
  scanMergeTags,
  structureTags,
} from '../../../wire/html/index.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { isWrittenByHand } from '../mail-client.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { faultAt, type HtmlPart, htmlStandard, isMjml, sayOfHtml, textFix } from './html-parts.ts';

/** SpamAssassin: html_title_subject_ratio('3.5'). */
const TITLE_RATIO = 3.5;

export const documentFrame: MessageCheck = {
  id: 'html/document-frame',
  sources: [htmlStandard, spamAssassinRules],
  run: (view, { profile, isTemplate = false }) => {
    // A mail program writes the frame, not the person.
    const isOurs = !isWrittenByHand(view, profile);
    return sayOfHtml(view, (part) =>
      isMjml(part)
        ? [draftMessage('fail', 'mjml', 'information')]
        : [
            ...scored(part, isTemplate),
            // Of a part of a page another file has the frame.
            ...(isOurs && !(isTemplate && isPiece(part.html)) ? missing(part) : []),
          ],
    );
  },
};

function scored(part: HtmlPart, isTemplate: boolean): readonly MessageDraft[] {
  const { html, view } = part;
  const drafts: MessageDraft[] = [];
  const isAlone = !view.texts.some(({ kind }) => kind === 'plain');
  if (isAlone && !html.elements.some(({ name }) => name === 'html'))
    drafts.push(
      draftMessage(
        'fail',
        'no-html-tag',
        'score',
        {},
        {
          engineRules: [spamAssassin('HTML_MIME_NO_HTML_TAG', 0.377)],
        },
      ),
    );
  const heads = html.elements.filter(({ name }) => name === 'head');
  const [head] = heads;
  // A start tag more than end tags: `head` of SpamAssassin's html_tag_balance is not 0.
  if (head !== undefined && heads.every(({ endTag }) => endTag === undefined))
    drafts.push(
      faultAt(
        part,
        head.startTag,
        'head-not-closed',
        'score',
        {},
        {
          engineRules: [spamAssassin('HTML_TAG_BALANCE_HEAD', 0.817)],
          fixes:
            structureTags(html).length > 0
              ? []
              : textFix(part, { start: head.end, end: head.end }, '</head>', true),
        },
      ),
    );
  const title = html.elements.find(({ name }) => name === 'title');
  if (title !== undefined && isTemplate && hasTags(part, title))
    return [...drafts, draftMessage('unknown', 'title-unknown', 'score')];
  const length = title === undefined ? 0 : textIn(part, title).length;
  const subject = view.fields.find(({ key }) => key === 'subject')?.value ?? '';
  if (
    title !== undefined &&
    subject !== '' &&
    length > TITLE_RATIO * subject.length &&
    view.attachments.length === 0
  )
    drafts.push(
      faultAt(
        part,
        title.startTag,
        'long-title',
        'score',
        { length, subject: subject.length },
        {
          engineRules: [spamAssassin('HTML_TITLE_SUBJ_DIFF', 2.036)],
        },
      ),
    );
  return drafts;
}

/** A merge tag in the title, or in the subject that it is compared with. */
function hasTags({ html, view }: HtmlPart, { startTag, end }: HtmlElement): boolean {
  const subject = view.fields.find(({ key }) => key === 'subject')?.value ?? '';
  return (
    html.mergeTags.some(({ span }) => span.start >= startTag.end && span.end <= end) ||
    scanMergeTags(subject).length > 0
  );
}

function missing(part: HtmlPart): readonly MessageDraft[] {
  const { html } = part;
  const drafts: MessageDraft[] = [];
  const tell = (message: string): void => {
    drafts.push(draftMessage('fail', message, 'information'));
  };
  if (html.doctype === undefined) tell('no-doctype');
  const root = html.elements.find(({ name }) => name === 'html');
  const hasLanguage = [root, html.elements.find(({ name }) => name === 'body')].some(
    (element) =>
      element !== undefined &&
      ['lang', 'xml:lang'].some((name) => (attributeOf(element, name)?.value ?? '') !== ''),
  );
  if (root !== undefined && !hasLanguage)
    drafts.push(faultAt(part, root.startTag, 'no-language', 'information'));
  const title = html.elements.find(({ name }) => name === 'title');
  if (title === undefined) tell('no-title');
  else if (textIn(part, title).trim() === '')
    drafts.push(faultAt(part, title.startTag, 'empty-title', 'information'));
  return drafts;
}

function textIn({ html }: HtmlPart, element: HtmlElement): string {
  return html.texts
    .filter(({ parent }) => parent === element)
    .map(({ text }) => text)
    .join('');
}
