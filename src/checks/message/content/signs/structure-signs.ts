/** Signs in the structure of a message: its pages, what they hide, its attachments. */
import { attributeOf, htmlOfPart } from '../../../../wire/html/index.ts';
import type { HtmlElement, HtmlView, VisibleRun } from '../../../../wire/html/types.ts';
import type { MailView } from '../../../../wire/mail-view/types.ts';
import { visibleBodies } from '../visible-body.ts';
import type { Sign, SignReader } from './types.ts';

export const structureSigns: SignReader = (view) => [...pageSigns(view), ...attachmentSigns(view)];

function pageSigns(view: MailView): readonly Sign[] {
  const signs: Sign[] = [];
  const html = view.texts.find(({ kind }) => kind === 'html');
  const hasPlain = view.texts.some(({ kind, text }) => kind === 'plain' && text.trim() !== '');
  if (html === undefined) return [{ sign: 'plain-only' }];
  if (!hasPlain) signs.push({ sign: 'html-only' });
  const { html: page, images, runs, anchors } = htmlOfPart(html);
  const names = new Map<string, number>();
  for (const { name } of page.elements) names.set(name, (names.get(name) ?? 0) + 1);
  const seen = (visibleBodies(view)[0]?.text ?? '').replaceAll(/\s+/g, '').length;
  if (seen < 200 && images.some(({ element }) => !isSmall(element)))
    signs.push({ sign: anchors.length > 0 ? 'picture-and-link' : 'pictures-only' });
  if ((names.get('font') ?? 0) >= 5) signs.push({ sign: 'font-tags' });
  if (names.has('form') || names.has('input')) signs.push({ sign: 'form' });
  if (countSplitWords(page, runs) >= 3) signs.push({ sign: 'split-words' });
  if (isBehindEnd(page, runs)) signs.push({ sign: 'text-behind-end' });
  if (images.some(({ src }) => /^\s*data:image/i.test(src?.slice(0, 40) ?? '')))
    signs.push({ sign: 'picture-in-data' });
  const hidden = runs
    .filter((run) => run.hidden !== undefined)
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  const styles = page.texts
    .filter(({ parent }) => parent?.name === 'style')
    .map(({ text }) => text.slice(0, 4000));
  if (styles.some((text) => text.length > 200 && !/[{:]/.test(text))) signs.push({ sign: 'random-words' });
  if (hidden > 400) signs.push({ sign: 'hidden-text' });
  if (!names.has('html') && !names.has('body')) signs.push({ sign: 'no-html-element' });
  if (html.part.transferEncoding === 'base64' && !/[^\s\x20-\x7e]/.test(html.text))
    signs.push({ sign: 'base64-ascii' });
  if (anchors.some(({ text }) => text.length < 40 && BUTTON.test(text))) signs.push({ sign: 'button' });
  return signs;
}

/** A logo or a counting pixel by its own word, no picture that stands for text: at most 200 wide or 60 high. */
function isSmall(image: HtmlElement): boolean {
  const sizeOf = (name: string): number =>
    Number.parseInt(attributeOf(image, name)?.value ?? '', 10) || Number.POSITIVE_INFINITY;
  return sizeOf('width') <= 200 || sizeOf('height') <= 60;
}

/** The words that buttons of deceit begin with, and those of others. */
const BUTTON =
  /^\W{0,10}(?:click|sign in|log ?in|verify|confirm|update|view|open|review|continue|get started|claim|activate|unlock|restore|track|download|keep|klicken|jetzt|hier|bestätigen|anmelden|starten|cliquez|confirmer|vérifier|activer|accéder|haga|verificar|confirmar|actualizar|acceder|clique|regularizar|resgatar|atualizar|clicca|conferma|verifica|accedi|klik|bevestig)(?!\p{L})/iu;

/** Text on both sides of one of these, or of white space behind a tag, does not make one word. */
const BLOCK = /<\/?(?:p|div|t[drh]|table|br|li|[uo]l|h[1-6]|center|section|tbody|body|html)\b|>[^<]*\s/i;

/** Hidden text between two letters that are seen as neighbours: a word that is read as one and found as two. At most 5 are counted. */
function countSplitWords({ source }: HtmlView, runs: readonly VisibleRun[]): number {
  let count = 0;
  for (let at = 1; at + 1 < runs.length && count < 5; at += 1) {
    const [before, run, after] = [runs[at - 1], runs[at], runs[at + 1]];
    if (before === undefined || run?.hidden === undefined || after === undefined) continue;
    if (before.hidden !== undefined || after.hidden !== undefined) continue;
    if (!/\p{L}$/u.test(before.text.slice(-2)) || !/^\p{L}/u.test(after.text.slice(0, 2))) continue;
    const gaps = [
      source.slice(before.span.end, run.span.start),
      source.slice(run.span.end, after.span.start),
    ];
    if (gaps.every((gap) => gap.length < 500 && !BLOCK.test(gap))) count += 1;
  }
  return count;
}

/** Text that is seen behind </html>, as programs add it that send for several. */
function isBehindEnd({ source }: HtmlView, runs: readonly VisibleRun[]): boolean {
  const end = /<\/html/i.exec(source)?.index;
  const last = runs.findLast(({ hidden }) => hidden === undefined);
  return end !== undefined && last !== undefined && last.span.start > end;
}

function attachmentSigns(view: MailView): readonly Sign[] {
  const signs: Sign[] = [];
  const named = view.attachments.map(({ filename }) => (filename ?? '').toLowerCase());
  if (named.some((name) => /\.(?:s?html?|svg|xhtml)$/.test(name))) signs.push({ sign: 'html-attached' });
  if (
    named.some((name) =>
      /\.(?:exe|scr|pif|com|bat|cmd|js|vbs|jar|iso|img|lnk|hta|wsf|ace|rar|7z)$/.test(name),
    )
  )
    signs.push({ sign: 'program-attached' });
  if (view.attachments.some(({ contentType }) => /pgp-signature|pkcs7-signature/.test(contentType.type)))
    signs.push({ sign: 'signed' });
  return signs;
}
