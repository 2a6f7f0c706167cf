/** HTML of a message: elements, texts, links, pictures with their places; what is wrong with it; what is seen of it. */
export { anchorsOf, attributeOf, imagesOf } from './anchors.ts';
export { type CssDeclaration, parseDeclarations } from './css-declarations.ts';
export { sheetsOf } from './css-match.ts';
export { scanMergeTags } from './merge-tags.ts';
export { htmlOfPart, type PartHtml } from './of-part.ts';
export { readHtml } from './read-html.ts';
export { renderedOutline } from './rendered-outline.ts';
export { isPiece, structureTags, writtenTags } from './template-structure.ts';
export type {
  HiddenReason,
  HtmlAnchor,
  HtmlAttribute,
  HtmlComment,
  HtmlElement,
  HtmlImage,
  HtmlProblem,
  HtmlProblemKind,
  HtmlSpan,
  HtmlText,
  HtmlView,
  MergeTag,
  VisibleRun,
} from './types.ts';
export { visibleText } from './visible-text.ts';
